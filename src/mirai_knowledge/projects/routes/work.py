"""Tasks, progress and hours of a project over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.projects import queries, service
from mirai_knowledge.projects.policy import (
    NOTE_PROGRESS,
    REPORT_TASK,
    SEE_HOURS,
    SEE_PROJECTS,
    SEE_TASKS,
    SET_HOURS,
    SET_TASKS,
)
from mirai_knowledge.projects.routes.door import search_words
from mirai_knowledge.projects.schemas import (
    AddTask,
    ChangeTask,
    HoursList,
    ListHours,
    ListTasks,
    NoteProgress,
    ProgressList,
    ReportTask,
    SetHours,
    TaskPage,
    TaskView,
)
from mirai_knowledge.projects.schemas.work import TaskFilter

TAGS = ["現場"]
TASKS = "/api/v1/tasks"
PROJECT = "/api/v1/projects/{project_id:uuid}"
Of = Annotated[UUID | None, QueryParameter(description="この現場の作業だけ")]
Which = Annotated[
    TaskFilter, QueryParameter(description="open は完了・取りやめ以外、late はそのうち期限を過ぎたもの、all はすべて")
]
Mine = Annotated[bool, QueryParameter(description="自分が担当の作業だけ")]
Words = Annotated[str | None, QueryParameter(max_length=100, description="作業名・内容に含まれる言葉")]


def wanted_tasks(project: Of = None, status: Which = "open", mine: Mine = False, q: Words = None) -> ListTasks:
    """Which tasks, from the query of the address."""
    return ListTasks(project, status, mine, search_words(q))


def wanted_hours(project: Annotated[UUID, QueryParameter(description="この現場の延労働時間")]) -> ListHours:
    """Which hours, from the query of the address."""
    return ListHours(project)


@get(
    TASKS,
    sync_to_thread=True,
    opt={"rule": SEE_TASKS},
    tags=TAGS,
    summary="現場の作業の一覧（期限の早い順）",
    dependencies={"wanted": Provide(wanted_tasks, sync_to_thread=False)},
)
def list_tasks(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListTasks],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[TaskPage]:
    """The tasks of the projects I may see, and how many there are in all."""
    with edge.read(request) as r:
        return r.answer(queries.list_tasks(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(
    f"{PROJECT}/tasks", status_code=201, sync_to_thread=True, opt={"rule": SET_TASKS}, tags=TAGS, summary="現場に作業を登録する"
)
def add_task(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[AddTask]) -> Response[TaskView]:
    """A new task."""
    with edge.write(request) as w:
        task_id = service.add_task(w.tx, w.actor, data, project_id=project_id)
        return w.answer(queries.get_task_view(w.tx, w.actor, task_id), status=201, location=f"{TASKS}/{task_id}")


@get(f"{TASKS}/{{task_id:uuid}}", sync_to_thread=True, opt={"rule": SEE_TASKS}, tags=TAGS, summary="一つの作業")
def show_task(request: edge.HttpRequest, task_id: FromPath[UUID]) -> Response[TaskView]:
    """One task, and what may be done to it."""
    with edge.read(request) as r:
        return r.answer(queries.get_task_view(r.tx, r.actor, task_id))


@patch(
    f"{TASKS}/{{task_id:uuid}}",
    sync_to_thread=True,
    opt={"rule": SET_TASKS},
    tags=TAGS,
    summary="作業の内容・担当・期限を変更する（If-Match が必要）",
)
def change_task(request: edge.HttpRequest, task_id: FromPath[UUID], data: JSONBody[ChangeTask]) -> Response[TaskView]:
    """The given fields have their new values; absent ones stay, null empties."""
    with edge.write(request) as w:
        service.change_task(w.tx, w.actor, data, task_id=task_id, expected=edge.expected_version(request))
        return w.answer(queries.get_task_view(w.tx, w.actor, task_id))


@post(
    f"{TASKS}/{{task_id:uuid}}/report",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": REPORT_TASK},
    tags=TAGS,
    summary="作業の進み具合を報告する（If-Match が必要）",
)
def report_task(request: edge.HttpRequest, task_id: FromPath[UUID], data: JSONBody[ReportTask]) -> Response[TaskView]:
    """The task stands where its doer says."""
    with edge.write(request) as w:
        service.report_task(w.tx, w.actor, data, task_id=task_id, expected=edge.expected_version(request))
        return w.answer(queries.get_task_view(w.tx, w.actor, task_id))


@delete(
    f"{TASKS}/{{task_id:uuid}}",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": SET_TASKS},
    tags=TAGS,
    summary="現場の作業を削除する",
)
def remove_task(request: edge.HttpRequest, task_id: FromPath[UUID]) -> Response[None]:
    """The task is gone, for one that was a mistake."""
    with edge.write(request) as w:
        service.remove_task(w.tx, w.actor, task_id)
        return w.answer(None, status=204)


@get(f"{PROJECT}/progress", sync_to_thread=True, opt={"rule": SEE_PROJECTS}, tags=TAGS, summary="現場の進捗の記録（新しい順）")
def list_progress(request: edge.HttpRequest, project_id: FromPath[UUID]) -> Response[ProgressList]:
    """How far the project was, day by day."""
    with edge.read(request) as r:
        queries.get_project_view(r.tx, r.actor, project_id)  # who may not see it is told that it is not there
        return r.answer(queries.list_progress(r.tx, r.actor, project_id))


@post(
    f"{PROJECT}/progress",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": NOTE_PROGRESS},
    tags=TAGS,
    summary="現場の進捗を記録する（同じ日の記録は置き換わる）",
)
def note_progress(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[NoteProgress]) -> Response[ProgressList]:
    """How far the project is."""
    with edge.write(request) as w:
        service.note_progress(w.tx, w.actor, data, project_id=project_id)
        return w.answer(queries.list_progress(w.tx, w.actor, project_id))


@delete(
    f"{PROJECT}/progress/{{day:date}}",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": NOTE_PROGRESS},
    tags=TAGS,
    summary="現場の進捗の記録を削除する",
)
def remove_progress(request: edge.HttpRequest, project_id: FromPath[UUID], day: FromPath[date]) -> Response[ProgressList]:
    """Nothing is noted of that day."""
    with edge.write(request) as w:
        service.remove_progress(w.tx, w.actor, day, project_id=project_id)
        return w.answer(queries.list_progress(w.tx, w.actor, project_id))


@get(f"{PROJECT}/hours", sync_to_thread=True, opt={"rule": SEE_HOURS}, tags=TAGS, summary="現場の延労働時間（新しい月から）")
def list_hours(request: edge.HttpRequest, project_id: FromPath[UUID]) -> Response[HoursList]:
    """Hours worked on the project by company and month."""
    with edge.read(request) as r:
        queries.get_project_view(r.tx, r.actor, project_id)  # who may not see it is told that it is not there
        return r.answer(queries.list_hours(r.tx, r.actor, ListHours(project_id)))


@put(
    f"{PROJECT}/hours/{{month:date}}",
    sync_to_thread=True,
    opt={"rule": SET_HOURS},
    tags=TAGS,
    summary="その月（月の初日で指定）の延労働時間を会社ごとに入力する",
)
def set_hours(
    request: edge.HttpRequest, project_id: FromPath[UUID], month: FromPath[date], data: JSONBody[SetHours]
) -> Response[HoursList]:
    """These companies worked so many hours in the month."""
    with edge.write(request) as w:
        service.set_hours(w.tx, w.actor, data, project_id=project_id, month=month.replace(day=1))
        return w.answer(queries.list_hours(w.tx, w.actor, ListHours(project_id)))


WORK_ROUTES = (
    list_tasks,
    add_task,
    show_task,
    change_task,
    report_task,
    remove_task,
    list_progress,
    note_progress,
    remove_progress,
    list_hours,
    set_hours,
)
