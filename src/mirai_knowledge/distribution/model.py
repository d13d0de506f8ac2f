"""Tables of distributions, receipts, questions, saved forms and morning meetings. State moves are methods that can refuse."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.distribution.errors import DistributionMoveRefused
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId

DistributionId = NewType("DistributionId", UUID)
ReceiptId = NewType("ReceiptId", UUID)
MeetingId = NewType("MeetingId", UUID)


class State(StrEnum):
    """Where a distribution stands."""

    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"


STATE_NAMES: Mapping[str, str] = {
    State.SCHEDULED: "配信待ち",
    State.SENDING: "配信中",
    State.SENT: "配信済み",
    State.CANCELLED: "取りやめ",
}


class Reply(StrEnum):
    """What somebody says of what they were asked to read."""

    READ = "read"
    UNCLEAR = "unclear"


class Distribution(Base):
    """A document is sent to an audience. `edition_id` is the edition it went out with; `rule_no` the rule that sent it."""

    __tablename__ = "distribution"
    __table_args__: Any = (
        CheckConstraint("state IN ('scheduled', 'sending', 'sent', 'cancelled')", name="state"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled"),
        Index(None, "document_id", "created_at"),
        Index(None, "sender_id", "created_at"),
        Index(None, "created_at", "id"),
    )
    id: Mapped[DistributionId] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    audience: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    audience_words: Mapped[str] = mapped_column(Text)
    open_to_hidden: Mapped[bool]
    confirm: Mapped[bool]
    questions: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    message: Mapped[str] = mapped_column(Text)
    importance: Mapped[str] = mapped_column(String(10))
    due: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))
    due_at: Mapped[datetime | None]
    send_at: Mapped[datetime | None]
    sender_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    sender_name: Mapped[str] = mapped_column(String(100))
    rule_no: Mapped[int | None] = mapped_column(SmallInteger)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str | None] = mapped_column(Text)

    def send(self, at: datetime, due_at: datetime) -> None:
        """Scheduled or sending → sent, to be read by then; raises DistributionMoveRefused otherwise."""
        if self.state not in (State.SCHEDULED, State.SENDING):
            raise self._refused()
        self.state, self.sent_at, self.due_at = State.SENT, at, due_at

    def cancel(self, reason: str, at: datetime) -> None:
        """Not cancelled → cancelled, with the reason; raises DistributionMoveRefused otherwise."""
        if self.state == State.CANCELLED:
            raise self._refused()
        self.state, self.cancelled_reason, self.cancelled_at = State.CANCELLED, reason, at

    def refuse_unless_sent(self) -> None:
        """Returns for one that was sent; raises DistributionMoveRefused otherwise."""
        if self.state != State.SENT:
            raise self._refused()

    def _refused(self) -> DistributionMoveRefused:
        name = STATE_NAMES[self.state]
        return DistributionMoveRefused(f"この配信は「{name}」です。画面を再読み込みしてください。")


class Receipt(Base):
    """One person is asked to read one edition. The names are those of the day it was sent.

    `is_current` falls when a material edition asks anew; `changed_from` is the edition that was confirmed before.
    """

    __tablename__ = "receipt"
    __table_args__: Any = (
        CheckConstraint("reply IN ('read', 'unclear')", name="reply"),
        CheckConstraint("(reply IS NULL) = (answered_at IS NULL)", name="answered"),
        Index("uq_receipt_current", "distribution_id", "person_id", unique=True, postgresql_where=text("is_current")),
        Index(None, "distribution_id", "sort_key", "id"),
        Index("ix_receipt_person_id", "person_id", "due_at", postgresql_where=text("is_current")),
    )
    id: Mapped[ReceiptId] = mapped_column(Uuid(), primary_key=True)
    distribution_id: Mapped[DistributionId] = mapped_column(Uuid(), ForeignKey("distribution.id", ondelete="CASCADE"))
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(String(200, collation="C"))
    company: Mapped[str | None] = mapped_column(String(200))
    department: Mapped[str | None] = mapped_column(String(100))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), index=True)
    changed_from: Mapped[UUID | None] = mapped_column(ForeignKey("edition.id", ondelete="SET NULL"))
    is_current: Mapped[bool]
    due_at: Mapped[datetime]
    delivered_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    reply: Mapped[str | None] = mapped_column(String(10))
    answered_at: Mapped[datetime | None]
    met_at: Mapped[UUID | None] = mapped_column(ForeignKey("morning_meeting.id", ondelete="SET NULL"))
    reminded_at: Mapped[datetime | None]
    late_at: Mapped[datetime | None]

    def open(self, at: datetime) -> bool:
        """The person has opened the document; returns whether for the first time."""
        if self.opened_at is not None:
            return False
        self.opened_at = at
        return True

    def say(self, reply: Reply, at: datetime, *, edition_id: UUID) -> bool:
        """The person says this of that edition; what was confirmed stays confirmed. Returns whether something changed."""
        if self.reply == Reply.READ:
            return False
        self.reply, self.answered_at, self.edition_id = reply, at, edition_id
        self.opened_at = self.opened_at or at
        return True


class ReceiptTry(Base):
    """A try at the questions, with what was chosen."""

    __tablename__ = "receipt_try"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    receipt_id: Mapped[ReceiptId] = mapped_column(Uuid(), ForeignKey("receipt.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    choices: Mapped[list[int]] = mapped_column(JSONB)
    right: Mapped[bool]


class ReceiptQuestion(Base):
    """What somebody did not understand, and the answer."""

    __tablename__ = "receipt_question"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    receipt_id: Mapped[ReceiptId] = mapped_column(Uuid(), ForeignKey("receipt.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(String(100))


class LeftOut(Base):
    """Somebody of the audience who was not sent it, since the document is hidden from them."""

    __tablename__ = "distribution_left_out"
    distribution_id: Mapped[DistributionId] = mapped_column(
        Uuid(), ForeignKey("distribution.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(String(200, collation="C"))
    company: Mapped[str | None] = mapped_column(String(200))


class DistributionGroup(Base):
    """An audience under a name (配信先グループ). Archived ones are offered no more."""

    __tablename__ = "distribution_group"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    note: Mapped[str] = mapped_column(Text)
    audience: Mapped[list[dict[str, JsonValue]]] = mapped_column(JSONB)
    archived_at: Mapped[datetime | None]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(String(100))

    def touch(self, by: str, at: datetime) -> None:
        """The group is one version further."""
        self.version = (self.version or 0) + 1
        self.updated_by, self.updated_at = by, at


class DistributionTemplate(Base):
    """A distribution without its document, under a name (ひな形)."""

    __tablename__ = "distribution_template"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    form: Mapped[dict[str, JsonValue]] = mapped_column(JSONB)
    archived_at: Mapped[datetime | None]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(String(100))

    def touch(self, by: str, at: datetime) -> None:
        """The template is one version further."""
        self.version = (self.version or 0) + 1
        self.updated_by, self.updated_at = by, at


class DistributionRule(Base):
    """A line of the table that sends what comes into force; the first that fits counts. Without a template nothing is sent."""

    __tablename__ = "distribution_rule"
    __table_args__: Any = (CheckConstraint("change IN ('any', 'material', 'editorial')", name="change"),)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    kind: Mapped[str | None] = mapped_column(String(40))
    importances: Mapped[list[str]] = mapped_column(JSONB)
    change: Mapped[str] = mapped_column(String(10))
    template_id: Mapped[UUID | None] = mapped_column(ForeignKey("distribution_template.id"), index=True)


class DistributionRulebook(Base):
    """The one row that counts changes of the table of rules."""

    __tablename__ = "distribution_rulebook"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    version: Mapped[int]


class MorningMeeting(Base):
    """People heard it at a morning meeting (朝礼) and signed, on one device."""

    __tablename__ = "morning_meeting"
    __table_args__: Any = (Index(None, "distribution_id", "held_at"), Index(None, "project_id"))
    id: Mapped[MeetingId] = mapped_column(Uuid(), primary_key=True)
    distribution_id: Mapped[DistributionId] = mapped_column(Uuid(), ForeignKey("distribution.id", ondelete="CASCADE"))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), index=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    held_at: Mapped[datetime]
    led_by_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    led_by: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(Text)


class MorningSignature(Base):
    """One person at a morning meeting; `strokes` are the lines of the signature in its box."""

    __tablename__ = "morning_signature"
    __table_args__: Any = (Index(None, "meeting_id", "position"), Index(None, "person_id"))
    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[MeetingId] = mapped_column(Uuid(), ForeignKey("morning_meeting.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(SmallInteger)
    person_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(100))
    company: Mapped[str] = mapped_column(String(200))
    strokes: Mapped[list[list[list[int]]]] = mapped_column(JSONB)
