"""Tables of runs, and of the records each has brought, with the raw text and what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.errors import RunUndone

RunId = NewType("RunId", UUID)


class RecordState(StrEnum):
    """What a run did with a record: made something of it, made it anew, left it because people had changed what was made of
    it before, or kept its raw text alone.
    """

    ADDED = "added"
    CHANGED = "changed"
    KEPT = "kept"
    REFUSED = "refused"


class LegacyRun(Base):
    """One load of a folder; people call it by its number. `report` is what it said when it was done."""

    __tablename__ = "legacy_run"
    id: Mapped[RunId] = mapped_column(Uuid(), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, Identity(always=True), unique=True)
    folder: Mapped[str]
    actor_name: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    mapping: Mapped[dict[str, JsonValue]] = mapped_column(JSONB)
    report: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True), deferred=True)

    def undo(self, at: datetime) -> None:
        """Loaded → undone; raises RunUndone otherwise."""
        if self.undone_at is not None:
            raise RunUndone(f"取り込み {self.number} はすでに取り消されています。")
        self.undone_at = at


class LegacyRecord(Base):
    """A record as a run found it. `attributes` are what has no field here, `made` what was made of it (for an undo of the
    next run that changes it), `version` the subject's version after the run. A record that stays the same gets no new row.
    """

    __tablename__ = "legacy_record"
    __table_args__: Any = (
        UniqueConstraint("file", "legacy_id", "run_id"),
        CheckConstraint("state IN ('added', 'changed', 'kept', 'refused')", name="state"),
        Index(None, "run_id"),
        Index(None, "subject_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[RunId] = mapped_column(Uuid(), ForeignKey("legacy_run.id"))
    file: Mapped[str] = mapped_column(String(100))
    legacy_id: Mapped[str] = mapped_column(String(120))
    slice: Mapped[str | None] = mapped_column(String(20))
    subject_id: Mapped[UUID | None]
    version: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(200))
    raw: Mapped[JsonValue] = mapped_column(JSONB(none_as_null=False), nullable=False)
    raw_hash: Mapped[str] = mapped_column(String(64))
    outcome_hash: Mapped[str] = mapped_column(String(64))
    attributes: Mapped[dict[str, JsonValue]] = mapped_column(JSONB)
    made: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))
