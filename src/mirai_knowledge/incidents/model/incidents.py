"""The incident beside its document: what lists filter by, its own state, and the names nobody else reads."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.incidents.errors import IncidentClosed, IncidentMoveRefused
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId


class IncidentState(StrEnum):
    """How far an incident has come."""

    REPORTED = "reported"
    INVESTIGATING = "investigating"
    ACTION_PLAN = "action_plan"
    CORRECTING = "correcting"
    VERIFYING = "verifying"
    CLOSED = "closed"


STATE_NAMES: Mapping[str, str] = {
    IncidentState.REPORTED: "報告",
    IncidentState.INVESTIGATING: "調査中",
    IncidentState.ACTION_PLAN: "対策検討",
    IncidentState.CORRECTING: "是正中",
    IncidentState.VERIFYING: "確認中",
    IncidentState.CLOSED: "終結",
}
ORDER = tuple(IncidentState)


class IncidentMove(StrEnum):
    """What can be done with the state of an incident."""

    ADVANCE = "advance"
    SEND_BACK = "send_back"
    REOPEN = "reopen"


MOVES: Mapping[IncidentState, Mapping[IncidentMove, IncidentState]] = {
    IncidentState.REPORTED: {IncidentMove.ADVANCE: IncidentState.INVESTIGATING},
    IncidentState.INVESTIGATING: {IncidentMove.ADVANCE: IncidentState.ACTION_PLAN},
    IncidentState.ACTION_PLAN: {
        IncidentMove.ADVANCE: IncidentState.CORRECTING,
        IncidentMove.SEND_BACK: IncidentState.INVESTIGATING,
    },
    IncidentState.CORRECTING: {
        IncidentMove.ADVANCE: IncidentState.VERIFYING,
        IncidentMove.SEND_BACK: IncidentState.ACTION_PLAN,
    },
    IncidentState.VERIFYING: {
        IncidentMove.ADVANCE: IncidentState.CLOSED,
        IncidentMove.SEND_BACK: IncidentState.CORRECTING,
    },
    IncidentState.CLOSED: {IncidentMove.REOPEN: IncidentState.INVESTIGATING},
}
MOVE_NAMES: Mapping[IncidentMove, str] = {
    IncidentMove.ADVANCE: "次へ進める",
    IncidentMove.SEND_BACK: "前に戻す",
    IncidentMove.REOPEN: "再開する",
}


class Incident(Base):
    """The incident of a document. All but the state and the reporter are read from the edition in force.

    The row is the lock of everything that moves: whoever changes state or actions takes it first.
    """

    __tablename__ = "incident"
    __table_args__: Any = (
        CheckConstraint("type IN ('accident', 'property_damage', 'near_miss')", name="type"),
        CheckConstraint("severity IN ('low', 'medium', 'high', 'critical')", name="severity"),
        CheckConstraint(
            "state IN ('reported', 'investigating', 'action_plan', 'correcting', 'verifying', 'closed')", name="state"
        ),
        Index(None, "occurred_at", "document_id"),
        Index(None, "accident_type"),
        Index(None, "reporter_id"),
    )
    document_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    severity: Mapped[str] = mapped_column(String(10))
    occurred_at: Mapped[datetime]
    accident_type: Mapped[int | None]
    agent: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(20))
    state_since: Mapped[datetime]
    reporter_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    reporter_name: Mapped[str] = mapped_column(String(100))

    def move(self, move: IncidentMove, at: datetime) -> IncidentState:
        """The incident is in the state the move leads to, which is returned; raises IncidentMoveRefused with what is possible."""
        state = IncidentState(self.state)
        to = MOVES[state].get(move)
        if to is None:
            possible = "、".join(f"「{MOVE_NAMES[each]}」" for each in MOVES[state])
            raise IncidentMoveRefused(
                f"状態が「{STATE_NAMES[state]}」のため、「{MOVE_NAMES[move]}」ことはできません。今できるのは{possible}です。"
            )
        self.state, self.state_since = to, at
        return to

    def reopen_for_correction(self, at: datetime) -> bool:
        """A closed incident is being corrected again; returns whether it was closed."""
        if self.state != IncidentState.CLOSED:
            return False
        self.state, self.state_since = IncidentState.CORRECTING, at
        return True

    def refuse_closed(self) -> None:
        """Returns for an incident that is not closed; raises IncidentClosed otherwise."""
        if self.state == IncidentState.CLOSED:
            raise IncidentClosed("この事故は終結しています。変更するときは、先に再開してください。")


class IncidentPerson(Base):
    """The name of a person involved; `key` is the person's row in the content. Nobody reads it but by rule P-158."""

    __tablename__ = "incident_person"
    __table_args__: Any = (Index(None, "person_id"),)
    document_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("incident.document_id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    person_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(100))


class IncidentWording(Base):
    """A text as it was typed, with names in it; in the content stands the masked one. Nobody reads it but by rule P-158."""

    __tablename__ = "incident_wording"
    document_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("incident.document_id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(100), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class IncidentStep(Base):
    """An incident came into a state: when, by whom, why."""

    __tablename__ = "incident_step"
    __table_args__: Any = (Index(None, "document_id", "at"),)
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("incident.document_id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"), index=True)
    by_name: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(1000))
