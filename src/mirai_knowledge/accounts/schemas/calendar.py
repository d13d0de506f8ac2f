"""The company's calendar: what may be said of it, and how it is shown."""

import re
import unicodedata
from datetime import date
from typing import Annotated

from msgspec import Struct
from pydantic import Field

from mirai_knowledge.accounts.schemas.people import Command
from mirai_knowledge.kernel.text import Line

HOUR = re.compile(r"(\d{1,2}):(\d{2})")
DAY_MINUTES = 24 * 60


def minutes_of(text: str) -> int:
    """The minutes since 00:00 of a time of day such as 8:30; raises ValueError."""
    found = HOUR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    minutes = int(found[1]) * 60 + int(found[2]) if found else DAY_MINUTES + 1
    if found is None or minutes > DAY_MINUTES or int(found[2]) >= 60:
        raise ValueError("時刻は 8:30 のように、0:00 から 24:00 までで入力してください。")
    return minutes


def hour_text(minutes: int) -> str:
    """The time of day as people write it: 08:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


Hour = Annotated[str, Line(20, at_least=1)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class SetCalendar(Command):
    """The company works from `opens` until `closes` on these weekdays (Monday is 0), but for the break."""

    opens: Hour
    closes: Hour
    break_from: Hour | None = None
    break_until: Hour | None = None
    weekdays: Annotated[frozenset[Weekday], Field(min_length=1)]


class SetCalendarDay(Command):
    """On one day the company works, or rests, whatever else holds."""

    on: date
    works: bool
    name: Annotated[str, Line(100, at_least=1)]


class CalendarDayView(Struct, frozen=True, kw_only=True):
    """A day of the company's that differs."""

    on: date
    works: bool
    name: str


class HolidayView(Struct, frozen=True, kw_only=True):
    """A national holiday."""

    on: date
    name: str


class CalendarCan(Struct, frozen=True):
    """What the reader may do to the calendar."""

    edit: bool


class CalendarView(Struct, frozen=True, kw_only=True):
    """The company's hours and weekdays, and the days of one year that differ, with the national holidays of that year."""

    opens: str
    closes: str
    break_from: str | None
    break_until: str | None
    weekdays: tuple[int, ...]
    year: int
    days: tuple[CalendarDayView, ...]
    holidays: tuple[HolidayView, ...]
    version: int
    can: CalendarCan
