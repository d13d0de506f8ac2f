"""Facts about people, companies and roles that others may hear."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    """A person can sign in from now on."""

    name: ClassVar[str] = "person.added"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    """Name, reading, address, department, company or login name of a person changed."""

    name: ClassVar[str] = "person.changed"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class PersonDisabled(Event):
    """A person can no longer sign in."""

    name: ClassVar[str] = "person.disabled"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class PersonEnabled(Event):
    """A disabled person can sign in again."""

    name: ClassVar[str] = "person.enabled"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class PersonUnlocked(Event):
    """An administrator ended the lock-out of a person."""

    name: ClassVar[str] = "person.unlocked"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class PersonRolesChanged(Event):
    """A person holds other roles."""

    name: ClassVar[str] = "person.roles_changed"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class PasswordReset(Event):
    """An administrator gave a person a new initial password."""

    name: ClassVar[str] = "password.reset"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """A person chose a new password."""

    name: ClassVar[str] = "password.changed"
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CompanyAdded(Event):
    """There is a new company."""

    name: ClassVar[str] = "company.added"
    company_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CompanyChanged(Event):
    """Code, name, reading or kind of a company changed."""

    name: ClassVar[str] = "company.changed"
    company_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CompanyArchived(Event):
    """A company is no longer given to people."""

    name: ClassVar[str] = "company.archived"
    company_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CompanyRestored(Event):
    """An archived company is in use again."""

    name: ClassVar[str] = "company.restored"
    company_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class RoleGrantsChanged(Event):
    """A role holds other rights."""

    name: ClassVar[str] = "role.grants_changed"
    role_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CalendarChanged(Event):
    """The company works at other times; dates calculated with its calendar may be others."""

    name: ClassVar[str] = "calendar.changed"
    code: str


@declare
@dataclass(frozen=True, slots=True)
class ExpertChanged(Event):
    """Something else is said of an expert."""

    name: ClassVar[str] = "expert.changed"
    person_id: UUID
