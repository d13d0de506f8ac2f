"""People: what may be said of them, and how they are shown."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from mirai_knowledge.kernel.text import Line, fold, none_if_empty

LOGIN_NAME = re.compile(r"[a-z0-9._-]{2,64}")
EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
MAX_ROLES = 20
PeopleState = Literal["active", "disabled", "all"]
PEOPLE_STATES: tuple[PeopleState, ...] = ("active", "disabled", "all")


def normal_login_name(text: str) -> str:
    """The one form of a login name: full-width and capital letters become a-z. Says nothing of whether it is allowed."""
    return fold(text).strip()


def _login_name(text: str) -> str:
    name = normal_login_name(text)
    if LOGIN_NAME.fullmatch(name) is None:
        raise ValueError("半角の英小文字・数字・「.」「_」「-」だけで、2〜64文字にしてください。")
    return name


def _email(text: str) -> str:
    address = unicodedata.normalize("NFKC", text)
    if address and EMAIL.fullmatch(address) is None:
        raise ValueError("メールアドレスの形（例 yamada@example.co.jp）で入力してください。")
    return address


def _distinct(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


LoginName = Annotated[str, Line(100, at_least=1), AfterValidator(_login_name)]
PersonName = Annotated[str, Line(100, at_least=1)]
OptionalName = Annotated[Annotated[str, Line(100)] | None, AfterValidator(none_if_empty)]
Email = Annotated[Annotated[str, Line(254), AfterValidator(_email)] | None, AfterValidator(none_if_empty)]
RoleCode = Annotated[str, Line(40, at_least=1)]
RoleCodes = Annotated[tuple[RoleCode, ...], Field(max_length=MAX_ROLES), AfterValidator(_distinct)]


class Command(BaseModel):
    """What somebody wants done: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AddPerson(Command):
    """A new person. `id` may be chosen by the caller (UUID)."""

    id: UUID | None = None
    login_name: LoginName
    name: PersonName
    name_kana: OptionalName = None
    email: Email = None
    department: OptionalName = None
    company_id: UUID | None = None
    roles: RoleCodes = ()


class ChangePerson(Command):
    """New values of a person; fields that are absent stay, fields that are null become empty."""

    login_name: LoginName = ""
    name: PersonName = ""
    name_kana: OptionalName = None
    email: Email = None
    department: OptionalName = None
    company_id: UUID | None = None


class DisablePerson(Command):
    """Why the person may no longer sign in."""

    reason: Annotated[str, Line(400, at_least=1)]


class GrantRoles(Command):
    """The roles the person holds from now on; all others are taken away."""

    roles: RoleCodes


@dataclass(frozen=True, slots=True)
class ListPeople:
    """Which people to list."""

    q: str | None = None
    role: str | None = None
    company_id: UUID | None = None
    state: PeopleState = "active"


class CompanyRef(Struct, frozen=True):
    """A company by its name."""

    id: UUID
    name: str


class RoleRef(Struct, frozen=True):
    """A role by its name."""

    code: str
    name: str


class PersonRow(Struct, frozen=True, kw_only=True):
    """A person in a list. `locked_until` is set while wrong passwords keep the person out."""

    id: UUID
    login_name: str
    name: str
    name_kana: str | None
    email: str | None
    department: str | None
    company: CompanyRef | None
    roles: tuple[RoleRef, ...]
    state: Literal["active", "disabled"]
    must_change_password: bool
    locked_until: datetime | None
    last_signed_in_at: datetime | None
    version: int


class PersonCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this person now."""

    edit: bool
    disable: bool
    enable: bool
    reset_password: bool
    unlock: bool
    grant: bool


class PersonView(PersonRow, frozen=True, kw_only=True):
    """A person with everything an administrator sees."""

    disabled_at: datetime | None
    disabled_reason: str | None
    created_at: datetime
    updated_at: datetime
    can: PersonCan


class PersonPage(Struct, frozen=True):
    """Some people, the cursor of the next ones, and how many there are in all."""

    items: tuple[PersonRow, ...]
    next_cursor: str | None
    total: int


class PersonAdded(Struct, frozen=True):
    """The new person and the password for the first sign-in; it is told once, a repeated answer has None."""

    person: PersonView
    initial_password: str | None


class InitialPassword(Struct, frozen=True):
    """The password for the next sign-in; it is told once, a repeated answer has None."""

    initial_password: str | None
