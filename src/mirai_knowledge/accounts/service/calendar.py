"""What administrators do to the company's calendar. Whoever has calculated a date with it hears of a change."""

from datetime import date

import msgspec

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.errors import CalendarStale
from mirai_knowledge.accounts.events import CalendarChanged
from mirai_knowledge.accounts.model import COMPANY, CalendarDay, WorkCalendar
from mirai_knowledge.accounts.policy import MANAGE_CALENDAR
from mirai_knowledge.accounts.policy.hours import hours_of
from mirai_knowledge.accounts.schemas import tags
from mirai_knowledge.accounts.schemas.calendar import SetCalendar, SetCalendarDay, hour_text
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require

SUBJECT = Subject("work_calendar", COMPANY)


def set_calendar(tx: Tx, actor: Actor, command: SetCalendar, *, expected: int) -> None:
    """The company works at these hours on these weekdays. Rule P-177; raises CalendarStale and Invalid."""
    require(actor, MANAGE_CALENDAR)
    hours = hours_of(command)
    calendar = queries.get_calendar(tx, actor)
    if calendar.version != expected:
        current = msgspec.to_builtins(queries.get_calendar_view(tx, actor, clock.today_jst().year))
        raise CalendarStale("いまの内容を確認してから、もう一度保存してください。", extra={"current": current})
    before = _state(calendar)
    calendar.opens, calendar.closes, calendar.break_from, calendar.break_until = hours
    calendar.weekdays = "".join("1" if place in command.weekdays else "0" for place in range(7))
    if _state(calendar) == before:
        return
    calendar.touch(clock.now())
    audit.record(tx, actor, tags.CALENDAR_CHANGED, SUBJECT, before=before, after=_state(calendar))
    outbox.emit(tx, CalendarChanged(code=COMPANY))


def set_calendar_day(tx: Tx, actor: Actor, command: SetCalendarDay) -> None:
    """On that day the company works, or rests, whatever else holds. Rule P-177."""
    require(actor, MANAGE_CALENDAR)
    day = command.on
    calendar = queries.get_calendar(tx, actor)
    row = queries.find_calendar_day(tx, actor, day)
    before: Recorded = {"on": day, "works": row.works if row else None, "name": row.name if row else None}
    after: Recorded = {"on": day, "works": command.works, "name": command.name}
    if before == after:
        return
    if row is None:
        tx.add(CalendarDay(on=day, works=command.works, name=command.name))
    else:
        row.works, row.name = command.works, command.name
    calendar.touch(clock.now())
    tx.flush()  # the answer reads it back
    audit.record(tx, actor, tags.CALENDAR_DAY_SET, SUBJECT, before=before, after=after, detail={"on": day})
    outbox.emit(tx, CalendarChanged(code=COMPANY))


def remove_calendar_day(tx: Tx, actor: Actor, day: date) -> None:
    """That day is as its weekday and the national holidays say; nothing happens when it was. Rule P-177."""
    require(actor, MANAGE_CALENDAR)
    calendar = queries.get_calendar(tx, actor)
    row = queries.find_calendar_day(tx, actor, day)
    if row is None:
        return
    before: Recorded = {"on": day, "works": row.works, "name": row.name}
    tx.delete(row)
    calendar.touch(clock.now())
    tx.flush()  # the answer reads it back
    audit.record(tx, actor, tags.CALENDAR_DAY_REMOVED, SUBJECT, before=before)
    outbox.emit(tx, CalendarChanged(code=COMPANY))


def _state(calendar: WorkCalendar) -> Recorded:
    pause = (calendar.break_from, calendar.break_until)
    return {
        "opens": hour_text(calendar.opens),
        "closes": hour_text(calendar.closes),
        "break": "" if pause[0] is None or pause[1] is None else f"{hour_text(pause[0])}-{hour_text(pause[1])}",
        "weekdays": calendar.weekdays,
    }
