"""When a notice goes to a person by which channel. Pure arithmetic; days and hours are those of Japan."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mirai_knowledge.kernel.clock import JST
from mirai_knowledge.notifications.schemas.channels import ChannelCode
from mirai_knowledge.notifications.schemas.notices import Importance, Stream
from mirai_knowledge.notifications.schemas.wishes import SetWishes, When

MERGE_WITHIN = timedelta(minutes=10)
"""Repeats of one thing within this time of each other become one message, with their number."""
MAX_TRIES = 5
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long after each failed try the next one comes."""
CIRCUIT_FIRST = timedelta(seconds=30)
CIRCUIT_MOST = timedelta(minutes=10)
RANKS: dict[Importance, int] = {"critical": 0, "high": 1, "medium": 2, "low": 2}
URGENT: frozenset[Importance] = frozenset({"high", "critical"})


@dataclass(frozen=True, slots=True)
class Plan:
    """At which moment, and whether in the digest."""

    due_at: datetime
    digest: bool = False


def plan(wishes: SetWishes, channel: ChannelCode, now: datetime, *, stream: Stream, importance: Importance) -> Plan | None:
    """When this channel takes the notice to the person; None when the person does not want it there.

    What is critical goes at once, everywhere, whatever the wishes and the hour.
    """
    if importance == "critical":
        return Plan(now)
    when: When = getattr(wishes.mail if channel == "mail" else wishes.push, stream)
    if when == "off":
        return None
    if when == "now" or (when == "important" and importance in URGENT):
        return Plan(after_quiet(wishes, now))
    return Plan(next_digest(wishes, now), digest=True)


def after_quiet(wishes: SetWishes, now: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours when it lies in them; they may cross midnight."""
    begin, end = wishes.quiet_from, wishes.quiet_until
    if begin is None or end is None:
        return now
    local = now.astimezone(JST)
    quiet = begin <= local.hour < end if begin < end else local.hour >= begin or local.hour < end
    return _next(now, end) if quiet else now


def next_digest(wishes: SetWishes, now: datetime) -> datetime:
    """The next time that the reader's hour begins."""
    return _next(now, wishes.digest_hour)


def back_off(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None when that was the last one."""
    return BACK_OFF[tries - 1] if tries < MAX_TRIES else None


def circuit(failures: int) -> timedelta:
    """How long a channel is left alone after so many failures in a row."""
    wait: timedelta = min(CIRCUIT_FIRST * 2 ** min(failures - 1, 10), CIRCUIT_MOST)
    return wait


def _next(now: datetime, hour: int) -> datetime:
    local = now.astimezone(JST)
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return (today if today > local else today + timedelta(days=1)).astimezone(now.tzinfo)
