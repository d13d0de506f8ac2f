"""How a person wants to be told, on which devices, and where a site or the company has its group in Teams."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId


class NoticeWishes(Base):
    """How a person wants to be told; who never said has no row. Hours are those of Japan."""

    __tablename__ = "notice_wishes"
    __table_args__: Any = (
        CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
        CheckConstraint("quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", name="quiet"),
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_both"),
    )
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2))
    digest_hour: Mapped[int] = mapped_column(SmallInteger())
    quiet_from: Mapped[int | None] = mapped_column(SmallInteger())
    quiet_until: Mapped[int | None] = mapped_column(SmallInteger())
    mail: Mapped[dict[str, JsonValue]]
    push: Mapped[dict[str, JsonValue]]
    version: Mapped[int]
    updated_at: Mapped[datetime]


class PushDevice(Base):
    """A browser that shows notices of a person also while no page is open."""

    __tablename__ = "push_device"
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    endpoint: Mapped[str] = mapped_column(String(1000), unique=True)
    key: Mapped[str] = mapped_column(String(120))
    auth: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class TeamsWebhook(Base):
    """An address at which Teams posts cards to a group: that of one site, or of the whole company."""

    __tablename__ = "teams_webhook"
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    project_id: Mapped[UUID | None] = mapped_column(Uuid(), index=True)
    address: Mapped[str] = mapped_column(String(2000))
    least: Mapped[str] = mapped_column(String(8))
    active: Mapped[bool]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(String(100))
