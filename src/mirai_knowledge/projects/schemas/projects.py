"""Projects: what may be said of them, and how they are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import AfterValidator, Field

from mirai_knowledge.projects.schemas.fields import (
    MAX_SECTIONS,
    AccessDays,
    Budget,
    Command,
    Day,
    Description,
    FirstStatus,
    LastDay,
    LongName,
    ProjectCode,
    ProjectName,
    SectionName,
    ShortName,
    Status,
    WorkTypeCodes,
)
from mirai_knowledge.projects.schemas.milestones import MilestoneView
from mirai_knowledge.projects.schemas.parts import CompanyPlace, MemberView, SectionView
from mirai_knowledge.projects.schemas.work import ProgressView, TaskCount
from mirai_knowledge.projects.schemas.work_types import WorkTypeRef

StatusFilter = Literal["planning", "in_progress", "suspended", "completed", "archived", "live", "all"]


class AddProject(Command):
    """A new project. `id` may be chosen by the caller (UUID)."""

    id: UUID | None = None
    code: ProjectCode
    name: ProjectName
    name_kana: LongName = None
    client: LongName = None
    region: ShortName = None
    description: Description = None
    status: FirstStatus = "planning"
    work_types: WorkTypeCodes = ()
    starts_on: Day | None = None
    ends_on: LastDay = None
    access_days_after_end: AccessDays = 30
    budget: Budget | None = None


class ChangeProject(Command):
    """New values of a project; fields that are absent stay, fields that are null become empty. The order of the days is
    checked against what stays.
    """

    code: ProjectCode = ""
    name: ProjectName = ""
    name_kana: LongName = None
    client: LongName = None
    region: ShortName = None
    description: Description = None
    status: Status = "planning"
    work_types: WorkTypeCodes = ()
    starts_on: Day | None = None
    ends_on: LastDay = None
    access_days_after_end: AccessDays = 30
    budget: Budget | None = None


class SetSection(Command):
    """A section as it shall be called; with the id of a present one it is renamed and keeps its id."""

    id: UUID | None = None
    name: SectionName


def _differently_named(sections: tuple[SetSection, ...]) -> tuple[SetSection, ...]:
    names = [section.name for section in sections]
    ids = [section.id for section in sections if section.id is not None]
    if len(set(names)) < len(names) or len(set(ids)) < len(ids):
        raise ValueError("同じ工区が2回指定されています。名前を変えてください。")
    return sections


class SetSections(Command):
    """The sections a project has from now on, in order; all others are gone."""

    sections: Annotated[tuple[SetSection, ...], Field(max_length=MAX_SECTIONS), AfterValidator(_differently_named)]


class PrintPoster(Command):
    """On which paper the poster of a site is printed."""

    size: Literal["a4", "a3"] = "a4"


class PosterView(Struct, frozen=True):
    """A poster that is ready: its address, which holds for some minutes and for the reader alone, and the file's name."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class ListProjects:
    """Which projects to list, in the order of their codes; what is None does not matter. `live` are those neither completed
    nor archived, `mine` those the actor is a member of today; a work type includes its parts.
    """

    q: str | None = None
    status: StatusFilter = "all"
    work_type: str | None = None
    mine: bool = False


class ProjectRef(Struct, frozen=True):
    """A project by its code and name."""

    id: UUID
    code: str
    name: str


class ProjectRow(Struct, frozen=True, kw_only=True):
    """A project in a list. `members_count` counts the people who are members today; `progress` is what was noted last."""

    id: UUID
    code: str
    name: str
    name_kana: str | None
    client: str | None
    region: str | None
    status: Status
    work_types: tuple[WorkTypeRef, ...]
    starts_on: date | None
    ends_on: date | None
    members_count: int
    progress: ProgressView | None
    version: int


class ProjectCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this project now; `move_to` are the statuses it can be given."""

    edit: bool
    set_members: bool
    set_companies: bool
    set_milestones: bool
    set_tasks: bool
    note_progress: bool
    see_hours: bool
    set_hours: bool
    move_to: tuple[Status, ...]


class ProjectView(ProjectRow, frozen=True, kw_only=True):
    """A project with everything that stands on its page. `budget`, in yen, is told to the company's own people alone."""

    description: str | None
    access_days_after_end: int
    budget: int | None
    tasks: TaskCount
    sections: tuple[SectionView, ...]
    members: tuple[MemberView, ...]
    companies: tuple[CompanyPlace, ...]
    milestones: tuple[MilestoneView, ...]
    created_at: datetime
    updated_at: datetime
    can: ProjectCan


class ProjectsCan(Struct, frozen=True, kw_only=True):
    """What the reader may do with projects at large."""

    add: bool


class ProjectPage(Struct, frozen=True):
    """Some projects, the cursor of the next ones, how many there are in all, and what the reader may do."""

    items: tuple[ProjectRow, ...]
    next_cursor: str | None
    total: int
    can: ProjectsCan
