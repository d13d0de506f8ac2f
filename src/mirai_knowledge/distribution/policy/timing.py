"""By when something is to be read, and when people are reminded. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mirai_knowledge.distribution.schemas.shapes import Due
from mirai_knowledge.kernel.working_time import WorkingTime

DEFAULTS: Mapping[str, Due] = {
    "critical": Due(amount=48, unit="clock_hours"),
    "high": Due(amount=2, unit="business_days"),
    "medium": Due(amount=5, unit="business_days"),
    "low": Due(amount=10, unit="business_days"),
}
"""How long people have by the importance of the document, unless the sender says otherwise."""
REMINDED_AT = 0.75
"""The part of the time after which people are reminded."""
REACHED_WITHIN = timedelta(hours=48)
"""The figure of the share that was reached counts what was read within this time."""


def due_after(due: Due | None, importance: str, since: datetime, time: WorkingTime) -> datetime:
    """By when something that was sent then is to be read."""
    wanted = due or DEFAULTS.get(importance, DEFAULTS["medium"])
    if wanted.unit == "clock_hours":
        return since + timedelta(hours=wanted.amount)
    day = timedelta(minutes=sum(until - begins for begins, until in time.spans))
    return time.add(since, day * wanted.amount)


def reminder_at(since: datetime, due_at: datetime) -> datetime:
    """When those who have not confirmed are reminded."""
    return since + (due_at - since) * REMINDED_AT
