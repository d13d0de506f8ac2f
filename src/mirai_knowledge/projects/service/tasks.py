"""The verbs of tasks: add, change, report, remove. Who is given a task is told so."""

from uuid import UUID

import msgspec

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject, Tag
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.errors import ProjectIdTaken, TaskStale
from mirai_knowledge.projects.events import TaskChanged
from mirai_knowledge.projects.model import ProjectTask, TaskId
from mirai_knowledge.projects.schemas import AddTask, ChangeTask, ReportTask
from mirai_knowledge.projects.schemas.fields import WRONG_ORDER, day_words
from mirai_knowledge.projects.schemas.tags import TASK_ADDED, TASK_CHANGED, TASK_REMOVED, TASK_REPORTED
from mirai_knowledge.projects.service.projects import EVERYONE, SUBJECT, Recorded

NO_MEMBER = "この人は現場の人として登録されていません。先に現場の人に登録するか、別の人を選んでください。"


def add_task(tx: Tx, actor: Actor, command: AddTask, *, project_id: UUID) -> TaskId:
    """The project has the task, not begun, and this is its id; who shall do it has a notice.

    Rule P-181; raises ProjectNotFound, ProjectIdTaken, and Invalid for somebody who is not of the project.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.SET_TASKS)
    task = ProjectTask(
        id=TaskId(command.id or new_id()),
        project_id=project.id,
        state="pending",
        percent=0,
        version=1,
        created_at=clock.now(),
        updated_at=clock.now(),
        **command.model_dump(exclude={"id"}),
    )
    if queries.find_task(tx, EVERYONE, task.id) is not None:
        raise ProjectIdTaken("この id の作業はすでにあります。新しい id で送り直してください。")
    _check_assignee(tx, actor, task)
    tx.add(task)
    tx.flush()  # whatever the database refuses must surface before the audit and the event speak of it
    _note(tx, actor, task, TASK_ADDED, before=None)
    _tell(tx, actor, task)
    return task.id


def change_task(tx: Tx, actor: Actor, command: ChangeTask, *, task_id: UUID, expected: int) -> None:
    """The fields that were sent have their new values, the others stay; a person who is given the task has a notice.

    Rule P-181; raises TaskNotFound, TaskStale, and Invalid for days in the wrong order and somebody who is not of the project.
    """
    task = queries.get_task(tx, actor, task_id, under=policy.SET_TASKS)
    _refuse_stale(tx, actor, task, expected=expected)
    before, assignee = _recorded(task), task.assignee_id
    for field in command.model_fields_set:
        setattr(task, field, getattr(command, field))
    if _recorded(task) == before:
        return
    if task.starts_on is not None and task.due_on is not None and task.due_on < task.starts_on:
        raise Invalid(fields=(FieldError("due_on", "value.unusable", WRONG_ORDER),))
    if task.assignee_id != assignee:
        _check_assignee(tx, actor, task)
    _touch(task)
    _note(tx, actor, task, TASK_CHANGED, before=before)
    if task.assignee_id != assignee:
        _tell(tx, actor, task)


def report_task(tx: Tx, actor: Actor, command: ReportTask, *, task_id: UUID, expected: int) -> None:
    """The task stands where the command says (`ProjectTask.report`).

    Rule P-182; raises TaskNotFound, TaskStale, and TaskMoveRefused.
    """
    task = queries.get_task(tx, actor, task_id, under=policy.REPORT_TASK)
    _refuse_stale(tx, actor, task, expected=expected)
    before = _recorded(task)
    task.report(state=command.state, percent=command.percent, on=clock.today_jst())
    if _recorded(task) != before:
        _touch(task)
        _note(tx, actor, task, TASK_REPORTED, before=before)


def remove_task(tx: Tx, actor: Actor, task_id: UUID) -> None:
    """The task is gone, for one that was a mistake; the audit log keeps it. Rule P-181; raises TaskNotFound."""
    task = queries.get_task(tx, actor, task_id, under=policy.SET_TASKS)
    tx.delete(task)
    audit.record(tx, actor, TASK_REMOVED, Subject(SUBJECT, task.project_id), before={"task_id": str(task.id), **_recorded(task)})
    _spread(tx, task)


def _check_assignee(tx: Tx, actor: Actor, task: ProjectTask) -> None:
    if task.assignee_id is None:
        return
    today = clock.today_jst()
    members = {
        view.person.id
        for view in queries.list_members(tx, actor, task.project_id)
        if view.ends_on is None or view.ends_on >= today
    }
    person = accounts.list_person_names(tx, actor, [task.assignee_id]).get(task.assignee_id)
    if task.assignee_id not in members or person is None or not person.active:
        raise Invalid(fields=(FieldError("assignee_id", "person.unknown", NO_MEMBER),))


def _tell(tx: Tx, actor: Actor, task: ProjectTask) -> None:
    if task.assignee_id is None or task.assignee_id == actor.person_id:
        return
    project = queries.list_names(tx, actor, [task.project_id])[task.project_id]
    due = "" if task.due_on is None else f"\n期限 {day_words(task.due_on)}"
    notice = NewNotice(
        kind="project.task_given",
        title=f"作業の担当になりました: {task.title}"[:200],
        body=f"{project.code} {project.name}{due}",
        link=f"/projects/{task.project_id}",
        about=About(kind=SUBJECT, id=task.project_id),
        stream="duty",
        why="この作業の担当者に選ばれたため",
    )
    notifications.notify(tx, actor, notice, to=[PersonId(task.assignee_id)])


def _touch(task: ProjectTask) -> None:
    task.version += 1
    task.updated_at = clock.now()


def _note(tx: Tx, actor: Actor, task: ProjectTask, tag: Tag, *, before: Recorded | None) -> None:
    detail = {"task_id": str(task.id)}
    audit.record(tx, actor, tag, Subject(SUBJECT, task.project_id), before=before, after=_recorded(task), detail=detail)
    _spread(tx, task)


def _spread(tx: Tx, task: ProjectTask) -> None:
    outbox.emit(tx, TaskChanged(project_id=task.project_id, task_id=task.id))
    changes.mark(tx, SUBJECT, task.project_id)


def _refuse_stale(tx: Tx, actor: Actor, task: ProjectTask, *, expected: int) -> None:
    if task.version != expected:
        current = msgspec.to_builtins(queries.get_task_view(tx, actor, task.id))
        raise TaskStale("最新の内容を確認してから、もう一度保存してください。", extra={"current": current})


def _recorded(task: ProjectTask) -> Recorded:
    plain = ("title", "description", "state", "priority", "starts_on", "due_on", "done_on", "percent")
    assignee = None if task.assignee_id is None else str(task.assignee_id)
    return {**{field: getattr(task, field) for field in plain}, "assignee_id": assignee}
