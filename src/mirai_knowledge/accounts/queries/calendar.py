"""Reading the company's calendar: as people see it, and as working time to calculate with."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from mirai_knowledge.accounts.model import COMPANY, CalendarDay, WorkCalendar
from mirai_knowledge.accounts.policy import MANAGE_CALENDAR, SEE_CALENDAR
from mirai_knowledge.accounts.schemas.calendar import CalendarCan, CalendarDayView, CalendarView, HolidayView, hour_text
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.working_time import Span, WorkingTime, national_holidays


def get_working_time(tx: Tx, _actor: Actor) -> WorkingTime:
    """The company's working time of now, for whoever calculates a date with it."""
    calendar = _calendar(tx)
    days: Mapping[date, bool] = {row.on: row.works for row in tx.scalars(select(CalendarDay))}
    weekdays = frozenset(place for place, flag in enumerate(calendar.weekdays) if flag == "1")
    return WorkingTime(_spans(calendar), weekdays, days)


def get_calendar_view(tx: Tx, actor: Actor, year: int) -> CalendarView:
    """The calendar with the days of that year. Rule P-178."""
    require(actor, SEE_CALENDAR)
    calendar = _calendar(tx)
    held = (CalendarDay.on >= date(year, 1, 1), CalendarDay.on <= date(year, 12, 31))
    days = tx.scalars(select(CalendarDay).where(*held).order_by(CalendarDay.on).execution_options(populate_existing=True))
    return CalendarView(
        opens=hour_text(calendar.opens),
        closes=hour_text(calendar.closes),
        break_from=None if calendar.break_from is None else hour_text(calendar.break_from),
        break_until=None if calendar.break_until is None else hour_text(calendar.break_until),
        weekdays=tuple(place for place, flag in enumerate(calendar.weekdays) if flag == "1"),
        year=year,
        days=tuple(CalendarDayView(on=row.on, works=row.works, name=row.name) for row in days),
        holidays=tuple(HolidayView(on=day, name=name) for day, name in national_holidays(year).items()),
        version=calendar.version,
        can=CalendarCan(edit=actor.may(MANAGE_CALENDAR.right.code) if MANAGE_CALENDAR.right else False),
    )


def get_calendar(tx: Tx, _actor: Actor) -> WorkCalendar:
    """The calendar's row, locked for a change until the transaction ends."""
    return _calendar(tx, locked=True)


def find_calendar_day(tx: Tx, _actor: Actor, day: date) -> CalendarDay | None:
    """A day that differs."""
    return tx.scalars(select(CalendarDay).where(CalendarDay.on == day)).first()


def _calendar(tx: Tx, *, locked: bool = False) -> WorkCalendar:
    statement = select(WorkCalendar).where(WorkCalendar.code == COMPANY).execution_options(populate_existing=True)
    return tx.scalars(statement.with_for_update() if locked else statement).one()


def _spans(calendar: WorkCalendar) -> tuple[Span, ...]:
    if calendar.break_from is None or calendar.break_until is None:
        return ((calendar.opens, calendar.closes),)
    return ((calendar.opens, calendar.break_from), (calendar.break_until, calendar.closes))
