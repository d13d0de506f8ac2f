"""What an entry is about and what it may record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from mirai_knowledge.kernel.errors import JsonValue

PERSONAL_MARK = "personal"
"""A recorded object with this key alone stands for a personal value; it holds the keyed hash."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing an entry is about: its kind (`person`) and its id, a UUID or a lasting code."""

    kind: str
    id: UUID | str


@dataclass(frozen=True, slots=True, repr=False)
class Personal:
    """A value about a person. The log keeps the name of its field and a keyed hash, never the value."""

    value: object


def personal(value: object) -> Personal:
    """Marks a value as personal; None stays visible as None, since that a field is empty tells nothing of a person."""
    return Personal(value)


Recorded: TypeAlias = Mapping[str, JsonValue | UUID | datetime | date | Personal]
"""Field values before or after a change. Bodies of documents are recorded as edition ids."""
