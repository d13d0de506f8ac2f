"""Working time: minutes added to an instant, and counted between two, within the hours in which people work. Pure.

Days are those of Japan. A national holiday is a day off, unless the company says that it works on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from mirai_knowledge.kernel import clock

Span = tuple[int, int]
"""From and until, in minutes since 00:00."""
LONGEST_REST = 400
"""A calendar that rests for more days than this in a row is a mistake."""


@lru_cache(maxsize=64)
def national_holidays(year: int) -> Mapping[date, str]:
    """The national holidays of Japan (国民の祝日, 振替休日, 国民の休日) of that year with their names, in their order."""
    return dict(sorted(holidays.country_holidays("JP", years=year, language="ja").items()))


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When people work: `spans` of a working day in their order, `weekdays` (Monday is 0), and single `days` that differ:
    True works, False rests.
    """

    spans: tuple[Span, ...]
    weekdays: frozenset[int]
    days: Mapping[date, bool] = field(default_factory=dict)

    def works_on(self, day: date) -> bool:
        """Whether people work on that day of Japan."""
        told = self.days.get(day)
        if told is not None:
            return told
        return day.weekday() in self.weekdays and day not in national_holidays(day.year)

    def add(self, start: datetime, worked: timedelta) -> datetime:
        """The instant at which so much working time has passed since `start`; with none, `start` or the next beginning of work.

        Raises ValueError for a calendar in which nobody works.
        """
        left = worked
        for begins, ends in self._spans_from(start):
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        raise ValueError("nobody works in this calendar")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time passes from one instant to the other; none when the end is not later."""
        passed = timedelta(0)
        if end <= start:
            return passed
        try:
            for begins, ends in self._spans_from(start):
                if begins >= end:
                    break
                passed += min(ends, end) - begins
        except ValueError:
            return passed
        return passed

    def _spans_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day, rested = start.astimezone(clock.JST).date(), 0
        while rested <= LONGEST_REST:
            rested = 0 if self.works_on(day) else rested + 1
            midnight = clock.start_of_day_jst(day)
            for begins, ends in self.spans if rested == 0 else ():
                until = midnight + timedelta(minutes=ends)
                if until > start:
                    yield max(start, midnight + timedelta(minutes=begins)), until
            day += timedelta(days=1)
