"""Whatever happens later is a row: reminders, escalations, retention. Listable, movable, repairable.

Rows are swept every 15 s against the one clock; a handler runs in the transaction that removes the row's dueness, so
it happens once. The schedule is (kind, subject): scheduling again moves the date.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

import msgspec
from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel import clock, jobs
from mirai_knowledge.kernel.db import Base, Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.log import get_logger

log = get_logger(__name__)
SWEEP_EVERY = timedelta(seconds=15)
BATCH = 200
RUN = "due.run"


class DueRow(Base):
    """Something that shall happen at `due_at`; `done_at` is set when it has."""

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        Index("ix_due_open", "due_at", postgresql_where=text("done_at IS NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID]
    due_at: Mapped[datetime]
    payload: Mapped[dict[str, JsonValue]]
    queued_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


DueHandler: TypeAlias = Callable[[Tx, UUID, dict[str, JsonValue]], None]
_handlers: dict[str, DueHandler] = {}


def handler(kind: str) -> Callable[[DueHandler], DueHandler]:
    """Registers `(tx, subject_id, payload)` as what happens when a row of that kind falls due."""

    def register(run: DueHandler) -> DueHandler:
        if kind in _handlers:
            raise ValueError(f"due kind {kind} is registered twice")
        _handlers[kind] = run
        return run

    return register


def schedule(tx: Tx, kind: str, subject_id: UUID, *, due_at: datetime, payload: dict[str, JsonValue] | None = None) -> None:
    """The kind happens for the subject at `due_at`; an earlier plan for the same pair is replaced."""
    tx.execute(
        text(
            "INSERT INTO due (id, kind, subject_id, due_at, payload) "
            "VALUES (:id, :kind, :subject, :due_at, CAST(:payload AS jsonb)) "
            "ON CONFLICT (kind, subject_id) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, "
            "queued_at = NULL, done_at = NULL"
        ),
        {"id": new_id(), "kind": kind, "subject": subject_id, "due_at": due_at, "payload": _json(payload or {})},
    )


def cancel(tx: Tx, kind: str, subject_id: UUID) -> None:
    """The kind will not happen for the subject; nothing happens when it was never planned."""
    tx.execute(
        text("DELETE FROM due WHERE kind = :kind AND subject_id = :subject AND done_at IS NULL"),
        {"kind": kind, "subject": subject_id},
    )


@jobs.beat("due.sweep", every=SWEEP_EVERY)
def sweep(tx: Tx) -> None:
    """Queues one job for each row that has fallen due and is not queued yet."""
    rows = tx.execute(
        text(
            "UPDATE due SET queued_at = :now WHERE id IN (SELECT id FROM due WHERE due_at <= :now AND done_at IS NULL "
            "AND queued_at IS NULL ORDER BY due_at LIMIT :batch FOR UPDATE SKIP LOCKED) RETURNING id"
        ),
        {"now": clock.now(), "batch": BATCH},
    ).scalars()
    for row_id in rows.all():
        jobs.defer(tx, RUN, {"due_id": str(row_id)})


@jobs.job(RUN)
def run(tx: Tx, due_id: str) -> None:
    """Lets one due row happen, once; a row that was moved or cancelled meanwhile does not."""
    row = tx.get(DueRow, UUID(due_id), with_for_update=True)
    if row is None or row.done_at is not None or row.due_at > clock.now():
        return
    row.done_at = clock.now()
    _handlers[row.kind](tx, row.subject_id, row.payload)


def _json(value: dict[str, JsonValue]) -> str:
    return msgspec.json.encode(value).decode()
