"""Points in time as the old system wrote them: naive ones are Japan time, `Z` and offsets are honoured."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mirai_knowledge.kernel.clock import JST

FIRST_YEAR, LAST_YEAR = 1900, 2200
_DAY = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?")
_REST = re.compile(r"[T ]?\s*(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?")


@dataclass(frozen=True, slots=True)
class ReadTime:
    """An instant in UTC; `naive`: no offset was written; `day_only`: no time of day was, so it is 00:00 in Japan."""

    at: datetime
    naive: bool
    day_only: bool


def read_instant(text: str) -> ReadTime | None:
    """The instant a text names; None when it names none between the years 1900 and 2200."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    head = _DAY.match(plain)
    if head is None:
        return None
    day = _day(head)
    if day is None:
        return None
    rest = plain[head.end() :]
    if not rest:
        return ReadTime(datetime(day.year, day.month, day.day, tzinfo=JST).astimezone(UTC), naive=True, day_only=True)
    tail = _REST.fullmatch(rest)
    if tail is None:
        return None
    try:
        found = datetime.fromisoformat(f"{day.isoformat()}T{_padded(tail.group(1))}{tail.group(2) or ''}")
    except ValueError:
        return None
    naive = found.tzinfo is None
    aware = found.replace(tzinfo=JST) if naive else found
    return ReadTime(aware.astimezone(UTC), naive=naive, day_only=False)


def read_day(text: str) -> date | None:
    """The day a text names, in Japan when it names an instant; None when it names none."""
    found = read_instant(text)
    return None if found is None else found.at.astimezone(JST).date()


def _day(found: re.Match[str]) -> date | None:
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _padded(time_of_day: str) -> str:
    hour, rest = time_of_day.split(":", 1)
    if "." in rest:
        rest, fraction = rest.split(".")
        rest = f"{rest}.{fraction[:6].ljust(6, '0')}"
    return f"{int(hour):02d}:{rest}"
