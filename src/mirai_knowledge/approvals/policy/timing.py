"""By when a stage is to be decided, and when its people are reminded. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mirai_knowledge.approvals.schemas.stages import Due, Stage
from mirai_knowledge.kernel.working_time import WorkingTime

DEFAULTS: Mapping[str, Due] = {
    "critical": Due(amount=4, unit="clock_hours"),
    "high": Due(amount=1, unit="business_days"),
    "medium": Due(amount=3, unit="business_days"),
    "low": Due(amount=5, unit="business_days"),
}
"""How long a stage may take by the importance of the document, unless the stage says otherwise."""
REMINDED_AT = 0.75
"""The part of the time after which people are reminded."""


def due_at(stage: Stage, importance: str, since: datetime, time: WorkingTime) -> datetime:
    """When the stage that began then is to be decided."""
    return _after(stage, importance, since, time, part=1.0)


def reminder_at(stage: Stage, importance: str, since: datetime, time: WorkingTime) -> datetime:
    """When the people of the stage that began then are reminded."""
    return _after(stage, importance, since, time, part=REMINDED_AT)


def _after(stage: Stage, importance: str, since: datetime, time: WorkingTime, *, part: float) -> datetime:
    due = stage.due or DEFAULTS.get(importance, DEFAULTS["medium"])
    if due.unit == "clock_hours":
        return since + timedelta(hours=due.amount) * part
    day = timedelta(minutes=sum(until - begins for begins, until in time.spans))
    return time.add(since, day * due.amount * part)
