"""What search asks of the things that can be found. Implemented by a lower slice, joined in `entry.wiring`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


class Named(Struct, frozen=True):
    """A value to filter by, and what people call it."""

    value: str
    name: str


class Part(Struct, frozen=True):
    """A section of a text; `anchor` is its place in the page. `place` is what people call it when it is no part of the page
    itself: a page of an attached file.
    """

    anchor: str
    text: str
    place: str = ""


class Entry(Struct, frozen=True, kw_only=True):
    """One thing as the index holds it: its edition in force, its facets, and the terms of who may see it. `attached` differs
    when other files are attached: its parts may change while its edition stays.
    """

    id: UUID
    edition_id: UUID
    kind: str
    title: str
    parts: tuple[Part, ...]
    updated_at: datetime
    access: tuple[str, ...]
    status: str = "valid"
    codes: tuple[str, ...] = ()
    importance: str = "medium"
    category: str | None = None
    project: str | None = None
    work_types: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attached: str = ""


class Facts(Struct, frozen=True, kw_only=True):
    """What the rows say of a hit right now, as far as the reader may know."""

    id: UUID
    edition_id: UUID
    kind: str
    code: str
    title: str
    status: str
    edition_no: int
    in_force_from: datetime
    updated_at: datetime
    category: Named | None = None
    project: Named | None = None
    own_state: Named | None = None
    work_types: tuple[str, ...] = ()


class Passage(Struct, frozen=True, kw_only=True):
    """A place in the text of a thing, with its heading and its words."""

    id: UUID
    anchor: str
    heading: str
    text: str


@runtime_checkable
class Indexable(Protocol):
    """What can be found. `subjects` are its names in the change feed; things of a kind that stands `aside` are found only by
    those who ask for that kind.
    """

    subjects: tuple[str, ...]
    aside: tuple[str, ...]

    def list_entries(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Entry]:
        """These things as they are in force now; those without an edition in force, or in the bin, are left out."""

    def list_ids_after(self, tx: Tx, actor: Actor, after: UUID | None, *, limit: int) -> Sequence[UUID]:
        """The next ids in ascending order, for rebuilding and verifying."""

    def list_access(self, tx: Tx, actor: Actor) -> tuple[str, ...]:
        """The access terms the actor holds now; what carries none of them is closed to it."""

    def list_personal(self, tx: Tx, actor: Actor) -> tuple[str, ...]:
        """Those of its terms that stand for the person alone, which an index may carry longer than they hold."""

    def is_internal(self, tx: Tx, actor: Actor) -> bool:
        """Whether the actor is one of the company's own people, who may know of drafts and of how rare words are."""

    def list_open(self, tx: Tx, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Of these things the ones the actor may see now."""

    def list_facts(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Facts]:
        """Of these things the ones the actor may see now, with what their rows say."""

    def list_by_words(self, tx: Tx, actor: Actor, words: Sequence[str], *, limit: int) -> Sequence[Facts]:
        """Things whose title or number contains every word, without the index."""

    def list_named(self, tx: Tx, actor: Actor, text: str) -> Sequence[Passage]:
        """The places that a search text names (an article by its number), the best first, as far as the actor may see them."""

    def find_passage(self, tx: Tx, actor: Actor, thing: UUID, *, words: Sequence[str]) -> Part | None:
        """A part of a thing the actor may see in which one of the words stands, of what an index keeps no text of."""

    def list_facet_names(self, tx: Tx, actor: Actor, facet: str, *, values: Sequence[str]) -> Sequence[Named]:
        """What people call these facet values; those the actor may not know of are left out."""


_registered: list[Indexable] = []


def find_by(things: Indexable) -> None:
    """From now on these things can be found; they take the place of others."""
    _registered[:] = [things]


def things() -> Indexable:
    """What can be found in this installation; raises LookupError before `entry.wiring` has said so."""
    if not _registered:
        raise LookupError("nobody has said what can be found")
    return _registered[0]
