"""People as a migration brings them: with the roles, the state and the password they had."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import AwareDatetime, Field

from mirai_knowledge.accounts.schemas.people import Command, Email, LoginName, OptionalName, PersonName, RoleCodes
from mirai_knowledge.kernel.text import Line

Reason = Annotated[str, Line(400, at_least=1)]


class LoadPerson(Command):
    """One record. With the id and version of a person whom an earlier run loaded it is that person's new state.

    `password_hash` is a bcrypt hash and is kept as it is; without one the person cannot sign in until a password is given.
    A person is disabled exactly when there is a reason.
    """

    person_id: UUID | None = None
    expected_version: int | None = None
    login_name: LoginName
    name: PersonName
    email: Email = None
    department: OptionalName = None
    roles: RoleCodes = ()
    disabled_reason: Reason | None = None
    password_hash: Annotated[str, Field(pattern=r"^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$")] | None = None
    must_change: bool = True
    created_at: AwareDatetime | None = None


class LoadPeople(Command):
    """A batch of one run. Roles must be known."""

    run: UUID
    items: tuple[LoadPerson, ...]


class LoadedPerson(Struct, frozen=True, kw_only=True):
    """What became of a record. `kept`: people have changed the person since it was loaded, so theirs stands."""

    person_id: UUID
    version: int
    outcome: Literal["added", "changed", "kept"]


class PeopleReport(Struct, frozen=True):
    """What became of a batch, record by record in its order."""

    items: tuple[LoadedPerson, ...]


class UnloadPerson(Command):
    """A person whom a run added, with the version it left."""

    person_id: UUID
    version: int


class UnloadPeople(Command):
    """Who is to be taken back."""

    run: UUID
    items: tuple[UnloadPerson, ...]


class KeptPerson(Struct, frozen=True, kw_only=True):
    """A person who stays, and why."""

    person_id: UUID
    reason: Literal["changed", "signed_in", "last_admin", "in_use"]


class PeopleUnloaded(Struct, frozen=True):
    """What an undo took back, and whom it left."""

    removed: tuple[UUID, ...]
    kept: tuple[KeptPerson, ...]
