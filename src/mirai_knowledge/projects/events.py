"""Facts about projects that others may hear."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class ProjectAdded(Event):
    """There is a new project."""

    name: ClassVar[str] = "project.added"
    project_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ProjectChanged(Event):
    """What is said of a project, its work types or its sections changed."""

    name: ClassVar[str] = "project.changed"
    project_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ProjectStatusChanged(Event):
    """A project came from one status to another."""

    name: ClassVar[str] = "project.status_changed"
    project_id: UUID
    before: str
    after: str


@declare
@dataclass(frozen=True, slots=True)
class MemberAdded(Event):
    """A person is a member of a project, from a day on."""

    name: ClassVar[str] = "project.member_added"
    project_id: UUID
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class MemberChanged(Event):
    """Role or dates of a membership changed."""

    name: ClassVar[str] = "project.member_changed"
    project_id: UUID
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class MemberRemoved(Event):
    """A membership of a person is gone."""

    name: ClassVar[str] = "project.member_removed"
    project_id: UUID
    person_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ProjectCompanyAdded(Event):
    """A company stands in a project."""

    name: ClassVar[str] = "project.company_added"
    project_id: UUID
    company_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ProjectCompanyRemoved(Event):
    """A company no longer stands in a project."""

    name: ClassVar[str] = "project.company_removed"
    project_id: UUID
    company_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class TaskChanged(Event):
    """A task of a project is new, different or gone."""

    name: ClassVar[str] = "project.task_changed"
    project_id: UUID
    task_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ProgressNoted(Event):
    """How far a project is, was noted or taken back."""

    name: ClassVar[str] = "project.progress_noted"
    project_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class HoursSet(Event):
    """The hours worked on a project in a month are known."""

    name: ClassVar[str] = "project.hours_set"
    project_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class WorkTypeAdded(Event):
    """There is a new work type."""

    name: ClassVar[str] = "work_type.added"
    code: str


@declare
@dataclass(frozen=True, slots=True)
class WorkTypeChanged(Event):
    """Name, place or use of a work type changed."""

    name: ClassVar[str] = "work_type.changed"
    code: str
