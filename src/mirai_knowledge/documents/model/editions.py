"""Editions and drafts. Which edition is in force is a question to the clock: no row is changed when its day comes."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mirai_knowledge.documents.errors import EditionMoveRefused
from mirai_knowledge.documents.model.documents import Document, DocumentId
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId

EditionId = NewType("EditionId", UUID)


class EditionState(StrEnum):
    """What people have decided about an edition."""

    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Phase(StrEnum):
    """Where an edition stands at an instant: an approved one waits for its day, is in force, or has ended."""

    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    IN_FORCE = "in_force"
    ENDED = "ended"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


PHASE_NAMES: Mapping[Phase, str] = {
    Phase.IN_REVIEW: "承認待ち",
    Phase.SCHEDULED: "施行待ち",
    Phase.IN_FORCE: "施行中",
    Phase.ENDED: "終了",
    Phase.RETURNED: "差戻し",
    Phase.WITHDRAWN: "取下げ",
}


class Edition(Base):
    """A text as it was frozen, with its hash. Content never changes; `title` to `language` are read from it."""

    __tablename__ = "edition"
    __table_args__: Any = (
        CheckConstraint("state IN ('in_review', 'approved', 'returned', 'withdrawn')", name="state"),
        CheckConstraint("importance IN ('low', 'medium', 'high', 'critical')", name="importance"),
        CheckConstraint("(state <> 'approved') OR (in_force_from IS NOT NULL)", name="approved_has_day"),
        CheckConstraint("in_force_until > in_force_from", name="days"),
        Index(None, "document_id", "in_force_from"),
        Index(None, "base_edition_id", postgresql_where=text("base_edition_id IS NOT NULL")),
        Index(
            "uq_edition_last",
            "document_id",
            unique=True,
            postgresql_where=text("state = 'approved' AND in_force_until IS NULL"),
        ),
        Index(None, "intake_run", postgresql_where=text("intake_run IS NOT NULL")),
        Index("ix_edition_newest", "in_force_from", "document_id", postgresql_where=text("state = 'approved'")),
        Index("ix_edition_title", "sort_key", "document_id", postgresql_where=text("state = 'approved'")),
    )
    id: Mapped[EditionId] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"))
    content: Mapped[dict[str, JsonValue]] = mapped_column(JSONB, deferred=True, deferred_raiseload=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    schema_version: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    sort_key: Mapped[str] = mapped_column(String(400, collation="C"))
    summary: Mapped[str]
    importance: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(100))
    writers: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    reason: Mapped[str | None] = mapped_column(String(1000))
    is_material: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))
    state_reason: Mapped[str | None] = mapped_column(String(1000))
    in_force_from: Mapped[datetime | None]
    in_force_until: Mapped[datetime | None]
    approved_by: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    submitted_at: Mapped[datetime]
    created_at: Mapped[datetime]
    base_edition_id: Mapped[EditionId | None] = mapped_column(Uuid(), ForeignKey("edition.id", ondelete="SET NULL"))
    intake_run: Mapped[UUID | None]

    document: Mapped[Document] = relationship(lazy="raise", viewonly=True)

    def phase(self, at: datetime) -> Phase:
        """Where the edition stands at that instant."""
        if self.state != EditionState.APPROVED or self.in_force_from is None:
            return Phase(self.state)
        if at < self.in_force_from:
            return Phase.SCHEDULED
        return Phase.IN_FORCE if self.in_force_until is None or at < self.in_force_until else Phase.ENDED

    def approve(self, approved_by: list[dict[str, JsonValue]], *, in_force_from: datetime) -> None:
        """in_review → approved, in force from that instant; raises EditionMoveRefused otherwise."""
        self._refuse_unless(EditionState.IN_REVIEW)
        self.state, self.approved_by, self.in_force_from = EditionState.APPROVED, approved_by, in_force_from

    def send_back(self, reason: str) -> None:
        """in_review → returned, with the reason; raises EditionMoveRefused otherwise."""
        self._refuse_unless(EditionState.IN_REVIEW)
        self.state, self.state_reason = EditionState.RETURNED, reason

    def withdraw(self, at: datetime) -> None:
        """in_review, or approved and not yet in force → withdrawn; raises EditionMoveRefused otherwise."""
        if self.phase(at) is not Phase.SCHEDULED:
            self._refuse_unless(EditionState.IN_REVIEW)
        self.state, self.in_force_from = EditionState.WITHDRAWN, None

    def end(self, until: datetime | None) -> None:
        """An approved edition is in force until then, or with None without an end; raises EditionMoveRefused otherwise."""
        self._refuse_unless(EditionState.APPROVED)
        self.in_force_until = until

    def _refuse_unless(self, state: EditionState) -> None:
        if self.state != state:
            name = PHASE_NAMES.get(Phase(self.state), "承認済み") if self.state != EditionState.APPROVED else "承認済み"
            raise EditionMoveRefused(f"この版は「{name}」のため、この操作を行えません。画面を再読み込みしてください。")


class Draft(Base):
    """The one text of a document that is being written. Its version is the document's `draft_version`."""

    __tablename__ = "draft"
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[dict[str, JsonValue]] = mapped_column(JSONB, deferred=True, deferred_raiseload=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(300))
    base_edition_id: Mapped[EditionId | None] = mapped_column(Uuid(), ForeignKey("edition.id", ondelete="SET NULL"))
    writers: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    updated_by: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    updated_by_name: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)

    document: Mapped[Document] = relationship(lazy="raise", viewonly=True)

    def credit(self, writer: PersonId | None, name: str) -> None:
        """The person stands among the writers of the draft, once."""
        known = {(entry.get("id"), entry.get("name")) for entry in self.writers or []}
        mark = (None if writer is None else str(writer), name)
        if mark not in known:
            self.writers = [*(self.writers or []), {"id": mark[0], "name": name}]

    def write(self, writer: PersonId | None, name: str, at: datetime) -> None:
        """The person has written in the draft now, and stands among its writers."""
        self.credit(writer, name)
        self.updated_by, self.updated_by_name, self.updated_at = writer, name, at
