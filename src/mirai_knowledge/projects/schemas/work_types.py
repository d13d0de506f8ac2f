"""Work types: what may be said of them, and how they are shown."""

from datetime import datetime
from typing import Annotated

from msgspec import Struct
from pydantic import Field

from mirai_knowledge.projects.schemas.fields import Command, WorkTypeCode, WorkTypeName

Position = Annotated[int, Field(ge=0, le=1_000_000)]


class AddWorkType(Command):
    """A new work type; without a position it comes last. A parent must itself have none."""

    code: WorkTypeCode
    name: WorkTypeName
    parent_code: WorkTypeCode | None = None
    position: Position | None = None


class ChangeWorkType(Command):
    """New values of a work type; fields that are absent stay, a null parent puts it on the first level."""

    name: WorkTypeName = ""
    parent_code: WorkTypeCode | None = None
    position: Position = 0
    archived: bool = False


class WorkTypeRef(Struct, frozen=True):
    """A work type by its name."""

    code: str
    name: str


class WorkTypeCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this work type."""

    edit: bool


class WorkTypeView(Struct, frozen=True, kw_only=True):
    """A work type of the master."""

    code: str
    name: str
    parent_code: str | None
    position: int
    archived_at: datetime | None
    version: int
    can: WorkTypeCan


class WorkTypesCan(Struct, frozen=True, kw_only=True):
    """What the reader may do with the master."""

    add: bool


class WorkTypeList(Struct, frozen=True):
    """Every work type in order, archived ones too when asked for."""

    items: tuple[WorkTypeView, ...]
    can: WorkTypesCan
