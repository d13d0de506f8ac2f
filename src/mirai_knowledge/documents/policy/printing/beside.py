"""Port: what is printed of a record that stands beside its editions, as it is now."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


@dataclass(frozen=True, slots=True)
class Beside:
    """More facts under the title, by name, and a table below the text: its title, its head, its rows."""

    facts: tuple[tuple[str, str], ...] = ()
    title: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class BesideSource(Protocol):
    """What stands beside the document, as far as the actor, who sees it, sees that."""

    def __call__(self, tx: Tx, actor: Actor, document_id: UUID, /) -> Beside:
        """Asked whenever the edition in force is printed."""


_sources: dict[str, BesideSource] = {}


def print_beside(kind: str, source: BesideSource) -> None:
    """From now on documents of that kind are printed with what the source says."""
    _sources[kind] = source


def beside_of(tx: Tx, actor: Actor, document_id: UUID, *, kind: str) -> Beside:
    """What is printed beside the text of this document; nothing for a kind that has registered none."""
    source = _sources.get(kind)
    return Beside() if source is None else source(tx, actor, document_id)
