"""Port: what a slice says of a list of its own, so that it can be written as a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import Rule

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
Wanted = TypeVar("Wanted")
Wanted_contra = TypeVar("Wanted_contra", contravariant=True)
Value: TypeAlias = str | int | float | Decimal | date | datetime | None
"""What a cell holds. Instants are aware and shown in Japan's time; a bool is written はい or nothing."""


class PageOf(Protocol[Row_co]):
    """Some rows in order, and the cursor of the rows after them."""

    @property
    def items(self) -> Sequence[Row_co]:
        """The rows."""

    @property
    def next_cursor(self) -> str | None:
        """Where to go on; None at the end."""


@dataclass(frozen=True, slots=True)
class Whole(Generic[Row]):
    """A list that is short enough to be one page."""

    items: Sequence[Row]
    next_cursor: str | None = None


class ReadPage(Protocol[Wanted_contra, Row_co]):
    """The query of the list: some rows as the actor may see them, from a cursor on."""

    def __call__(self, tx: Tx, actor: Actor, wanted: Wanted_contra, /, *, cursor: str | None, limit: int) -> PageOf[Row_co]:
        """The rows; raises Forbidden under the rule of the list."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column under its Japanese title; `width` is in characters of half width, for Excel."""

    title: str
    read: Callable[[Row], Value]
    width: int = 14


@dataclass(frozen=True)
class ExportedList(Generic[Wanted, Row]):
    """A list by its name in addresses and its Japanese title, which is also the name of the file.

    `sees` is the rule of the list itself; that it may be exported at all is asked for besides.
    """

    name: str
    title: str
    sees: Rule
    read: ReadPage[Wanted, Row]
    columns: tuple[Column[Row], ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A list that was written as a file: which, in which format, how many rows, and what it was narrowed by."""

    name: str
    title: str
    file_format: str
    rows: int
    filters: Mapping[str, str]


def whole(read: Callable[[Tx, Actor, Wanted], Sequence[Row]]) -> ReadPage[Wanted, Row]:
    """The query of a short list, which knows no pages, as the query of a list of one page."""

    def page(tx: Tx, actor: Actor, wanted: Wanted, /, *, cursor: str | None, limit: int) -> Whole[Row]:  # noqa: ARG001
        return Whole(read(tx, actor, wanted))

    return page


_lists: dict[str, ExportedList[Any, Any]] = {}


def listed(entry: ExportedList[Wanted, Row]) -> ExportedList[Wanted, Row]:
    """Makes a list known; the same name twice is a mistake of the program."""
    if entry.name in _lists:
        raise ValueError(f"list {entry.name} is exported twice")
    _lists[entry.name] = entry
    return entry


def all_lists() -> tuple[ExportedList[Any, Any], ...]:
    """Every list that can be exported, by name."""
    return tuple(entry for _, entry in sorted(_lists.items()))


def joined(texts: Iterable[str]) -> str:
    """Several values in one cell."""
    return "、".join(texts)
