"""The verb of milestones: what is to be reached when, and what has been."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.events import ProjectChanged
from mirai_knowledge.projects.model import ProjectId, ProjectMilestone
from mirai_knowledge.projects.schemas import SetMilestones
from mirai_knowledge.projects.schemas.milestones import MilestoneView, SetMilestone
from mirai_knowledge.projects.schemas.tags import MILESTONES_SET
from mirai_knowledge.projects.service.projects import SUBJECT, refuse_stale

NO_DAY = "「達成」にするときは、達成した日を入力してください。"
NOT_REACHED = "達成した日があるときは、状態を「達成」にしてください。"
AHEAD = "達成した日は、今日までの日にしてください。"


@dataclass(frozen=True, slots=True)
class _Milestone:
    """A milestone as it is kept, for comparing."""

    id: UUID
    name: str
    planned_on: date | None
    reached_on: date | None
    state: str

    @property
    def told(self) -> str:
        days = [f"{name} {day.isoformat()}" for name, day in (("予定", self.planned_on), ("達成", self.reached_on)) if day]
        return "・".join([self.name, self.state, *days])


def set_milestones(tx: Tx, actor: Actor, command: SetMilestones, *, project_id: UUID, expected: int) -> None:
    """The project has exactly these milestones, in this order; one sent with its id stays itself.

    Rule P-057; raises ProjectNotFound, ProjectStale, and Invalid for an id that is no milestone of the project, and for a
    changed one whose state and days disagree. One that nobody changes may go on contradicting itself.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.SET_MILESTONES)
    refuse_stale(tx, actor, project, expected=expected)
    before = tuple(_kept(view) for view in queries.list_milestones(tx, actor, project.id))
    after = _checked(command, {one.id: one for one in before})
    if after == before:
        return
    _place(tx, project.id, after)
    project.touch(clock.now())
    audit.record(
        tx,
        actor,
        MILESTONES_SET,
        Subject(SUBJECT, project.id),
        before={"milestones": [one.told for one in before]},
        after={"milestones": [one.told for one in after]},
    )
    outbox.emit(tx, ProjectChanged(project_id=project.id))
    changes.mark(tx, SUBJECT, project.id)


def _place(tx: Tx, project_id: ProjectId, milestones: tuple[_Milestone, ...]) -> None:
    tx.execute(delete(ProjectMilestone).where(ProjectMilestone.project_id == project_id))
    rows = [
        {
            "id": one.id,
            "project_id": project_id,
            "name": one.name,
            "planned_on": one.planned_on,
            "reached_on": one.reached_on,
            "state": one.state,
            "position": place,
        }
        for place, one in enumerate(milestones, start=1)
    ]
    if rows:
        tx.execute(insert(ProjectMilestone), rows)


def _kept(view: MilestoneView) -> _Milestone:
    return _Milestone(view.id, view.name, view.planned_on, view.reached_on, view.state)


def _checked(command: SetMilestones, present: Mapping[UUID, _Milestone]) -> tuple[_Milestone, ...]:
    faults: list[FieldError] = []
    kept: list[_Milestone] = []
    for place, wanted in enumerate(command.milestones):
        one = _Milestone(wanted.id or new_id(), wanted.name, wanted.planned_on, wanted.reached_on, wanted.state)
        kept.append(one)
        if wanted.id is not None and wanted.id not in present:
            message = "この節目は現場にありません。新しい節目は id を付けずに送ってください。"
            faults.append(FieldError(f"milestones.{place}.id", "project.milestone_unknown", message))
        elif present.get(one.id) != one:
            faults.extend(_faults(place, wanted))
    if faults:
        raise Invalid(fields=tuple(faults))
    return tuple(kept)


def _faults(place: int, wanted: SetMilestone) -> list[FieldError]:
    field = f"milestones.{place}.reached_on"
    if wanted.state == "reached" and wanted.reached_on is None:
        return [FieldError(field, "value.missing", NO_DAY)]
    if wanted.state != "reached" and wanted.reached_on is not None:
        return [FieldError(field, "value.unusable", NOT_REACHED)]
    if wanted.reached_on is not None and wanted.reached_on > clock.today_jst():
        return [FieldError(field, "value.unusable", AHEAD)]
    return []
