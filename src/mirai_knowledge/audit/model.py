"""Tables of the audit log. Rows are added, never changed; triggers and grants see to that, not this code.

`audit_entry` and `audit_seal` are partitioned by month (UTC). An entry carries the cluster and the transaction it was
written in, so that the sealing order (cluster, xact, id) holds across restores into another cluster, where transaction
numbers begin again.
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue

_RECORDED = JSONB(none_as_null=True)


class AuditEntry(Base):
    """One thing somebody did. `actor_id` is a person; machine work and the command line have `actor_name` instead."""

    __tablename__ = "audit_entry"
    __table_args__: Any = (
        Index(None, "actor_id", "at"),
        Index(None, "tag", "at"),
        Index(None, "subject_kind", "subject_id", "at"),
        Index(None, "cluster", "xact", "id"),
        {"postgresql_partition_by": "RANGE (at)", "comment": "append-only: who did what"},
    )
    at: Mapped[datetime] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    cluster: Mapped[int] = mapped_column(BigInteger, server_default=text("(pg_control_system()).system_identifier"))
    xact: Mapped[int] = mapped_column(BigInteger, server_default=text("(pg_current_xact_id())::text::bigint"))
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(10))
    session_id: Mapped[UUID | None]
    address: Mapped[str | None] = mapped_column(String(45))
    request_id: Mapped[str | None] = mapped_column(String(64), index=True)
    tag: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    before: Mapped[dict[str, JsonValue] | None] = mapped_column(_RECORDED)
    after: Mapped[dict[str, JsonValue] | None] = mapped_column(_RECORDED)
    detail: Mapped[dict[str, JsonValue] | None] = mapped_column(_RECORDED)

    def as_record(self) -> dict[str, JsonValue]:
        """The entry as it is sealed and exported: every column, as plain JSON."""
        values = {column.name: getattr(self, column.name) for column in self.__table__.columns}
        return {name: _plain(value) for name, value in values.items()}


def _plain(value: JsonValue | UUID | datetime) -> JsonValue:
    if isinstance(value, datetime):
        return instant_text(value)
    return str(value) if isinstance(value, UUID) else value


def instant_text(at: datetime) -> str:
    """An instant in the one form that is sealed: UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class AuditSeal(Base):
    """A link of the chain: number, the entry it seals, and SHA-256 over the hash before it and that entry."""

    __tablename__ = "audit_seal"
    __table_args__: Any = (
        UniqueConstraint("audit_id", "audit_at"),
        Index(None, "cluster", "xact", "audit_id"),
        {"postgresql_partition_by": "RANGE (audit_at)", "comment": "append-only: chain of hashes over the audit entries"},
    )
    seal_no: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    audit_at: Mapped[datetime] = mapped_column(primary_key=True)
    audit_id: Mapped[UUID]
    cluster: Mapped[int] = mapped_column(BigInteger)
    xact: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[datetime]


class AuditAnchor(Base):
    """What a dropped month leaves: an unbroken run of seals, the hash of its last one, signed with our key.

    Months overlap a little in the chain (a transaction begun before midnight may be sealed after the first one of the
    new month), so a month can leave several runs. Runs and remaining seals together cover every number.
    """

    __tablename__ = "audit_anchor"
    __table_args__: Any = (
        CheckConstraint("first_seal_no <= last_seal_no", name="order"),
        {"comment": "append-only: what a dropped month leaves behind"},
    )
    first_seal_no: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    last_seal_no: Mapped[int] = mapped_column(BigInteger)
    month: Mapped[date]
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str] = mapped_column(String(16))
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
