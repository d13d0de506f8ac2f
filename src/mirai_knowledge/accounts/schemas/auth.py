"""Sign-in, one's own account, one's own sessions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.accounts.schemas.people import Command, CompanyRef, RoleRef
from mirai_knowledge.kernel.text import Line, Verbatim

MAX_PASSWORD = 256
NextStep = Literal["done", "change_password", "second_factor"]
"""What a person has to do after the password: nothing, choose an own one, or prove a second factor."""


class SignIn(Command):
    """Login name and password as they were typed."""

    login_name: Annotated[str, Line(100, at_least=1)]
    password: Annotated[str, Verbatim(MAX_PASSWORD, at_least=1)]


class Confirm(Command):
    """The password once more."""

    password: Annotated[str, Verbatim(MAX_PASSWORD, at_least=1)]


class ChangePassword(Command):
    """The present password and the one to use from now on."""

    current_password: Annotated[str, Verbatim(MAX_PASSWORD, at_least=1)]
    new_password: Annotated[str, Verbatim(MAX_PASSWORD, at_least=1)]


class GrantView(Struct, frozen=True, order=True):
    """A right and how far it reaches."""

    right: str
    scope: str


class Me(Struct, frozen=True, kw_only=True):
    """The person who is signed in, with the rights of this moment."""

    id: UUID
    login_name: str
    name: str
    name_kana: str | None
    email: str | None
    department: str | None
    company: CompanyRef | None
    roles: tuple[RoleRef, ...]
    rights: tuple[GrantView, ...]
    must_change_password: bool
    unread_notices: int


class SignedIn(Struct, frozen=True, kw_only=True):
    """The answer to a successful sign-in or refresh; the refresh token travels in a cookie. `expires_in` is in seconds."""

    next: NextStep
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a kind, not a token
    expires_in: int
    me: Me


class SessionView(Struct, frozen=True, kw_only=True):
    """One device that is signed in."""

    id: UUID
    device: str
    address: str | None
    signed_in_at: datetime
    last_seen_at: datetime
    is_current: bool


class SessionList(Struct, frozen=True):
    """The devices that are signed in, the one last seen first."""

    items: tuple[SessionView, ...]


class EndedSessions(Struct, frozen=True):
    """How many sessions were ended."""

    ended: int
