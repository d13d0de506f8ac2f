"""Invented work on the invented projects: milestones, tasks, progress and hours, so that a site's page tells how it stands.

Days are counted from the day of loading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import queries, service
from mirai_knowledge.projects.schemas import (
    AddTask,
    ChangeProject,
    NoteProgress,
    ProjectId,
    ReportTask,
    SetHours,
    SetMilestones,
)
from mirai_knowledge.projects.schemas.fields import Priority, TaskState
from mirai_knowledge.projects.schemas.milestones import SetMilestone
from mirai_knowledge.projects.schemas.work import CompanyHours


@dataclass(frozen=True, slots=True)
class DemoTask:
    """An invented task; `due` is in days from today, `percent` how far it is (100: completed)."""

    title: str
    description: str
    assignee: str
    due: int
    percent: int = 0
    priority: Priority = "medium"


@dataclass(frozen=True, slots=True)
class DemoWork:
    """What is under way on one project. Days are from today; `hours` by company, the present month first."""

    budget: int
    milestones: tuple[tuple[str, int, int | None], ...]
    progress: tuple[tuple[int, int, str], ...]
    tasks: tuple[DemoTask, ...]
    hours: Mapping[str, tuple[float, ...]]


WORK: Mapping[str, DemoWork] = {
    "bridge": DemoWork(
        budget=1_284_000_000,
        milestones=(
            ("施工計画書の承諾", -400, -405),
            ("P1・P2 場所打ち杭の完了", -150, -142),
            ("下部工の完了", 20, None),
            ("桁架設の完了", 150, None),
            ("しゅん工検査", 290, None),
        ),
        progress=(
            (-84, 38, "P2 フーチング打設完了"),
            (-56, 43, "P1 柱の1リフト目まで"),
            (-28, 47, "出水により3日停止"),
            (-2, 52, "P1・P2 柱の完了"),
        ),
        tasks=(
            DemoTask("P2梁部の配筋検査", "かぶりと継手位置を確認し、写真を残す。", "quality", 3, 40, "high"),
            DemoTask(
                "締切矢板の変位測定の報告",
                "測点10か所、朝夕2回。前日との差が5mmを超えたら止めて連絡。",
                "construction",
                -1,
                60,
                "high",
            ),
            DemoTask("コンクリート打設計画書の見直し", "寒中コンクリートの養生温度と打設順序を直す。", "construction", 10),
            DemoTask("資材搬入路の敷鉄板の点検", "段差とずれを直し、転倒防止の標示を付ける。", "partner", 5),
            DemoTask("安全パトロールの指摘の是正", "A1橋台の昇降設備の手すりを直した。", "safety", -5, 100),
        ),
        hours={"own": (1_120.0, 1_248.5, 1_190.0), "partner": (3_460.5, 3_902.0, 3_715.0)},
    ),
    "tunnel": DemoWork(
        budget=3_870_000_000,
        milestones=(("坑口付けの完了", -60, -52), ("掘削500m到達", 90, None), ("貫通", 380, None), ("覆工の完了", 560, None)),
        progress=((-60, 8, "坑口付け完了"), (-30, 11, "長尺鋼管フォアパイリング施工中"), (-3, 14, "掘削 168 m")),
        tasks=(
            DemoTask("A計測の管理基準値の見直し", "坑口から150mまでの内空変位の実績を反映する。", "engineer", 7, 20, "high"),
            DemoTask("突発湧水時の避難訓練", "夜勤も含めて全員で行い、時間を記録する。", "safety", 14),
        ),
        hours={"own": (980.0, 1_010.0)},
    ),
}


def load(
    tx: Tx,
    actor: Actor,
    projects: Mapping[str, ProjectId],
    people: Mapping[str, PersonId],
    companies: Mapping[str, UUID],
) -> None:
    """The projects under way have milestones, tasks, progress and hours."""
    for key, work in WORK.items():
        project_id = projects[key]
        _say(tx, actor, project_id, work)
        for task in work.tasks:
            _give(tx, actor, project_id, task, people)
        for company, hours in work.hours.items():
            _count(tx, actor, project_id, companies[company], hours)


def _say(tx: Tx, actor: Actor, project_id: ProjectId, work: DemoWork) -> None:
    version = queries.get_project_view(tx, actor, project_id).version
    service.change_project(tx, actor, ChangeProject(budget=work.budget), project_id=project_id, expected=version)
    milestones = tuple(
        SetMilestone(
            name=name,
            planned_on=_on(planned),
            reached_on=None if reached is None else _on(reached),
            state="planned" if reached is None else "reached",
        )
        for name, planned, reached in work.milestones
    )
    command = SetMilestones(milestones=milestones)
    service.set_milestones(tx, actor, command, project_id=project_id, expected=version + 1)
    for offset, percent, note in work.progress:
        noted = NoteProgress(percent=percent, noted_on=_on(offset), note=note)
        service.note_progress(tx, actor, noted, project_id=project_id)


def _give(tx: Tx, actor: Actor, project_id: ProjectId, task: DemoTask, people: Mapping[str, PersonId]) -> None:
    command = AddTask(
        title=task.title,
        description=task.description,
        priority=task.priority,
        assignee_id=people[task.assignee],
        due_on=_on(task.due),
    )
    task_id = service.add_task(tx, actor, command, project_id=project_id)
    if task.percent:
        state: TaskState = "completed" if task.percent == 100 else "in_progress"
        told = ReportTask(state=state, percent=task.percent)
        service.report_task(tx, actor, told, task_id=task_id, expected=1)


def _count(tx: Tx, actor: Actor, project_id: ProjectId, company_id: UUID, hours: tuple[float, ...]) -> None:
    month = clock.today_jst().replace(day=1)
    for worked in hours:
        command = SetHours(items=(CompanyHours(company_id=company_id, hours=worked),))
        service.set_hours(tx, actor, command, project_id=project_id, month=month)
        month = (month - timedelta(days=1)).replace(day=1)


def _on(offset: int) -> date:
    return clock.today_jst() + timedelta(days=offset)
