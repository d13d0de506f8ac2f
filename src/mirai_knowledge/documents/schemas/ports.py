"""Ports of upper slices into what documents write and show, registered in `entry.wiring`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from mirai_knowledge.documents.schemas.kinds import Content
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition as it was written just now."""

    edition_id: UUID
    document_id: UUID
    kind: str
    content: Content


class Projector(Protocol):
    """Keeps rows of its own beside each edition: articles, references. It writes them once; an edition never changes."""

    def project(self, tx: Tx, actor: Actor, frozen: Frozen) -> None:
        """The rows of this edition are there."""


class Linker(Protocol):
    """Recognises in rendered texts what can be linked to."""

    def link(self, tx: Tx, actor: Actor, pages: Sequence[str]) -> Sequence[str]:
        """The same pages (safe HTML that follows each other) with links, to what the actor may see alone."""


@dataclass(frozen=True, slots=True)
class Routed:
    """A document as rules see it that decide whether it needs approval."""

    kind: str
    category: str | None
    importance: str
    project_id: UUID | None


class RouteSource(Protocol):
    """Knows which documents come into force by approval alone."""

    def find_route(self, tx: Tx, actor: Actor, routed: Routed) -> str | None:
        """The name of the route that the document has to take; None where it needs none."""


class Worder(Protocol):
    """Knows which words must not stand beside documents of one kind: names that few people may see."""

    def __call__(self, tx: Tx, actor: Actor, document_id: UUID, /, *, text: str) -> str:
        """The text as everybody who sees the document may read it."""


_projectors: list[Projector] = []
_worders: dict[str, Worder] = {}
_linkers: list[Linker] = []
_routes: list[RouteSource] = []


def project_by(projector: Projector) -> None:
    """From now on this projector is told of every edition."""
    _projectors.append(projector)


def link_by(linker: Linker) -> None:
    """From now on rendered texts pass through this linker."""
    _linkers.append(linker)


def route_by(source: RouteSource) -> None:
    """From now on this source is asked whether a document needs approval."""
    _routes.append(source)


def word_by(kind: str, worder: Worder) -> None:
    """From now on comments on documents of that kind are kept as this worder gives them back."""
    _worders[kind] = worder


def worded(tx: Tx, actor: Actor, kind: str, *, document_id: UUID, text: str) -> str:
    """The words as they may stand beside the document."""
    worder = _worders.get(kind)
    return text if worder is None else worder(tx, actor, document_id, text=text)


def find_route(tx: Tx, actor: Actor, routed: Routed) -> str | None:
    """The name of the route that the document has to take; None where it may be published at once."""
    names = (source.find_route(tx, actor, routed) for source in _routes)
    return next((name for name in names if name is not None), None)


def project(tx: Tx, actor: Actor, frozen: Frozen) -> None:
    """Every projector has written its rows of the edition, which stands in the database already."""
    for projector in _projectors:
        projector.project(tx, actor, frozen)


def linked(tx: Tx, actor: Actor, pages: Sequence[str]) -> tuple[str, ...]:
    """The pages with the links of every linker."""
    for linker in _linkers:
        pages = linker.link(tx, actor, pages)
    return tuple(pages)
