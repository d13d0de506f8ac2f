"""Corrective actions: their states, the moves between them, the evidence."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.incidents.errors import ActionMoveRefused
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId

ActionId = NewType("ActionId", UUID)


class ActionState(StrEnum):
    """How far a corrective action has come."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    VERIFIED = "verified"
    EFFECTIVE = "effective"
    CANCELLED = "cancelled"


class ActionMove(StrEnum):
    """What can be done with a corrective action."""

    START = "start"
    COMPLETE = "complete"
    RETURN = "return"
    VERIFY = "verify"
    CONFIRM_EFFECT = "confirm_effect"
    DENY_EFFECT = "deny_effect"
    CANCEL = "cancel"
    REOPEN = "reopen"


ACTION_STATE_NAMES: Mapping[str, str] = {
    ActionState.PLANNED: "未着手",
    ActionState.IN_PROGRESS: "実施中",
    ActionState.DONE: "確認待ち",
    ActionState.VERIFIED: "確認済み",
    ActionState.EFFECTIVE: "効果あり",
    ActionState.CANCELLED: "取りやめ",
}
ACTION_MOVE_NAMES: Mapping[ActionMove, str] = {
    ActionMove.START: "着手する",
    ActionMove.COMPLETE: "完了を報告する",
    ActionMove.RETURN: "差し戻す",
    ActionMove.VERIFY: "確認する",
    ActionMove.CONFIRM_EFFECT: "効果ありとする",
    ActionMove.DENY_EFFECT: "効果なしとする",
    ActionMove.CANCEL: "取りやめる",
    ActionMove.REOPEN: "やり直す",
}
ACTION_MOVES: Mapping[ActionState, Mapping[ActionMove, ActionState]] = {
    ActionState.PLANNED: {
        ActionMove.START: ActionState.IN_PROGRESS,
        ActionMove.COMPLETE: ActionState.DONE,
        ActionMove.CANCEL: ActionState.CANCELLED,
    },
    ActionState.IN_PROGRESS: {ActionMove.COMPLETE: ActionState.DONE, ActionMove.CANCEL: ActionState.CANCELLED},
    ActionState.DONE: {ActionMove.VERIFY: ActionState.VERIFIED, ActionMove.RETURN: ActionState.IN_PROGRESS},
    ActionState.VERIFIED: {
        ActionMove.CONFIRM_EFFECT: ActionState.EFFECTIVE,
        ActionMove.DENY_EFFECT: ActionState.IN_PROGRESS,
        ActionMove.REOPEN: ActionState.IN_PROGRESS,
    },
    ActionState.EFFECTIVE: {ActionMove.REOPEN: ActionState.IN_PROGRESS},
    ActionState.CANCELLED: {ActionMove.REOPEN: ActionState.PLANNED},
}
OPEN_STATES = (ActionState.PLANNED, ActionState.IN_PROGRESS, ActionState.DONE)
"""What keeps an incident from being closed."""
TO_DO_STATES = (ActionState.PLANNED, ActionState.IN_PROGRESS)
"""What is late once its day has passed."""


class IncidentAction(Base):
    """A corrective action. Its words stand in the content too, under the same id, so that editions show and compare them."""

    __tablename__ = "incident_action"
    __table_args__: Any = (
        CheckConstraint("state IN ('planned', 'in_progress', 'done', 'verified', 'effective', 'cancelled')", name="state"),
        Index(None, "document_id", "position"),
        Index(None, "owner_id"),
        Index("ix_incident_action_open", "due_on", "id", postgresql_where=text("state IN ('planned', 'in_progress', 'done')")),
    )
    id: Mapped[ActionId] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("incident.document_id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    owner_name: Mapped[str | None] = mapped_column(String(100))
    due_on: Mapped[date | None]
    effect_weeks: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20))
    done_at: Mapped[datetime | None]
    done_by: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    done_by_name: Mapped[str | None] = mapped_column(String(100))
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    verified_by_name: Mapped[str | None] = mapped_column(String(100))
    effect_due_on: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int]

    def move(self, move: ActionMove, at: datetime) -> ActionState:
        """The action is in the state the move leads to, which is returned; raises ActionMoveRefused with what is possible."""
        state = ActionState(self.state)
        to = ACTION_MOVES[state].get(move)
        if to is None:
            possible = "、".join(f"「{ACTION_MOVE_NAMES[each]}」" for each in ACTION_MOVES[state])
            raise ActionMoveRefused(
                f"是正処置が「{ACTION_STATE_NAMES[state]}」のため、「{ACTION_MOVE_NAMES[move]}」ことはできません。"
                f"今できるのは{possible}です。"
            )
        self.state = to
        if to in TO_DO_STATES:
            self.done_at = self.done_by = self.done_by_name = None
            self.verified_at = self.verified_by = self.verified_by_name = self.effect_due_on = None
        self.touch(at)
        return to

    def touch(self, at: datetime) -> None:
        """The action is one version further, changed at `at`."""
        self.version = (self.version or 0) + 1
        self.updated_at = at


class ActionStep(Base):
    """Somebody moved a corrective action, with a remark."""

    __tablename__ = "incident_action_step"
    __table_args__: Any = (Index(None, "action_id", "at"),)
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    action_id: Mapped[ActionId] = mapped_column(Uuid(), ForeignKey("incident_action.id", ondelete="CASCADE"))
    move: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"), index=True)
    by_name: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(String(2000))
