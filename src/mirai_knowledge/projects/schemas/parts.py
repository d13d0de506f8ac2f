"""Sections, people and companies of a project: what may be said of them, and how they are shown."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Struct
from pydantic import AfterValidator

from mirai_knowledge.accounts.schemas import CompanyRef
from mirai_knowledge.kernel.text import Line, none_if_empty
from mirai_knowledge.projects.schemas.fields import Command, Day, LastDay, Role, Tier


class AddMember(Command):
    """A person with a role in the project from a day on (today when absent). `id` may be chosen by the caller (UUID)."""

    id: UUID | None = None
    person_id: UUID
    role: Role
    starts_on: Day | None = None
    ends_on: LastDay = None


class ChangeMember(Command):
    """New values of a membership; fields that are absent stay, a null `ends_on` leaves the end open."""

    role: Role = "staff"
    starts_on: Day = date(1900, 1, 1)
    ends_on: LastDay = None


class AddCompanyPlace(Command):
    """A company in a tier of the project (0 元請, 1 一次, 2 二次 …), and what it does there."""

    company_id: UUID
    tier: Tier
    work: Annotated[Annotated[str, Line(200)] | None, AfterValidator(none_if_empty)] = None
    starts_on: Day | None = None
    ends_on: LastDay = None


@dataclass(frozen=True, slots=True)
class MemberKey:
    """Which membership of which project."""

    project_id: UUID
    member_id: UUID


class SectionView(Struct, frozen=True):
    """A section of a project."""

    id: UUID
    name: str


class MemberPerson(Struct, frozen=True):
    """Who a member is."""

    id: UUID
    name: str
    company: CompanyRef | None


class MemberView(Struct, frozen=True, kw_only=True):
    """A membership. `current` says whether it holds today; `access_until` is a partner's last day with the project, where
    one is known.
    """

    id: UUID
    person: MemberPerson
    role: Role
    starts_on: date
    ends_on: date | None
    current: bool
    access_until: date | None
    version: int


class PeopleToAdd(Struct, frozen=True):
    """Who can become a member."""

    items: tuple[MemberPerson, ...]


class CompaniesToAdd(Struct, frozen=True):
    """Which companies can be put into a project."""

    items: tuple[CompanyRef, ...]


class CompanyPlace(Struct, frozen=True, kw_only=True):
    """A company in a project."""

    company: CompanyRef
    tier: int
    work: str | None
    starts_on: date | None
    ends_on: date | None
