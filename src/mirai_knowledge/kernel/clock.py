"""The one clock. Nothing else in the program asks what time it is; SQL gets the time as a parameter.

With `MKS_ENV=test` the offset is read from a row that all processes share (see `kernel.db.session`), so that tests
can travel in time. Anywhere else the offset is zero and cannot be changed.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")


class _Shift:
    offset = timedelta(0)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _Shift.offset


def today_jst() -> date:
    """The present day in Japan, which is what people mean by today."""
    return now().astimezone(JST).date()


def start_of_day_jst(day: date) -> datetime:
    """00:00 in Japan of that day, as an aware instant in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=JST).astimezone(UTC)


def set_offset(offset: timedelta) -> None:
    """Moves this process's clock; only the test environment calls it, from the shared row."""
    _Shift.offset = offset
