"""Checklist runs: somebody went through the checklist of one edition of a procedure."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.sops.errors import ChecklistRunCancelled

ChecklistRunId = NewType("ChecklistRunId", UUID)


class ChecklistRun(Base):
    """A record that stands by itself: `results` hold the words of each item as they were checked, in the order of the list.

    A run is never changed; one made by mistake is cancelled with a reason and stays in sight.
    """

    __tablename__ = "checklist_run"
    __table_args__: Any = (
        Index(None, "document_id", "done_at", "id"),
        Index(None, "project_id"),
        Index(None, "person_id"),
        Index(None, "edition_id"),
    )
    id: Mapped[ChecklistRunId] = mapped_column(Uuid(), primary_key=True)
    # A procedure that was gone through cannot be taken back: the record is evidence.
    document_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("document.id"))
    edition_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("edition.id"))
    edition_no: Mapped[int]
    project_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("project.id"))
    place: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(100))
    done_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    remark: Mapped[str] = mapped_column(Text)
    faults: Mapped[int]
    results: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[str | None] = mapped_column(String(100))
    cancelled_reason: Mapped[str | None] = mapped_column(String(1000))

    def cancel(self, by: str, reason: str, at: datetime) -> None:
        """The run counts for nothing from now on; raises ChecklistRunCancelled for one that does already."""
        if self.cancelled_at is not None:
            raise ChecklistRunCancelled("この点検の記録は、すでに取り消されています。")
        self.cancelled_at, self.cancelled_by, self.cancelled_reason = at, by, reason


class ChecklistPhoto(Base):
    """A run shows the picture."""

    __tablename__ = "checklist_photo"
    __table_args__: Any = (Index(None, "attachment_id"),)
    run_id: Mapped[ChecklistRunId] = mapped_column(Uuid(), ForeignKey("checklist_run.id", ondelete="CASCADE"), primary_key=True)
    attachment_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("attachment.id"), primary_key=True)
