"""Tables of projects, their sections, people and companies, and of work types. State moves are methods that can refuse."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.text import fold, reading_key
from mirai_knowledge.projects.errors import ProjectMoveRefused, TaskMoveRefused

ProjectId = NewType("ProjectId", UUID)
MemberId = NewType("MemberId", UUID)
TaskId = NewType("TaskId", UUID)

MAX_CODE = 40
ACCESS_DAYS_AFTER_END = 30
"""How long partners still see a project after its last day, unless the project says otherwise."""


class ProjectStatus(StrEnum):
    """Where a project stands."""

    PLANNING = "planning"
    IN_PROGRESS = "in_progress"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    ARCHIVED = "archived"


class MemberRole(StrEnum):
    """What a person is in a project; in the order in which people are listed."""

    MANAGER = "manager"
    STAFF = "staff"
    SAFETY = "safety"
    QUALITY = "quality"
    EXPERT = "expert"
    PARTNER = "partner"


STATUS_NAMES: Mapping[str, str] = {
    ProjectStatus.PLANNING: "計画中",
    ProjectStatus.IN_PROGRESS: "施工中",
    ProjectStatus.SUSPENDED: "一時中止",
    ProjectStatus.COMPLETED: "完了",
    ProjectStatus.ARCHIVED: "保管",
}
ROLE_NAMES: Mapping[str, str] = {
    MemberRole.MANAGER: "所長",
    MemberRole.STAFF: "職員",
    MemberRole.SAFETY: "安全担当",
    MemberRole.QUALITY: "品質担当",
    MemberRole.EXPERT: "技術支援",
    MemberRole.PARTNER: "協力会社",
}
TASK_STATE_NAMES: Mapping[str, str] = {"pending": "未着手", "in_progress": "作業中", "completed": "完了", "cancelled": "取りやめ"}
MILESTONE_STATE_NAMES: Mapping[str, str] = {"planned": "予定", "in_progress": "進行中", "reached": "達成"}
PRIORITY_NAMES: Mapping[str, str] = {"high": "高", "medium": "中", "low": "低"}
TASK_MOVES: Mapping[str, tuple[str, ...]] = {
    "pending": ("in_progress", "completed", "cancelled"),
    "in_progress": ("pending", "completed", "cancelled"),
    "completed": ("in_progress",),
    "cancelled": ("pending",),
}
OPEN_TASKS = ("pending", "in_progress")
LIVE = (ProjectStatus.PLANNING, ProjectStatus.IN_PROGRESS, ProjectStatus.SUSPENDED)
ENDED = (ProjectStatus.COMPLETED, ProjectStatus.ARCHIVED)

# An archived project comes back suspended: from there it can go on, be completed, or return to the archive.
MOVES: Mapping[str, tuple[ProjectStatus, ...]] = {
    ProjectStatus.PLANNING: (ProjectStatus.IN_PROGRESS, ProjectStatus.ARCHIVED),
    ProjectStatus.IN_PROGRESS: (ProjectStatus.SUSPENDED, ProjectStatus.COMPLETED),
    ProjectStatus.SUSPENDED: (ProjectStatus.IN_PROGRESS, ProjectStatus.COMPLETED, ProjectStatus.ARCHIVED),
    ProjectStatus.COMPLETED: (ProjectStatus.IN_PROGRESS, ProjectStatus.ARCHIVED),
    ProjectStatus.ARCHIVED: (ProjectStatus.SUSPENDED,),
}


class WorkType(Base):
    """A kind of work (工種) under a lasting code; archived ones stay on what has them and are offered no more."""

    __tablename__ = "work_type"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("work_type.code"), index=True)
    position: Mapped[int]
    archived_at: Mapped[datetime | None]
    version: Mapped[int]


class Project(Base):
    """A project. Never deleted by people: archived. `legacy` is where an imported one came from, and its raw record."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("status IN ('planning', 'in_progress', 'suspended', 'completed', 'archived')", name="status"),
        CheckConstraint("starts_on <= ends_on", name="dates"),
        CheckConstraint("access_days_after_end BETWEEN 0 AND 3650", name="access_days"),
        CheckConstraint("budget >= 0", name="budget"),
        Index("uq_project_legacy_origin", text("(legacy ->> 'file')"), text("(legacy ->> 'id')"), unique=True),
    )
    id: Mapped[ProjectId] = mapped_column(Uuid(), primary_key=True)
    code: Mapped[str] = mapped_column(String(MAX_CODE, collation="C"), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    name_kana: Mapped[str | None] = mapped_column(String(200))
    client: Mapped[str | None] = mapped_column(String(200))
    region: Mapped[str | None] = mapped_column(String(100))
    description: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    access_days_after_end: Mapped[int]
    budget: Mapped[int | None] = mapped_column(BigInteger)
    search_key: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    legacy: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))

    def move(self, to: ProjectStatus, *, on: date) -> None:
        """The project has the status `to`; raises ProjectMoveRefused when there is no way from here.

        One that is completed ends on that day at the latest: partners' access is counted from the last day.
        """
        if to not in MOVES[self.status]:
            ways = "、".join(f"「{STATUS_NAMES[way]}」" for way in MOVES[self.status])
            raise ProjectMoveRefused(
                f"「{STATUS_NAMES[self.status]}」の現場を「{STATUS_NAMES[to]}」にすることはできません。変更できるのは{ways}です。"
            )
        self.status = to
        if to == ProjectStatus.COMPLETED and (self.ends_on is None or self.ends_on > on):
            self.ends_on = on

    def touch(self, at: datetime) -> None:
        """The record is one version further, changed at `at`; it is found by its present names."""
        self.search_key = search_key(self)
        self.version = (self.version or 0) + 1
        self.updated_at = at


def search_key(project: Project) -> str:
    """What a project is searched in: code, name, reading, client and region, folded."""
    texts = (project.code, project.name, project.client, project.region)
    return "\n".join([*(fold(text) for text in texts if text), reading_key(project.name_kana or "")])


class ProjectWorkType(Base):
    """A project does a kind of work."""

    __tablename__ = "project_work_type"
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    work_type_code: Mapped[str] = mapped_column(ForeignKey("work_type.code"), primary_key=True, index=True)


class ProjectSection(Base):
    """A named part of a project (工区)."""

    __tablename__ = "project_section"
    __table_args__ = (UniqueConstraint("project_id", "name"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]


class ProjectMilestone(Base):
    """Something to be reached in a project (節目). An imported one may contradict itself: reached without a day, or planned
    with one; whoever changes it puts that right.
    """

    __tablename__ = "project_milestone"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'in_progress', 'reached')", name="state"),
        Index(None, "project_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    planned_on: Mapped[date | None]
    reached_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]


class ProjectMember(Base):
    """A person holds a role in a project from one day to another, both included. The same person may come back."""

    __tablename__ = "project_member"
    __table_args__ = (
        CheckConstraint("role IN ('manager', 'staff', 'safety', 'quality', 'expert', 'partner')", name="role"),
        CheckConstraint("starts_on <= ends_on", name="dates"),
        Index(None, "person_id", "project_id"),
        Index(None, "project_id"),
    )
    id: Mapped[MemberId] = mapped_column(Uuid(), primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"))
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    version: Mapped[int]


class ProjectCompany(Base):
    """A company works on a project, in a tier (0 元請, 1 一次, 2 二次 …)."""

    __tablename__ = "project_company"
    __table_args__ = (
        CheckConstraint("tier BETWEEN 0 AND 9", name="tier"),
        CheckConstraint("starts_on <= ends_on", name="dates"),
        Index(None, "company_id"),
    )
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id"), primary_key=True)
    tier: Mapped[int]
    work: Mapped[str | None] = mapped_column(String(200))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class ProjectTask(Base):
    """A piece of work on a site, for one person to do until a day. An imported one may contradict itself."""

    __tablename__ = "project_task"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'in_progress', 'completed', 'cancelled')", name="state"),
        CheckConstraint("priority IN ('high', 'medium', 'low')", name="priority"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        Index(None, "project_id"),
        Index(None, "assignee_id"),
    )
    id: Mapped[TaskId] = mapped_column(Uuid(), primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    priority: Mapped[str] = mapped_column(String(10))
    assignee_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    percent: Mapped[int] = mapped_column(SmallInteger)
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def report(self, *, state: str, percent: int, on: date) -> None:
        """The task stands there; raises TaskMoveRefused when there is no way from its state.

        Done is 100 % on that day, and what has begun is not pending; one that goes on after all is not done.
        """
        if state != self.state and state not in TASK_MOVES[self.state]:
            ways = "、".join(f"「{TASK_STATE_NAMES[way]}」" for way in TASK_MOVES[self.state])
            raise TaskMoveRefused(
                f"「{TASK_STATE_NAMES[self.state]}」の作業を「{TASK_STATE_NAMES[state]}」にすることはできません。変更できるのは{ways}です。"
            )
        if state == "completed":
            self.done_on, percent = (self.done_on if self.state == state else None) or on, 100
        else:
            self.done_on = None
        self.state = "in_progress" if state == "pending" and percent > 0 else state
        self.percent = percent


class ProjectProgress(Base):
    """How far a project was on a day, in percent of the whole work (出来高)."""

    __tablename__ = "project_progress"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),)
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    noted_on: Mapped[date] = mapped_column(primary_key=True)
    percent: Mapped[int] = mapped_column(SmallInteger)
    note: Mapped[str | None] = mapped_column(String(500))


class ProjectHours(Base):
    """How many hours the people of a company worked on a project in a month (延労働時間); `month` is its first day."""

    __tablename__ = "project_hours"
    __table_args__ = (
        CheckConstraint("extract(day FROM month) = 1", name="month"),
        CheckConstraint("hours >= 0", name="hours"),
        Index(None, "company_id"),
    )
    project_id: Mapped[ProjectId] = mapped_column(Uuid(), ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    hours: Mapped[Decimal] = mapped_column(Numeric(9, 1))
