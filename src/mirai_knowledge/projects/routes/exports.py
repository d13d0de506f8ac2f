"""The lists of projects, their tasks and hours as files."""

from mirai_knowledge import edge
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, joined, whole
from mirai_knowledge.projects import queries
from mirai_knowledge.projects.policy import SEE_HOURS, SEE_PROJECTS, SEE_TASKS, SEE_WORK_TYPES
from mirai_knowledge.projects.routes.projects import wanted_projects
from mirai_knowledge.projects.routes.work import wanted_hours, wanted_tasks
from mirai_knowledge.projects.schemas import (
    MILESTONE_STATE_NAMES,
    PRIORITY_NAMES,
    ROLE_NAMES,
    STATUS_NAMES,
    TASK_STATE_NAMES,
    CompanyPlace,
    HoursRow,
    ListHours,
    ListProjects,
    ListTasks,
    MemberView,
    MilestoneView,
    ProgressView,
    ProjectRow,
    TaskView,
    WorkTypeView,
)


def _members(tx: Tx, actor: Actor, wanted: ListHours) -> tuple[MemberView, ...]:
    return queries.get_project_view(tx, actor, wanted.project).members


def _companies(tx: Tx, actor: Actor, wanted: ListHours) -> tuple[CompanyPlace, ...]:
    return queries.get_project_view(tx, actor, wanted.project).companies


def _milestones(tx: Tx, actor: Actor, wanted: ListHours) -> tuple[MilestoneView, ...]:
    return queries.get_project_view(tx, actor, wanted.project).milestones


def _progress(tx: Tx, actor: Actor, wanted: ListHours) -> tuple[ProgressView, ...]:
    return queries.list_progress(tx, actor, wanted.project).items


def _work_types(tx: Tx, actor: Actor, _wanted: None) -> tuple[WorkTypeView, ...]:
    return queries.list_work_types(tx, actor, archived=True).items


def wanted_work_types() -> None:
    """The master is taken along whole."""


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

MEMBERS = ExportedList[ListHours, MemberView](
    name="project-members",
    title="現場の人",
    sees=SEE_PROJECTS,
    read=whole(_members),
    columns=(
        Column("氏名", lambda row: row.person.name, 18),
        Column("会社", lambda row: row.person.company.name if row.person.company else None, 30),
        Column("現場での役割", lambda row: ROLE_NAMES[row.role], 14),
        Column("始め", lambda row: row.starts_on, 12),
        Column("終わり", lambda row: row.ends_on, 12),
        Column("現在", lambda row: row.current, 8),
        Column("見られる最後の日", lambda row: row.access_until, 16),
    ),
)
COMPANIES = ExportedList[ListHours, CompanyPlace](
    name="project-companies",
    title="現場の会社",
    sees=SEE_PROJECTS,
    read=whole(_companies),
    columns=(
        Column("会社", lambda row: row.company.name, 30),
        Column("次数", lambda row: "元請" if row.tier == 0 else f"{row.tier}次", 8),
        Column("担当する工事", lambda row: row.work, 24),
        Column("始め", lambda row: row.starts_on, 12),
        Column("終わり", lambda row: row.ends_on, 12),
    ),
)
MILESTONES = ExportedList[ListHours, MilestoneView](
    name="milestones",
    title="節目の工程",
    sees=SEE_PROJECTS,
    read=whole(_milestones),
    columns=(
        Column("工程", lambda row: row.name, 30),
        Column("予定日", lambda row: row.planned_on, 12),
        Column("達成日", lambda row: row.reached_on, 12),
        Column("状態", lambda row: MILESTONE_STATE_NAMES[row.state], 10),
        Column("遅れ", lambda row: "遅れ" if row.late else None, 8),
    ),
)
PROGRESS = ExportedList[ListHours, ProgressView](
    name="project-progress",
    title="進捗の記録",
    sees=SEE_PROJECTS,
    read=whole(_progress),
    columns=(
        Column("日付", lambda row: row.noted_on, 12),
        Column("進捗（％）", lambda row: row.percent, 11),
        Column("メモ", lambda row: row.note, 50),
    ),
)
WORK_TYPES = ExportedList[None, WorkTypeView](
    name="work-types",
    title="工種",
    sees=SEE_WORK_TYPES,
    read=whole(_work_types),
    columns=(
        Column("コード", lambda row: row.code, 18),
        Column("名称", lambda row: row.name, 24),
        Column("上位の工種", lambda row: row.parent_code, 18),
        Column("使用停止", lambda row: row.archived_at, 18),
    ),
)

OF_ONE_SITE = {"wanted": wanted_hours}
EXPORT_ROUTES = (
    edge.export_route(PROJECTS, {"wanted": wanted_projects}),
    edge.export_route(TASKS, {"wanted": wanted_tasks}),
    edge.export_route(WORK_TYPES, {"wanted": wanted_work_types}),
    *(edge.export_route(entry, OF_ONE_SITE) for entry in (HOURS, MEMBERS, COMPANIES, MILESTONES, PROGRESS)),
)
