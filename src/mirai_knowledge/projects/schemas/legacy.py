"""Projects as a migration brings them: with the status and the days they had, and where they came from."""

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import AwareDatetime, Field, JsonValue

from mirai_knowledge.projects.schemas.fields import (
    MAX_SECTIONS,
    Command,
    Day,
    Description,
    LastDay,
    LongName,
    ProjectCode,
    ProjectName,
    SectionName,
    ShortName,
    Status,
    WorkTypeCodes,
)

LoadOutcome = Literal["added", "changed", "unchanged", "differs"]
OUTCOMES: tuple[LoadOutcome, ...] = ("added", "changed", "unchanged", "differs")


class LoadProject(Command):
    """One record: `file` and `origin_id` say where it stood, `raw` is all of it, `attributes` what has no field here."""

    file: Annotated[str, Field(min_length=1, max_length=200)]
    origin_id: Annotated[str, Field(min_length=1, max_length=200)]
    raw: Mapping[str, JsonValue]
    attributes: Mapping[str, JsonValue] = Field(default_factory=dict)
    code: ProjectCode
    name: ProjectName
    client: LongName = None
    region: ShortName = None
    description: Description = None
    status: Status
    work_types: WorkTypeCodes = ()
    sections: Annotated[tuple[SectionName, ...], Field(max_length=MAX_SECTIONS)] = ()
    starts_on: Day | None = None
    ends_on: LastDay = None
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None


class LoadProjects(Command):
    """A batch of one run. Work types must be known."""

    run: UUID
    items: tuple[LoadProject, ...]


class LoadedProject(Struct, frozen=True, kw_only=True):
    """What became of a record. `changed`: an earlier run had loaded it, it reads differently now, and has the
    new values; `differs`: the same, but people have changed it since, so it was left alone.
    `code` is the one it has, which is not the one given when another project had that.
    """

    file: str
    origin_id: str
    project_id: UUID
    code: str
    outcome: LoadOutcome


class LoadReport(Struct, frozen=True):
    """What became of a batch, record by record in its order."""

    items: tuple[LoadedProject, ...]


class KeptProject(Struct, frozen=True):
    """A project of the run that stays, and why."""

    project_id: UUID
    code: str
    reason: Literal["changed", "in_use"]


class UnloadReport(Struct, frozen=True):
    """What an undo took back, and what it left because people have worked with it since."""

    removed: tuple[UUID, ...]
    kept: tuple[KeptProject, ...]
