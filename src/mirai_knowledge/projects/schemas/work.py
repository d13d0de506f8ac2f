"""Work on a site: tasks, how far it is, and hours worked. What may be said of them, and how they are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import AfterValidator, Field

from mirai_knowledge.accounts.schemas import CompanyRef
from mirai_knowledge.kernel.text import Line, none_if_empty
from mirai_knowledge.projects.schemas.fields import Command, Day, Description, LastDay, LongName, Percent, Priority, TaskState
from mirai_knowledge.projects.schemas.parts import MemberPerson

MOST_HOURS = 1_000_000
MOST_COMPANIES = 500

TaskFilter = Literal["open", "late", "all", "pending", "in_progress", "completed", "cancelled"]
TaskTitle = Annotated[str, Line(200, at_least=1)]
Hours = Annotated[float, Field(ge=0, le=MOST_HOURS, allow_inf_nan=False)]
"""Kept to the tenth of an hour."""


class AddTask(Command):
    """A piece of work for a person of the project. `id` may be chosen by the caller (UUID)."""

    id: UUID | None = None
    title: TaskTitle
    description: Description = None
    priority: Priority = "medium"
    assignee_id: UUID | None = None
    starts_on: Day | None = None
    due_on: LastDay = None


class ChangeTask(Command):
    """New values of a task; fields that are absent stay, fields that are null become empty."""

    title: TaskTitle = ""
    description: Description = None
    priority: Priority = "medium"
    assignee_id: UUID | None = None
    starts_on: Day | None = None
    due_on: Day | None = None


class ReportTask(Command):
    """How far a task is, by the person who does it."""

    state: TaskState
    percent: Percent


class NoteProgress(Command):
    """How far the project is in percent, on a day (today when absent), with a word on why."""

    percent: Percent
    noted_on: Day | None = None
    note: Annotated[Annotated[str, Line(500)] | None, AfterValidator(none_if_empty)] = None


class CompanyHours(Command):
    """The hours of a company in a month; null takes them back."""

    company_id: UUID
    hours: Hours | None


class SetHours(Command):
    """The hours of these companies in the month; those of others stay."""

    items: Annotated[tuple[CompanyHours, ...], Field(max_length=MOST_COMPANIES)]


@dataclass(frozen=True, slots=True)
class ListTasks:
    """Which tasks to list, the earliest due first; `open` are those neither completed nor cancelled, `late` those of them
    whose day has passed, `mine` those of the actor.
    """

    project: UUID | None = None
    status: TaskFilter = "open"
    mine: bool = False
    q: LongName = None


class TaskCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this task."""

    edit: bool
    report: bool


class TaskView(Struct, frozen=True, kw_only=True):
    """A task. `late`: its day has passed and it is open; `contradictory`: its state, its percent and its days disagree."""

    id: UUID
    project_id: UUID
    project_code: str
    project_name: str
    title: str
    description: str | None
    state: TaskState
    priority: Priority
    assignee: MemberPerson | None
    starts_on: date | None
    due_on: date | None
    done_on: date | None
    percent: int
    late: bool
    contradictory: bool
    updated_at: datetime
    version: int
    can: TaskCan


class TaskPage(Struct, frozen=True):
    """Some tasks, the cursor of the next ones, and how many there are in all."""

    items: tuple[TaskView, ...]
    next_cursor: str | None
    total: int


class TaskCount(Struct, frozen=True, kw_only=True):
    """How many tasks a project has, those taken back not counted, and how many of them are done or late."""

    all: int
    completed: int
    late: int


class ProgressView(Struct, frozen=True, kw_only=True):
    """How far a project was on a day."""

    noted_on: date
    percent: int
    note: str | None


class ProgressList(Struct, frozen=True):
    """What was noted of a project's progress, the latest day first."""

    items: tuple[ProgressView, ...]


class HoursRow(Struct, frozen=True, kw_only=True):
    """The hours of one company in one month ("2026-11")."""

    company: CompanyRef
    month: str
    hours: float


class HoursList(Struct, frozen=True, kw_only=True):
    """Hours worked on a project: one row a company and month that has any, the latest month first,
    the sum of all of them, and the cursor of the next rows.
    """

    items: tuple[HoursRow, ...]
    total: float
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListHours:
    """The hours of which project."""

    project: UUID
