"""Keyset paging: a page ends with an opaque cursor that names the last row, so page 200 costs what page 1 costs."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.orm import Session

from mirai_knowledge.kernel.errors import FieldError, Invalid

T = TypeVar("T")
U = TypeVar("U")

MAX_LIMIT = 200
"""The most rows of a page that anybody may ask for."""
MAX_ROWS = 1_000
"""The most rows of a page at all: files are written in larger pieces."""
MAX_CURSOR_CHARS = 2000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows in order, and the cursor of the rows after them (None at the end)."""

    items: tuple[T, ...]
    next_cursor: str | None

    def map(self, shape: Callable[[T], U]) -> "Page[U]":
        """The same page with each item in another shape."""
        return Page(tuple(shape(item) for item in self.items), self.next_cursor)


def encode_cursor(values: Sequence[str]) -> str:
    """An opaque text for these key values."""
    return base64.urlsafe_b64encode(msgspec.json.encode(list(values))).decode().rstrip("=")


def decode_cursor(cursor: str, count: int) -> tuple[str, ...]:
    """The key values of a cursor; raises Invalid when it is not one of ours."""
    wrong = Invalid(
        fields=(FieldError("cursor", "cursor.unreadable", "一覧の続きの位置を読み取れません。最初から開き直してください。"),)
    )
    if len(cursor) > MAX_CURSOR_CHARS:
        raise wrong
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=list[str])
    except (binascii.Error, ValueError, msgspec.DecodeError) as fault:
        raise wrong from fault
    if len(values) != count:
        raise wrong
    return tuple(values)


@dataclass(frozen=True, slots=True)
class Key:
    """One column of the sort order: how it reads from a row, becomes text and comes back."""

    column: ColumnElement[Any]
    read: Callable[[Any], str]
    parse: Callable[[str], object]
    descending: bool = False


def fetch_page(tx: Session, statement: Select[T], keys: Sequence[Key], *, cursor: str | None, limit: int) -> Page[T]:
    """One page of `statement` in the order of `keys` (all in one direction; the last one must be unique)."""
    limit = max(1, min(limit, MAX_ROWS))
    descending = keys[0].descending
    columns = tuple_(*(key.column for key in keys))
    if cursor is not None:
        texts = decode_cursor(cursor, len(keys))
        try:
            values = tuple_(*(key.parse(text) for key, text in zip(keys, texts, strict=True)))
        except ValueError as fault:
            raise Invalid(fields=(FieldError("cursor", "cursor.unreadable", "一覧の続きの位置を読み取れません。"),)) from fault
        statement = statement.where(columns < values if descending else columns > values)
    order = [key.column.desc() if descending else key.column.asc() for key in keys]
    rows = tx.scalars(statement.order_by(*order).limit(limit + 1)).all()
    more = len(rows) > limit
    kept = tuple(rows[:limit])
    next_cursor = encode_cursor([key.read(kept[-1]) for key in keys]) if more else None
    return Page(kept, next_cursor)
