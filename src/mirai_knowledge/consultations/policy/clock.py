"""How long an answer may take, when somebody is warned, and who has the ball."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mirai_knowledge.consultations.model import MINUTE, Consultation, State
from mirai_knowledge.consultations.schemas.views import ClockState, ClockView, Holder
from mirai_knowledge.kernel.working_time import WorkingTime

HOURS: Mapping[str, int] = {"urgent": 4, "high": 8, "normal": 24, "low": 40}
"""Working hours until the first answer, by priority."""
WARNED_AT = 0.75
"""The part of what was left after which the expert is warned."""


def minutes_for(priority: str) -> int:
    """The minutes of working time in which a consultation of that priority is to be answered."""
    return HOURS[priority] * 60


def warning_at(consultation: Consultation, time: WorkingTime) -> datetime | None:
    """When the expert is warned; None where the clock stands still or has nothing left."""
    if consultation.clock_since is None or not consultation.clock_minutes or consultation.clock_minutes <= 0:
        return None
    return time.add(consultation.clock_since, timedelta(minutes=int(consultation.clock_minutes * WARNED_AT)))


def holder_of(consultation: Consultation) -> tuple[Holder, str | None]:
    """Who has the ball, by name where it is a person."""
    if consultation.state == State.OPEN:
        return "administrator", None
    if consultation.state == State.ASSIGNED and consultation.paused_at is None:
        return "expert", consultation.expert_name
    if consultation.state in {State.ASSIGNED, State.ANSWERED}:
        return "asker", consultation.asker_name
    return "nobody", None


def clock_of(consultation: Consultation, at: datetime, time: WorkingTime) -> ClockView:
    """How the clock stands at that instant."""
    left = consultation.minutes_left(at, time)
    late = consultation.breached_at is not None or (consultation.due_at is not None and consultation.due_at <= at)
    holder, name = holder_of(consultation)
    return ClockView(
        state=_state(consultation, late=late),
        total_minutes=consultation.clock_total,
        left_minutes=left,
        due_at=consultation.due_at,
        late=late,
        holder=holder,
        holder_name=name,
    )


def is_warned(consultation: Consultation, at: datetime, time: WorkingTime) -> bool:
    """Whether the clock runs and the time of the warning has come."""
    warned = warning_at(consultation, time)
    return warned is not None and warned <= at + MINUTE


def _state(consultation: Consultation, *, late: bool) -> ClockState:
    if consultation.clock_total is None or consultation.state == State.CANCELLED:
        return "none"
    if consultation.clock_since is not None:
        return "running"
    if consultation.paused_at is not None:
        return "paused"
    return "late" if late else "met"
