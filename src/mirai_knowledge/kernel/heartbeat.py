"""Signs of life of long-running processes, for health checks on this and other machines."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Base, Tx
from mirai_knowledge.kernel.errors import JsonValue


class HeartbeatRow(Base):
    """When a process was last alive, and what it says of itself."""

    __tablename__ = "heartbeat"
    process: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime]
    started_at: Mapped[datetime]
    detail: Mapped[dict[str, JsonValue]]


def beat(tx: Tx, process: str, *, started_at: datetime, detail: dict[str, JsonValue]) -> None:
    """The process was alive now."""
    values = {"at": clock.now(), "started_at": started_at, "detail": detail}
    statement = insert(HeartbeatRow).values(process=process, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=["process"], set_=values))
