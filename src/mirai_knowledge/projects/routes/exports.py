"""The lists of projects, their tasks and hours as files."""

from mirai_knowledge import edge
from mirai_knowledge.kernel.lists import Column, ExportedList, joined
from mirai_knowledge.projects import queries
from mirai_knowledge.projects.policy import SEE_HOURS, SEE_PROJECTS, SEE_TASKS
from mirai_knowledge.projects.routes.projects import wanted_projects
from mirai_knowledge.projects.routes.work import wanted_hours, wanted_tasks
from mirai_knowledge.projects.schemas import (
    PRIORITY_NAMES,
    STATUS_NAMES,
    TASK_STATE_NAMES,
    HoursRow,
    ListHours,
    ListProjects,
    ListTasks,
    ProjectRow,
    TaskView,
)

PROJECTS = ExportedList[ListProjects, ProjectRow](
    name="projects",
    title="現場一覧",
    sees=SEE_PROJECTS,
    read=queries.list_projects,
    columns=(
        Column("工事番号", lambda row: row.code),
        Column("現場名", lambda row: row.name, 40),
        Column("よみ", lambda row: row.name_kana, 30),
        Column("発注者", lambda row: row.client, 24),
        Column("地域", lambda row: row.region),
        Column("状態", lambda row: STATUS_NAMES[row.status], 10),
        Column("工種", lambda row: joined(kind.name for kind in row.work_types), 24),
        Column("着工", lambda row: row.starts_on, 12),
        Column("竣工", lambda row: row.ends_on, 12),
        Column("現在の人数", lambda row: row.members_count, 11),
        Column("進捗（％）", lambda row: row.progress.percent if row.progress else None, 11),
    ),
)
TASKS = ExportedList[ListTasks, TaskView](
    name="tasks",
    title="現場の作業",
    sees=SEE_TASKS,
    read=queries.list_tasks,
    columns=(
        Column("工事番号", lambda row: row.project_code),
        Column("現場名", lambda row: row.project_name, 40),
        Column("作業", lambda row: row.title, 40),
        Column("内容", lambda row: row.description, 40),
        Column("状態", lambda row: TASK_STATE_NAMES[row.state], 10),
        Column("優先度", lambda row: PRIORITY_NAMES[row.priority], 8),
        Column("担当", lambda row: row.assignee.name if row.assignee else None, 16),
        Column("始め", lambda row: row.starts_on, 12),
        Column("期限", lambda row: row.due_on, 12),
        Column("完了した日", lambda row: row.done_on, 12),
        Column("進み具合（％）", lambda row: row.percent, 14),
    ),
)

HOURS = ExportedList[ListHours, HoursRow](
    name="project-hours",
    title="延労働時間",
    sees=SEE_HOURS,
    read=queries.list_hours,
    columns=(
        Column("月", lambda row: row.month, 10),
        Column("会社", lambda row: row.company.name, 30),
        Column("延労働時間", lambda row: row.hours, 14),
    ),
)

EXPORT_ROUTES = (
    edge.export_route(PROJECTS, {"wanted": wanted_projects}),
    edge.export_route(TASKS, {"wanted": wanted_tasks}),
    edge.export_route(HOURS, {"wanted": wanted_hours}),
)
