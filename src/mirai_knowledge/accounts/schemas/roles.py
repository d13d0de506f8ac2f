"""Roles and rights: what may be granted, and how it is shown."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import Field

from mirai_knowledge.accounts.schemas.auth import GrantView
from mirai_knowledge.accounts.schemas.people import Command
from mirai_knowledge.kernel.text import Line


class GrantCommand(Command):
    """A right within a scope."""

    right: Annotated[str, Line(60, at_least=1)]
    scope: Literal["all", "own_projects", "own", "draft_only", "visible"]


class SetGrants(Command):
    """The grants a role holds from now on; all others are taken away."""

    grants: Annotated[tuple[GrantCommand, ...], Field(max_length=200)]


class RoleCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this role."""

    set_grants: bool


class RoleView(Struct, frozen=True, kw_only=True):
    """A role with its grants. `people_count` counts the active people who hold it."""

    id: UUID
    code: str
    name: str
    description: str
    people_count: int
    grants: tuple[GrantView, ...]
    version: int
    can: RoleCan


class RoleList(Struct, frozen=True):
    """Every role."""

    items: tuple[RoleView, ...]


class RightView(Struct, frozen=True):
    """A right, and the scopes it can be granted with, widest first."""

    right: str
    name: str
    scopes: tuple[str, ...]


class RightList(Struct, frozen=True):
    """Every right."""

    items: tuple[RightView, ...]
