"""Reading the work on a site: tasks, progress, hours. Whoever asks sees those of projects they may see."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, cast
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, Page, fetch_page
from mirai_knowledge.kernel.rights import Rule, require
from mirai_knowledge.projects import policy
from mirai_knowledge.projects.errors import TaskNotFound
from mirai_knowledge.projects.model import OPEN_TASKS, Project, ProjectHours, ProjectId, ProjectProgress, ProjectTask
from mirai_knowledge.projects.schemas.fields import Priority, TaskState
from mirai_knowledge.projects.schemas.parts import MemberPerson
from mirai_knowledge.projects.schemas.work import (
    HoursList,
    HoursRow,
    ListHours,
    ListTasks,
    ProgressList,
    ProgressView,
    TaskCan,
    TaskCount,
    TaskPage,
    TaskView,
)

NO_DAY = date(9999, 12, 31)
BY_DUE = (
    Key(func.coalesce(ProjectTask.due_on, NO_DAY), lambda task: (task.due_on or NO_DAY).isoformat(), date.fromisoformat),
    Key(ProjectTask.id.expression, lambda task: str(task.id), UUID),
)
BY_MONTH = (
    Key(ProjectHours.month.expression, lambda row: row.month.isoformat(), date.fromisoformat, descending=True),
    Key(ProjectHours.company_id.expression, lambda row: str(row.company_id), UUID, descending=True),
)
ProjectLine: TypeAlias = Row[ProjectId, str, str, bool]
"""Id, code and name of a project, and whether the actor may change it."""
WRONG_TASK = "作業が見つかりません。現場を開き直して確認してください。"


def list_tasks(tx: Tx, actor: Actor, wanted: ListTasks, *, cursor: str | None = None, limit: int = 50) -> TaskPage:
    """Tasks of the projects the actor may see, the earliest due first; raises Forbidden (P-180), and Invalid for a bad cursor."""
    require(actor, policy.SEE_TASKS)
    statement = _filtered(_tasks(actor), actor, wanted)
    total = tx.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = fetch_page(tx, statement, BY_DUE, cursor=cursor, limit=limit)
    return TaskPage(_views(tx, actor, page.items), page.next_cursor, total)


def get_task_view(tx: Tx, actor: Actor, task_id: UUID) -> TaskView:
    """One task; raises TaskNotFound, also for one of a project the actor may not see."""
    task = tx.scalars(_tasks(actor).where(ProjectTask.id == task_id).execution_options(populate_existing=True)).first()
    if task is None:
        raise TaskNotFound(WRONG_TASK)
    return _views(tx, actor, [task])[0]


def get_task(tx: Tx, actor: Actor, task_id: UUID, *, under: Rule) -> ProjectTask:
    """A task, locked for a change until the transaction ends; raises TaskNotFound, and Forbidden with the number of the
    rule when the actor may see but not change it.
    """
    allowed = policy.reportable_by(actor) if under is policy.REPORT_TASK else policy.manageable_by(actor)
    statement = _tasks(actor).add_columns(allowed.label("allowed")).where(ProjectTask.id == task_id)
    row = tx.execute(statement.with_for_update(of=ProjectTask).execution_options(populate_existing=True)).first()
    if row is None:
        raise TaskNotFound(WRONG_TASK)
    task, may = row[0], bool(row[1])
    require(actor, under, where=lambda: may)
    return cast("ProjectTask", task)


def find_task(tx: Tx, actor: Actor, task_id: UUID) -> ProjectTask | None:
    """The task with this id, in whichever project the actor may see."""
    return tx.scalars(_tasks(actor).where(ProjectTask.id == task_id)).first()


def get_task_count(tx: Tx, actor: Actor, project_id: UUID) -> TaskCount:
    """How many tasks a project has; those of one the actor may not see are none."""
    of = _tasks(actor).where(ProjectTask.project_id == project_id, ProjectTask.state != "cancelled").subquery()
    counted = select(
        func.count(),
        func.count().filter(of.c.state == "completed"),
        func.count().filter(of.c.state.in_(OPEN_TASKS), of.c.due_on < clock.today_jst()),
    ).select_from(of)
    every, completed, late = tx.execute(counted).one()
    return TaskCount(all=every, completed=completed, late=late)


def list_progress(tx: Tx, actor: Actor, project_id: UUID) -> ProgressList:
    """What was noted of the project's progress, the latest day first; nothing of one the actor may not see. Rule P-050."""
    require(actor, policy.SEE_PROJECTS)
    statement = _progress(actor).where(ProjectProgress.project_id == project_id).order_by(ProjectProgress.noted_on.desc())
    return ProgressList(tuple(_progress_view(row) for row in tx.scalars(statement)))


def find_progress(tx: Tx, actor: Actor, project_id: UUID, *, on: date) -> ProjectProgress | None:
    """What was noted of the project on that day."""
    found = _progress(actor).where(ProjectProgress.project_id == project_id, ProjectProgress.noted_on == on)
    return tx.scalars(found).first()


def list_latest_progress(tx: Tx, actor: Actor, ids: Collection[ProjectId]) -> Mapping[ProjectId, ProgressView]:
    """What was noted last of each of these projects; those the actor may not see are missing."""
    latest = (
        _progress(actor)
        .where(ProjectProgress.project_id.in_(ids))
        .ext(distinct_on(ProjectProgress.project_id))
        .order_by(ProjectProgress.project_id, ProjectProgress.noted_on.desc())
    )
    return {row.project_id: _progress_view(row) for row in tx.scalars(latest)}


def list_hours(tx: Tx, actor: Actor, wanted: ListHours, *, cursor: str | None = None, limit: int = 1000) -> HoursList:
    """Hours worked on a project, the latest month first; raises Forbidden (P-184). None of one the actor may not see."""
    require(actor, policy.SEE_HOURS, where=lambda: policy.sees_hours(actor))
    statement = _hours(actor).where(ProjectHours.project_id == wanted.project)
    total = tx.scalar(select(func.sum(statement.subquery().c.hours))) or 0
    page: Page[ProjectHours] = fetch_page(tx, statement, BY_MONTH, cursor=cursor, limit=limit)
    companies = accounts.list_company_names(tx, actor, {row.company_id for row in page.items})
    items = tuple(
        HoursRow(company=companies[row.company_id].company, month=f"{row.month:%Y-%m}", hours=float(row.hours))
        for row in page.items
    )
    return HoursList(items=items, total=float(total), next_cursor=page.next_cursor)


def list_kept_hours(tx: Tx, actor: Actor, project_id: UUID, *, month: date) -> Mapping[UUID, ProjectHours]:
    """The hours of a month by company."""
    statement = _hours(actor).where(ProjectHours.project_id == project_id, ProjectHours.month == month)
    return {row.company_id: row for row in tx.scalars(statement)}


def _tasks(actor: Actor) -> Select[ProjectTask]:
    return select(ProjectTask).join(Project, Project.id == ProjectTask.project_id).where(policy.visible_to(actor))


def _progress(actor: Actor) -> Select[ProjectProgress]:
    return select(ProjectProgress).join(Project, Project.id == ProjectProgress.project_id).where(policy.visible_to(actor))


def _hours(actor: Actor) -> Select[ProjectHours]:
    return select(ProjectHours).join(Project, Project.id == ProjectHours.project_id).where(policy.visible_to(actor))


def _filtered(statement: Select[ProjectTask], actor: Actor, wanted: ListTasks) -> Select[ProjectTask]:
    if wanted.project is not None:
        statement = statement.where(ProjectTask.project_id == wanted.project)
    if wanted.status in {"open", "late"}:
        statement = statement.where(ProjectTask.state.in_(OPEN_TASKS))
    elif wanted.status != "all":
        statement = statement.where(ProjectTask.state == wanted.status)
    if wanted.status == "late":
        statement = statement.where(ProjectTask.due_on < clock.today_jst())
    if wanted.mine:
        statement = statement.where(ProjectTask.assignee_id == actor.person_id)
    for word in (wanted.q or "").split():
        statement = statement.where(
            or_(*(column.icontains(word, autoescape=True) for column in (ProjectTask.title, ProjectTask.description)))
        )
    return statement


def _views(tx: Tx, actor: Actor, tasks: Sequence[ProjectTask]) -> tuple[TaskView, ...]:
    people = accounts.list_person_names(tx, actor, {task.assignee_id for task in tasks if task.assignee_id is not None})
    projects = _projects(tx, actor, {task.project_id for task in tasks})
    return tuple(_view(task, people, projects[task.project_id], actor) for task in tasks)


def _projects(tx: Tx, actor: Actor, ids: Collection[ProjectId]) -> Mapping[ProjectId, ProjectLine]:
    statement = select(Project.id, Project.code, Project.name, policy.manageable_by(actor).label("manageable"))
    return {row[0]: row for row in tx.execute(statement.where(Project.id.in_(ids), policy.visible_to(actor)))}


def _view(task: ProjectTask, people: Mapping[UUID, Any], project: ProjectLine, actor: Actor) -> TaskView:
    person = people.get(task.assignee_id) if task.assignee_id is not None else None
    is_open = task.state in OPEN_TASKS
    mine = actor.person_id is not None and task.assignee_id == actor.person_id
    return TaskView(
        id=task.id,
        project_id=task.project_id,
        project_code=project.code,
        project_name=project.name,
        title=task.title,
        description=task.description,
        state=cast("TaskState", task.state),
        priority=cast("Priority", task.priority),
        assignee=None if person is None else MemberPerson(person.id, person.name, person.company),
        starts_on=task.starts_on,
        due_on=task.due_on,
        done_on=task.done_on,
        percent=task.percent,
        late=is_open and task.due_on is not None and task.due_on < clock.today_jst(),
        contradictory=(task.state == "completed") != (task.done_on is not None),
        updated_at=task.updated_at,
        version=task.version,
        can=TaskCan(edit=bool(project.manageable), report=mine or bool(project.manageable)),
    )


def _progress_view(row: ProjectProgress) -> ProgressView:
    return ProgressView(noted_on=row.noted_on, percent=row.percent, note=row.note)
