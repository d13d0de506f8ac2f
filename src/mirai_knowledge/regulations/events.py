"""Facts about regulations that others may hear."""

from dataclasses import dataclass
from typing import ClassVar

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class AbbreviationChanged(Event):
    """An abbreviation stands for another title from now on, or for none."""

    name: ClassVar[str] = "law.abbreviation_changed"
    abbreviation: str
