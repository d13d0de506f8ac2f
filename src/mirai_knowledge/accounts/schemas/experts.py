"""Experts: what may be said of them, and how their profiles are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Struct
from pydantic import AfterValidator, Field, JsonValue, model_validator

from mirai_knowledge.accounts.schemas.people import Command, CompanyRef
from mirai_knowledge.kernel.text import Line, Paragraphs

MAX_WORDS = 20
WORD_CHARS = 50


def _distinct(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


Words = Annotated[
    tuple[Annotated[str, Line(WORD_CHARS, at_least=1)], ...], Field(max_length=MAX_WORDS), AfterValidator(_distinct)
]


class SetExpert(Command):
    """What an expert knows, and whether questions are taken. The days away include both ends; an absent end is open."""

    specialties: Words = ()
    certifications: Words = ()
    years: Annotated[int, Field(ge=0, le=80)] | None = None
    bio: Annotated[str, Paragraphs(2000)] = ""
    available: bool = True
    away_from: date | None = None
    away_until: date | None = None
    leads: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> "SetExpert":
        if self.away_from is not None and self.away_until is not None and self.away_until < self.away_from:
            raise ValueError("不在の終わりは、始まり以後の日にしてください。")
        return self


@dataclass(frozen=True, slots=True)
class ListExperts:
    """Which experts; `available` are those who take questions today."""

    q: str | None = None
    specialty: str | None = None
    available: bool = False


class ExpertView(Struct, frozen=True, kw_only=True):
    """An expert's profile. `takes_questions` is about today; `version` is 0 where nothing is said yet."""

    person_id: UUID
    name: str
    department: str | None
    company: CompanyRef | None
    active: bool
    specialties: tuple[str, ...]
    certifications: tuple[str, ...]
    years: int | None
    bio: str
    available: bool
    away_from: date | None
    away_until: date | None
    takes_questions: bool
    leads: bool
    former: dict[str, object]
    version: int
    can_edit: bool
    can_set_leads: bool


class LoadExpert(Command):
    """An expert as a migration brings them. `figures` are those the former system had typed in; `attributes` have no field."""

    person_id: UUID
    specialties: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    years: int | None = None
    bio: str = ""
    available: bool = True
    figures: Mapping[str, JsonValue] = Field(default_factory=dict)
    attributes: Mapping[str, JsonValue] = Field(default_factory=dict)


class LoadExperts(Command):
    """A batch of one run. The people must be there."""

    run: UUID
    items: tuple[LoadExpert, ...]
