"""Deliveries: one row for each notice, person and channel, from its plan to its end."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId


class DeliveryState(StrEnum):
    """Where a delivery stands. Waiting → claimed → sent, or back to waiting with a later time, or failed."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"
    WITHDRAWN = "withdrawn"


class Delivery(Base):
    """A notice on its way to one person, or to one group in Teams, by one channel.

    Rows of one `bundle` that are due together leave as one message; from then on its id, `message_id`, is their bundle,
    so that a second try sends the same message again. `topic` is what repeats have in common.
    """

    __tablename__ = "delivery"
    __table_args__: Any = (
        CheckConstraint("channel IN ('mail', 'teams', 'push')", name="channel"),
        CheckConstraint("state IN ('waiting', 'claimed', 'sent', 'failed', 'held', 'withdrawn')", name="state"),
        CheckConstraint("(person_id IS NULL) <> (webhook_id IS NULL)", name="one_recipient"),
        UniqueConstraint("notice_id", "person_id", "webhook_id", "channel", postgresql_nulls_not_distinct=True),
        Index("ix_delivery_waiting", "channel", "rank", "due_at", "id", postgresql_where=text("state = 'waiting'")),
        Index("ix_delivery_claimed", "channel", "claimed_at", postgresql_where=text("state = 'claimed'")),
        Index("ix_delivery_kept", "state", "channel", postgresql_where=text("state IN ('held', 'failed')")),
        Index(None, "person_id", "channel", "topic", "due_at"),
        Index(None, "message_id"),
        Index(None, "webhook_id"),
        Index(None, "created_at", "id"),
        Index(None, "request_id"),
    )
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("notice.id", ondelete="CASCADE"))
    person_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    webhook_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("teams_webhook.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10))
    digest: Mapped[bool]
    rank: Mapped[int] = mapped_column(SmallInteger())
    topic: Mapped[str | None] = mapped_column(String(160))
    bundle: Mapped[str] = mapped_column(String(160))
    message_id: Mapped[UUID | None] = mapped_column(Uuid())
    tries: Mapped[int] = mapped_column(SmallInteger())
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(500))
    request_id: Mapped[str | None] = mapped_column(String(64))


class ChannelHealth(Base):
    """Whether a channel works. While its circuit is open nothing is tried; one delivery tries it again afterwards."""

    __tablename__ = "channel_health"
    channel: Mapped[str] = mapped_column(String(8), primary_key=True)
    failures: Mapped[int]
    open_until: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(500))
    failed_at: Mapped[datetime | None]
    ok_at: Mapped[datetime | None]


class OutboundHold(Base):
    """One row: whether everything that would leave the house is held, since when, by whom and why."""

    __tablename__ = "outbound_hold"
    __table_args__: Any = (CheckConstraint("id", name="one_row"),)
    id: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    held_at: Mapped[datetime | None]
    held_by: Mapped[str] = mapped_column(String(100))
    why: Mapped[str] = mapped_column(String(300))


class TrayMail(Base):
    """A mail that was not sent because no mail server is named: it can be read here instead."""

    __tablename__ = "tray_mail"
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime] = mapped_column(index=True)
