"""The company's calendar over HTTP."""

from datetime import date
from typing import Annotated

from litestar import Response, delete, get, put
from litestar.params import FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.accounts import queries, service
from mirai_knowledge.accounts.policy import MANAGE_CALENDAR, SEE_CALENDAR
from mirai_knowledge.accounts.schemas.calendar import CalendarView, SetCalendar, SetCalendarDay
from mirai_knowledge.kernel import clock

TAGS = ["会社の営業日"]
HERE = "/api/v1/calendar"
Year = Annotated[int | None, QueryParameter(ge=1955, le=2100, description="その年の休日と営業日。なければ今年")]


@get(HERE, sync_to_thread=True, opt={"rule": SEE_CALENDAR}, tags=TAGS, summary="会社の営業日・営業時間")
def show_calendar(request: edge.HttpRequest, year: Year = None) -> Response[CalendarView]:
    """The hours, the weekdays, and the days of one year that differ."""
    with edge.read(request) as r:
        return r.answer(queries.get_calendar_view(r.tx, r.actor, year or clock.today_jst().year))


@put(HERE, sync_to_thread=True, opt={"rule": MANAGE_CALENDAR}, tags=TAGS, summary="営業時間と曜日を変える（If-Match が必要）")
def set_calendar(request: edge.HttpRequest, data: JSONBody[SetCalendar]) -> Response[CalendarView]:
    """The company works at these hours."""
    with edge.write(request) as w:
        service.set_calendar(w.tx, w.actor, data, expected=edge.expected_version(request))
        return w.answer(queries.get_calendar_view(w.tx, w.actor, clock.today_jst().year))


@put(
    f"{HERE}/days",
    sync_to_thread=True,
    opt={"rule": MANAGE_CALENDAR},
    tags=TAGS,
    summary="会社の休日・営業日を登録する",
)
def set_calendar_day(request: edge.HttpRequest, data: JSONBody[SetCalendarDay]) -> Response[CalendarView]:
    """That day differs from now on."""
    with edge.write(request) as w:
        service.set_calendar_day(w.tx, w.actor, data)
        return w.answer(queries.get_calendar_view(w.tx, w.actor, data.on.year))


@delete(
    f"{HERE}/days",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MANAGE_CALENDAR},
    tags=TAGS,
    summary="会社の休日・営業日を取り消す",
)
def remove_calendar_day(request: edge.HttpRequest, on: FromQuery[date]) -> Response[CalendarView]:
    """That day is like any other."""
    with edge.write(request) as w:
        service.remove_calendar_day(w.tx, w.actor, on)
        return w.answer(queries.get_calendar_view(w.tx, w.actor, on.year))


CALENDAR_ROUTES = (show_calendar, set_calendar, set_calendar_day, remove_calendar_day)
