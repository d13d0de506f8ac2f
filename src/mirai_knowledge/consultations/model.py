"""Consultations: their state with its clock, what was written to them and by whom, ratings, and the steps they took."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mirai_knowledge.consultations.errors import ConsultationMoveRefused
from mirai_knowledge.documents.model import Document, DocumentId
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.working_time import WorkingTime

PostId = NewType("PostId", UUID)
MINUTE = timedelta(minutes=1)


class State(StrEnum):
    """Where a consultation stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


STATE_NAMES: Mapping[str, str] = {
    State.OPEN: "担当待ち",
    State.ASSIGNED: "回答待ち",
    State.ANSWERED: "回答あり",
    State.RESOLVED: "解決",
    State.CANCELLED: "取り消し",
}
MOVES: Mapping[str, tuple[str, frozenset[str]]] = {
    "assign": ("担当を決める", frozenset({State.OPEN, State.ASSIGNED})),
    "decline": ("担当を辞退する", frozenset({State.ASSIGNED})),
    "ask_back": ("相談した人に聞き返す", frozenset({State.ASSIGNED})),
    "reply": ("聞き返しに返事をする", frozenset({State.ASSIGNED})),
    "answer": ("回答する", frozenset({State.OPEN, State.ASSIGNED, State.ANSWERED})),
    "follow_up": ("追加で質問する", frozenset({State.ANSWERED})),
    "accept": ("回答を採用する", frozenset({State.ANSWERED, State.RESOLVED})),
    "rate": ("回答を評価する", frozenset({State.ANSWERED, State.RESOLVED})),
    "resolve": ("解決にする", frozenset({State.ANSWERED})),
    "cancel": ("相談を取り消す", frozenset({State.OPEN, State.ASSIGNED, State.ANSWERED})),
    "reopen": ("再開する", frozenset({State.RESOLVED, State.CANCELLED})),
    "change": ("相談の内容を直す", frozenset({State.OPEN, State.ASSIGNED, State.ANSWERED})),
    "edit_post": ("書いたものを直す", frozenset({State.OPEN, State.ASSIGNED, State.ANSWERED, State.RESOLVED})),
    "convert": ("ナレッジの下書きにする", frozenset({State.ANSWERED, State.RESOLVED})),
}
NEXT: Mapping[str, str] = {
    State.OPEN: "先に担当を決めてください。",
    State.ASSIGNED: "回答があるまでお待ちください。",
    State.ANSWERED: "続きを相談するときは、追加の質問をしてください。",
    State.RESOLVED: "続きがあるときは、先に再開してください。",
    State.CANCELLED: "続きがあるときは、先に再開してください。",
}


class Consultation(Base):
    """A consultation beside its document. While the clock runs, `clock_minutes` of working time were left at `clock_since`
    and `due_at` is their end; while it stands still they are what is left (less than none: late by so much).
    """

    __tablename__ = "consultation"
    __table_args__: Any = (
        CheckConstraint("state IN ('open', 'assigned', 'answered', 'resolved', 'cancelled')", name="state"),
        CheckConstraint("priority IN ('low', 'normal', 'high', 'urgent')", name="priority"),
        CheckConstraint("(clock_since IS NULL) = (due_at IS NULL)", name="clock"),
        Index(None, "state", "due_at"),
        Index(None, "expert_id", "state"),
        Index(None, "asker_id", "state"),
        Index(None, "knowledge_id", postgresql_where=text("knowledge_id IS NOT NULL")),
    )
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    priority: Mapped[str] = mapped_column(String(10))
    specialty: Mapped[str | None] = mapped_column(String(50))
    wanted_on: Mapped[date | None]
    asker_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    asker_name: Mapped[str] = mapped_column(String(100))
    asked_at: Mapped[datetime]
    expert_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    expert_name: Mapped[str | None] = mapped_column(String(100))
    clock_total: Mapped[int | None]
    clock_minutes: Mapped[int | None]
    clock_since: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    breached_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str | None] = mapped_column(String(1000))
    accepted_post_id: Mapped[PostId | None] = mapped_column(Uuid())
    knowledge_id: Mapped[DocumentId | None] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="SET NULL"))
    flags: Mapped[list[str]]
    legacy: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))

    document: Mapped[Document] = relationship(Document, foreign_keys=[document_id], lazy="raise", viewonly=True)

    def refusal(self, move: str) -> str | None:
        """Why the state refuses the move, in a sentence; None when it does not."""
        name, states = MOVES[move]
        if self.state not in states:
            hint = NEXT[self.state]
            return f"「{STATE_NAMES[self.state]}」の相談では、{name}ことはできません。{hint}"
        if move == "ask_back" and self.paused_at is not None:
            return "すでに聞き返して、返事を待っています。"
        if move == "reply" and self.paused_at is None:
            return "聞き返しがないため、返事はできません。補足は、相談の内容に書き足してください。"
        if move == "convert" and self.accepted_post_id is None:
            return "採用された回答がありません。先に回答を採用してください。"
        return None

    def refuse_unless(self, move: str) -> None:
        """Returns when the state allows the move; raises ConsultationMoveRefused otherwise."""
        reason = self.refusal(move)
        if reason is not None:
            raise ConsultationMoveRefused(reason)

    def assign(self, expert: PersonId, name: str) -> None:
        """Open or assigned → assigned to this expert; the clock goes on."""
        self.refuse_unless("assign")
        self.state, self.expert_id, self.expert_name = State.ASSIGNED, expert, name

    def decline(self, at: datetime, time: WorkingTime) -> None:
        """Assigned → open; the clock goes on, also where it stood still."""
        self.refuse_unless("decline")
        self.state, self.expert_id, self.expert_name = State.OPEN, None, None
        if self.paused_at is not None:
            self.paused_at = None
            self.run_clock(at, time)

    def ask_back(self, at: datetime, time: WorkingTime) -> None:
        """Assigned: the asker has the ball, and the clock stands still."""
        self.refuse_unless("ask_back")
        self.paused_at = at
        self.stop_clock(at, time)

    def reply(self, at: datetime, time: WorkingTime) -> None:
        """Assigned: the expert has the ball again, and the clock goes on."""
        self.refuse_unless("reply")
        self.paused_at = None
        self.run_clock(at, time)

    def answer(self, at: datetime, time: WorkingTime) -> None:
        """Open, assigned or answered → answered; the clock stands still."""
        self.refuse_unless("answer")
        self.state, self.paused_at = State.ANSWERED, None
        self.answered_at = self.answered_at or at
        self.stop_clock(at, time)

    def follow_up(self) -> None:
        """Answered → assigned again (open without an expert); the caller starts the clock anew."""
        self.refuse_unless("follow_up")
        self._again()

    def accept(self, post_id: PostId) -> None:
        """Answered or resolved: this answer is the accepted one."""
        self.refuse_unless("accept")
        self.accepted_post_id = post_id

    def resolve(self, at: datetime) -> None:
        """Answered → resolved."""
        self.refuse_unless("resolve")
        self.state, self.resolved_at = State.RESOLVED, at

    def cancel(self, reason: str, at: datetime, time: WorkingTime) -> None:
        """Open, assigned or answered → cancelled with the reason; the clock stands still."""
        self.refuse_unless("cancel")
        self.state, self.cancelled_at, self.cancelled_reason, self.paused_at = State.CANCELLED, at, reason, None
        self.stop_clock(at, time)

    def reopen(self) -> None:
        """Resolved or cancelled → assigned (open without an expert); the caller starts the clock anew."""
        self.refuse_unless("reopen")
        self.resolved_at = self.cancelled_at = self.cancelled_reason = None
        self._again()

    def start_clock(self, total: int, at: datetime, time: WorkingTime) -> None:
        """All these minutes of working time are left from now on."""
        self.clock_total = self.clock_minutes = total
        self.breached_at = self.answered_at = None
        self.run_clock(at, time)

    def run_clock(self, at: datetime, time: WorkingTime) -> None:
        """The clock runs with what is left; one that has nothing left is due now."""
        if self.clock_minutes is not None:
            self.clock_since = at
            self.due_at = time.add(at, self.clock_minutes * MINUTE) if self.clock_minutes > 0 else at

    def stop_clock(self, at: datetime, time: WorkingTime) -> None:
        """The clock stands still with what is left at that instant; one that stood still stays as it is."""
        if self.clock_since is not None:
            self.clock_minutes = self.minutes_left(at, time)
        self.clock_since = self.due_at = None

    def change_total(self, total: int, at: datetime, time: WorkingTime) -> None:
        """So many minutes are given in all; what has passed stays passed."""
        if self.clock_minutes is None or self.clock_total is None:
            return
        runs = self.clock_since is not None
        self.stop_clock(at, time)
        self.clock_minutes += total - self.clock_total
        self.clock_total = total
        if runs:
            self.run_clock(at, time)

    def minutes_left(self, at: datetime, time: WorkingTime) -> int | None:
        """The minutes of working time that are left at that instant, less than none when late; None without a clock."""
        if self.clock_minutes is None or self.clock_since is None:
            return self.clock_minutes
        return self.clock_minutes - int(time.between(self.clock_since, at) / MINUTE)

    def minutes_used(self, at: datetime, time: WorkingTime) -> int | None:
        """The minutes of working time that have passed since the clock was started."""
        left = self.minutes_left(at, time)
        return None if left is None or self.clock_total is None else self.clock_total - left

    def _again(self) -> None:
        self.state = State.OPEN if self.expert_id is None else State.ASSIGNED


class ConsultationPost(Base):
    """Who wrote a post, and when; its words stand in the editions. `answer_minutes`: how long the first answer took."""

    __tablename__ = "consultation_post"
    __table_args__: Any = (
        CheckConstraint("kind IN ('answer', 'ask_back', 'reply', 'follow_up')", name="kind"),
        Index(None, "document_id", "at", "id"),
        Index(None, "author_id", "kind"),
    )
    id: Mapped[PostId] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("consultation.document_id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(100))
    author_title: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    answer_minutes: Mapped[int | None]
    helpful_base: Mapped[int]
    legacy: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))


class PostHelpful(Base):
    """A person found an answer helpful."""

    __tablename__ = "consultation_post_helpful"
    post_id: Mapped[PostId] = mapped_column(
        Uuid(), ForeignKey("consultation_post.id", ondelete="CASCADE"), primary_key=True
    )  # fmt: skip
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True, index=True)


class Rating(Base):
    """What the asker thinks of an expert's answers to this consultation, 1 to 5."""

    __tablename__ = "consultation_rating"
    __table_args__: Any = (
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        Index(None, "document_id"),
        Index(None, "expert_id"),
    )
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("consultation.document_id", ondelete="CASCADE"))
    expert_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    expert_name: Mapped[str] = mapped_column(String(100))
    rater_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    rater_name: Mapped[str] = mapped_column(String(100))
    stars: Mapped[int] = mapped_column(SmallInteger)
    comment: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    legacy: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))


class Step(Base):
    """A consultation was moved: by whom, when, and what was said to it. Never changed."""

    __tablename__ = "consultation_step"
    __table_args__: Any = (Index(None, "document_id", "at", "id"),)
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("consultation.document_id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    by_name: Mapped[str] = mapped_column(String(100))
    to_name: Mapped[str | None] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
