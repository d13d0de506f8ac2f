"""The verbs of a project's figures: how far it is, and the hours worked on it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.errors import ProgressNotFound
from mirai_knowledge.projects.events import HoursSet, ProgressNoted
from mirai_knowledge.projects.model import ProjectHours, ProjectProgress
from mirai_knowledge.projects.schemas import NoteProgress, SetHours
from mirai_knowledge.projects.schemas.tags import HOURS_SET, PROGRESS_NOTED, PROGRESS_REMOVED
from mirai_knowledge.projects.service.projects import SUBJECT, Recorded

AHEAD = "記録の日は、今日までの日にしてください。"
MONTH_AHEAD = "延労働時間は、今月までの分を入力してください。"
NOT_THERE = "この会社は現場に登録されていません。先に現場の会社に登録してください。"


def note_progress(tx: Tx, actor: Actor, command: NoteProgress, *, project_id: UUID) -> None:
    """The project was so far on the day; what was noted of the same day before is replaced.

    Rule P-183; raises ProjectNotFound, and Invalid for a day to come.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.NOTE_PROGRESS)
    day = command.noted_on or clock.today_jst()
    if day > clock.today_jst():
        raise Invalid(fields=(FieldError("noted_on", "value.unusable", AHEAD),))
    row = queries.find_progress(tx, actor, project.id, on=day)
    before = None if row is None else _recorded(row)
    if row is None:
        row = ProjectProgress(project_id=project.id, noted_on=day)
        tx.add(row)
    row.percent, row.note = command.percent, command.note
    if _recorded(row) == before:
        return
    tx.flush()  # the page that answers reads it back
    audit.record(tx, actor, PROGRESS_NOTED, Subject(SUBJECT, project.id), before=before, after=_recorded(row))
    outbox.emit(tx, ProgressNoted(project_id=project.id))


def remove_progress(tx: Tx, actor: Actor, day: date, *, project_id: UUID) -> None:
    """Nothing is noted of the project on that day. Rule P-183; raises ProjectNotFound and ProgressNotFound."""
    project = queries.get_project(tx, actor, project_id, under=policy.NOTE_PROGRESS)
    row = queries.find_progress(tx, actor, project.id, on=day)
    if row is None:
        raise ProgressNotFound("この日の記録は見つかりません。現場を開き直して確認してください。")
    before = _recorded(row)
    tx.delete(row)
    tx.flush()  # the page that answers must not see it
    audit.record(tx, actor, PROGRESS_REMOVED, Subject(SUBJECT, project.id), before=before)
    outbox.emit(tx, ProgressNoted(project_id=project.id))


def set_hours(tx: Tx, actor: Actor, command: SetHours, *, project_id: UUID, month: date) -> None:
    """These companies worked so many hours in the month whose first day this is; the hours of others stay.

    Rule P-185; raises ProjectNotFound, and Invalid for a month to come and for a company that does not stand in the project.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.SET_HOURS)
    require(actor, policy.SEE_HOURS, where=lambda: policy.sees_hours(actor))
    if month > clock.today_jst():
        raise Invalid(fields=(FieldError("month", "value.unusable", MONTH_AHEAD),))
    kept = queries.list_kept_hours(tx, actor, project.id, month=month)
    _check_companies(tx, actor, command, known={*kept}, project_id=project.id)
    before = {str(key): float(row.hours) for key, row in kept.items()}
    after = dict(before)
    for item in command.items:
        after.pop(str(item.company_id), None)
        if item.hours is not None:
            after[str(item.company_id)] = round(item.hours, 1)
    if after == before:
        return
    tx.execute(delete(ProjectHours).where(ProjectHours.project_id == project.id, ProjectHours.month == month))
    tx.add_all(
        ProjectHours(project_id=project.id, company_id=UUID(key), month=month, hours=Decimal(str(hours)))
        for key, hours in after.items()
    )
    tx.flush()  # the page that answers reads them back
    names = accounts.list_company_names(tx, actor, {UUID(key) for key in (*before, *after)})
    told = ([f"{names[UUID(key)].company.name} {worked:,.1f} 時間" for key, worked in hours.items()] for hours in (before, after))
    states: list[Recorded] = [{"month": month, "hours": hours} for hours in told]
    audit.record(tx, actor, HOURS_SET, Subject(SUBJECT, project.id), before=states[0], after=states[1])
    outbox.emit(tx, HoursSet(project_id=project.id))


def _check_companies(tx: Tx, actor: Actor, command: SetHours, *, known: set[UUID], project_id: UUID) -> None:
    known |= {place.company.id for place in queries.list_companies(tx, actor, project_id)}
    faults = [
        FieldError(f"items.{place}.company_id", "company.unknown", NOT_THERE)
        for place, item in enumerate(command.items)
        if item.company_id not in known
    ]
    if faults:
        raise Invalid(fields=tuple(faults))


def _recorded(row: ProjectProgress) -> Recorded:
    return {"noted_on": row.noted_on, "percent": row.percent, "note": row.note}
