"""The change feed: which subjects changed, in commit-safe order, for indexers and replicas.

`mark` writes a row in the transaction of the change. Readers take rows in the order (xact, id), and only those whose
transaction is older than every one still running: a plain id cursor would skip a late commit for ever.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Base, Tx

CHANNEL = "mks_change"


class ChangeRow(Base):
    """One subject was touched by one transaction."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_order", "xact", "id"),)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    xact: Mapped[int] = mapped_column(BigInteger)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the feed; everything up to and including it has been read."""

    xact: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A subject that changed, and its place in the feed."""

    cursor: Cursor
    subject_kind: str
    subject_id: UUID


def mark(tx: Tx, subject_kind: str, subject_id: UUID) -> None:
    """The feed will show the subject once this transaction commits; listeners on the channel are woken then."""
    tx.execute(
        text(
            "INSERT INTO change (xact, subject_kind, subject_id, at) VALUES (pg_current_xact_id()::text::bigint, :kind, :id, :at)"
        ),
        {"kind": subject_kind, "id": subject_id, "at": clock.now()},
    )
    tx.execute(text(f"NOTIFY {CHANNEL}"))


def get_cluster(tx: Tx) -> int:
    """Which cluster the database is in. A cursor of another one says nothing here: transaction numbers begin again there."""
    return int(tx.execute(text("SELECT system_identifier FROM pg_control_system()")).scalar_one())


def forget_foreign(tx: Tx) -> None:
    """Rows that a restore brought from another cluster are gone: their transactions have not been here, so no reader would
    ever come to them in order. Whoever reads everything anew calls this first.
    """
    tx.execute(text("DELETE FROM change WHERE xact >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))


def list_after(tx: Tx, cursor: Cursor, *, limit: int = 500) -> list[Change]:
    """Changes after the cursor in feed order, at most `limit`; never one that an open transaction could still precede."""
    rows = tx.execute(
        text(
            "SELECT xact, id, subject_kind, subject_id FROM change "
            "WHERE (xact, id) > (:xact, :id) AND xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint "
            "ORDER BY xact, id LIMIT :limit"
        ),
        {"xact": cursor.xact, "id": cursor.id, "limit": limit},
    )
    return [Change(Cursor(row.xact, row.id), row.subject_kind, row.subject_id) for row in rows]
