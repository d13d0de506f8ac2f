"""Public accident records: imported, never changed by anybody, of no company and no site."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue


class PublicRecord(Base):
    """A record as the ministry published it. `hash` is of all it says; records that say the same are one, with all their ids."""

    __tablename__ = "public_record"
    __table_args__: Any = (
        Index(None, "year", "month", "id"),
        Index(None, "accident_type"),
        Index(None, "agent"),
    )
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    origin_ids: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    source: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    month: Mapped[int]
    hours: Mapped[str] = mapped_column(String(20))
    description: Mapped[str] = mapped_column(Text)
    industry_major: Mapped[int]
    industry: Mapped[list[str]] = mapped_column(JSONB)
    workplace_size: Mapped[str] = mapped_column(String(20))
    accident_type: Mapped[int]
    agent: Mapped[int]
    raw: Mapped[dict[str, JsonValue]] = mapped_column(JSONB, deferred=True, deferred_raiseload=True)
    imported_at: Mapped[datetime]
