"""Tables of routes, rules, requests, their steps, and deputies. State moves are methods that can refuse."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.approvals.errors import ApprovalMoveRefused
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId

RouteId = NewType("RouteId", UUID)
RequestId = NewType("RequestId", UUID)
DeputyId = NewType("DeputyId", UUID)


class State(StrEnum):
    """Where a request stands."""

    IN_PROGRESS = "in_progress"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


PUBLISH = "publish"
"""The purpose of a request that an edition come into force; other purposes are named by their subject."""
STATE_NAMES: Mapping[str, str] = {
    State.IN_PROGRESS: "承認待ち",
    State.APPROVED: "承認済み",
    State.RETURNED: "差戻し",
    State.WITHDRAWN: "取下げ",
}


class StepKind(StrEnum):
    """What happened to a request."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    DELEGATED = "delegated"
    WITHDRAWN = "withdrawn"
    REMINDED = "reminded"
    LATE = "late"
    SHORT = "short"


class ApprovalRoute(Base):
    """A template of stages (承認ルート). Archived ones are offered no more."""

    __tablename__ = "approval_route"
    id: Mapped[RouteId] = mapped_column(Uuid(), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    note: Mapped[str] = mapped_column(Text)
    stages: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    archived_at: Mapped[datetime | None]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(String(100))

    def touch(self, by: str, at: datetime) -> None:
        """The route is one version further."""
        self.version = (self.version or 0) + 1
        self.updated_by, self.updated_at = by, at


class ApprovalRule(Base):
    """A line of the table that picks a route; the first that fits counts. Without a route it needs no approval."""

    __tablename__ = "approval_rule"
    __table_args__: Any = (Index(None, "route_id"), Index(None, "project_id"))
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    kind: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str | None] = mapped_column(String(40))
    importances: Mapped[list[str]] = mapped_column(JSONB)
    project_id: Mapped[UUID | None] = mapped_column(ForeignKey("project.id"))
    route_id: Mapped[RouteId | None] = mapped_column(Uuid(), ForeignKey("approval_route.id"))


class ApprovalRulebook(Base):
    """The one row that counts changes of the table of rules."""

    __tablename__ = "approval_rulebook"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    version: Mapped[int]


class ApprovalRequest(Base):
    """Somebody asks for an edition to be approved, along a copy of a route; or for something else that is told in it, which
    `purpose` and `about_id` name. `barred` are people who may not decide besides those who wrote and who asks.
    """

    __tablename__ = "approval_request"
    __table_args__: Any = (
        CheckConstraint("state IN ('in_progress', 'approved', 'returned', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'in_progress') = (ended_at IS NULL)", name="ended"),
        Index(None, "document_id", "requested_at"),
        Index(None, "requester_id", "requested_at"),
        Index(None, "edition_id"),
        Index("uq_approval_request_edition_id", "edition_id", unique=True, postgresql_where=text("purpose = 'publish'")),
        Index(
            "uq_approval_request_open",
            "document_id",
            "purpose",
            text("coalesce(about_id, document_id)"),
            unique=True,
            postgresql_where=text("state = 'in_progress'"),
        ),
    )
    id: Mapped[RequestId] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(20))
    about_id: Mapped[UUID | None]
    title: Mapped[str | None] = mapped_column(String(400))
    barred: Mapped[list[str]] = mapped_column(JSONB)
    route_name: Mapped[str] = mapped_column(String(100))
    routed_because: Mapped[str] = mapped_column(Text)
    stages: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    stage: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str] = mapped_column(String(20))
    importance: Mapped[str] = mapped_column(String(10))
    requester_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    requester_name: Mapped[str] = mapped_column(String(100))
    requested_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text)
    wanted_from: Mapped[datetime | None]
    stage_since: Mapped[datetime]
    due_at: Mapped[datetime]
    late_at: Mapped[datetime | None]
    short_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    def advance(self, at: datetime, due_at: datetime) -> None:
        """The next stage begins; raises ApprovalMoveRefused for a request that is over."""
        self.refuse_unless_open()
        self.stage += 1
        self.stage_since, self.due_at, self.late_at, self.short_at = at, due_at, None, None

    def end(self, state: State, at: datetime) -> None:
        """In progress → over; raises ApprovalMoveRefused otherwise."""
        self.refuse_unless_open()
        self.state, self.ended_at = state, at

    def refuse_unless_open(self) -> None:
        """Returns for a request in progress; raises ApprovalMoveRefused for one that is over."""
        if self.state != State.IN_PROGRESS:
            name = STATE_NAMES[self.state]
            raise ApprovalMoveRefused(f"この申請はすでに「{name}」になっています。画面を再読み込みしてください。")


class ApprovalStep(Base):
    """What happened to a request, by whom, in whose place, towards whom, and what was said."""

    __tablename__ = "approval_step"
    __table_args__: Any = (
        Index(None, "request_id", "at", "id"),
        Index(None, "by_id", "at"),
        Index(
            "uq_approval_step_approved",
            "request_id",
            "stage",
            "by_id",
            unique=True,
            postgresql_where=text("kind = 'approved'"),
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(Uuid(), ForeignKey("approval_request.id", ondelete="CASCADE"))
    stage: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    by_name: Mapped[str] = mapped_column(String(100))
    by_role: Mapped[str] = mapped_column(String(400))
    for_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    for_name: Mapped[str | None] = mapped_column(String(100))
    to_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    to_name: Mapped[str | None] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)


class ApprovalDeputy(Base):
    """Somebody decides in another's place from one day of Japan to another, both included."""

    __tablename__ = "approval_deputy"
    __table_args__: Any = (
        CheckConstraint("from_on <= until_on", name="days"),
        CheckConstraint("person_id <> deputy_id", name="not_oneself"),
        Index(None, "person_id"),
        Index(None, "deputy_id"),
    )
    id: Mapped[DeputyId] = mapped_column(Uuid(), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    deputy_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
