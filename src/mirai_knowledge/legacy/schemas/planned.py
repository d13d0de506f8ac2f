"""What is to be made of a record. References name origins: what they became is known when they are loaded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.schemas.source import Origin, RawObject

Importance: TypeAlias = Literal["low", "medium", "high", "critical"]
State: TypeAlias = Literal["published", "draft", "archived"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Where it comes from, the record as it is kept, what of it has no field. `outcome` is a hash of all that is made of it."""

    origin: Origin
    raw: RawObject
    digest: str
    attributes: RawObject
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson(Planned):
    """A person; without `password_hash` one who cannot sign in until an administrator gives a password."""

    login_name: str
    name: str
    email: str | None
    department: str | None
    roles: tuple[str, ...]
    active: bool
    disabled_reason: str | None
    password_hash: str | None
    must_change: bool
    created_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProject(Planned):
    """A project."""

    code: str
    name: str
    description: str | None
    client: str | None
    region: str | None
    status: str
    work_types: tuple[str, ...]
    sections: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    created_at: datetime | None
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonText:
    """A person field: a name, and the record of the person when that is certain."""

    name: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedComment:
    """A comment."""

    author: PersonText
    body: str
    created_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRevision:
    """An earlier edition of which only this is known; its text is not."""

    author: PersonText
    reason: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedKnowledge(Planned):
    """A knowledge document with what belongs to it."""

    title: str
    summary: str
    body: str
    importance: Importance
    state: State
    category: str | None
    tags: tuple[str, ...]
    project: Origin | None
    owner_name: str | None
    creator: PersonText | None
    author: PersonText | None
    created_at: datetime | None
    updated_at: datetime | None
    views: int
    helpful: int
    related: tuple[Origin, ...]
    comments: tuple[PlannedComment, ...]
    history: tuple[PlannedRevision, ...]


SopRow: TypeAlias = dict[str, JsonValue]
"""A row of a procedure, as the kind keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSop(Planned):
    """A standard work procedure with what belongs to it."""

    title: str
    summary: str
    purpose: str
    scope: str
    steps: tuple[SopRow, ...]
    checklist: tuple[SopRow, ...]
    precautions: tuple[str, ...]
    references: tuple[SopRow, ...]
    body: str
    state: State
    category: str | None
    tags: tuple[str, ...]
    creator: PersonText | None
    author: PersonText | None
    created_at: datetime | None
    updated_at: datetime | None
    related: tuple[Origin, ...]
    history: tuple[PlannedRevision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRegulation(Planned):
    """A law or standard. `standing` is its state in the words it had."""

    title: str
    summary: str
    body: str
    issuer: str
    standing: str
    revised_on: date | None
    effective_on: date | None
    applicable_scope: tuple[str, ...]
    url: str
    state: State
    category: str | None
    creator: PersonText | None
    author: PersonText | None
    created_at: datetime | None
    updated_at: datetime | None
    tags: tuple[str, ...] = ()
    related: tuple[Origin, ...] = ()
    history: tuple[PlannedRevision, ...] = ()
