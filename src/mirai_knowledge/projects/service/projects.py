"""The verbs of projects: add, change, complete."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid, JsonValue
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.errors import ProjectCodeTaken, ProjectIdTaken, ProjectStale
from mirai_knowledge.projects.events import ProjectAdded, ProjectChanged, ProjectStatusChanged
from mirai_knowledge.projects.model import Project, ProjectId, ProjectStatus, ProjectWorkType
from mirai_knowledge.projects.schemas import AddProject, ChangeProject
from mirai_knowledge.projects.schemas.fields import WRONG_ORDER
from mirai_knowledge.projects.schemas.tags import POSTER_PRINTED, PROJECT_ADDED, PROJECT_CHANGED, PROJECT_STATUS_CHANGED

SUBJECT = "project"
PLAIN_FIELDS = (
    "code",
    "name",
    "name_kana",
    "client",
    "region",
    "description",
    "starts_on",
    "ends_on",
    "access_days_after_end",
    "budget",
)
# Whether a code or an id is free concerns the whole installation, whoever asks.
EVERYONE = Actor.system("project.codes")

Recorded: TypeAlias = dict[str, JsonValue | date]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What is said of a project at one moment."""

    status: str
    work_types: tuple[str, ...]
    plain: Mapping[str, str | int | date | None]

    def recorded(self) -> Recorded:
        return {**self.plain, "status": self.status, "work_types": self.work_types}


def add_project(tx: Tx, actor: Actor, command: AddProject) -> ProjectId:
    """There is a new project, and this is its id. Rule P-051; raises ProjectCodeTaken, ProjectIdTaken, and Invalid for
    unknown work types.
    """
    require(actor, policy.ADD_PROJECT, where=lambda: policy.may_add(actor))
    _refuse_taken_code(tx, command.code)
    _check_work_types(tx, actor, command.work_types)
    project_id = ProjectId(command.id or new_id())
    if queries.list_names(tx, EVERYONE, [project_id]):
        raise ProjectIdTaken("この id の現場はすでにあります。新しい id で送り直してください。")
    plain = {field: getattr(command, field) for field in PLAIN_FIELDS}
    project = Project(id=project_id, status=command.status, created_at=clock.now(), **plain)
    project.touch(clock.now())
    tx.add(project)
    tx.flush()  # its work types point at it, and a code that was taken meanwhile must surface here
    _set_work_types(tx, project.id, command.work_types)
    after = _Snapshot(project.status, command.work_types, plain).recorded()
    audit.record(tx, actor, PROJECT_ADDED, Subject(SUBJECT, project.id), after=after)
    outbox.emit(tx, ProjectAdded(project_id=project.id))
    changes.mark(tx, SUBJECT, project.id)
    return project.id


def change_project(tx: Tx, actor: Actor, command: ChangeProject, *, project_id: UUID, expected: int) -> None:
    """The fields that were sent have their new values, the others stay; the version grows by one when something differs.

    Rule P-052; raises ProjectNotFound, ProjectStale, ProjectCodeTaken, ProjectMoveRefused, and Invalid for unknown work
    types or days in the wrong order.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.CHANGE_PROJECT)
    refuse_stale(tx, actor, project, expected=expected)
    _change(tx, actor, project, command)


def complete_project(tx: Tx, actor: Actor, project_id: UUID, *, on: date | None = None) -> None:
    """The project is completed; its last day is `on`, or the planned one, at the latest today.

    Rule P-052; raises ProjectNotFound, ProjectMoveRefused, and Invalid for a day before its first one.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.CHANGE_PROJECT)
    ends = {} if on is None else {"ends_on": on}
    _change(tx, actor, project, ChangeProject.model_validate({"status": "completed", **ends}))


def refuse_stale(tx: Tx, actor: Actor, project: Project, *, expected: int) -> None:
    """Returns when the project still has the version the caller read; raises ProjectStale with the present one otherwise."""
    if project.version != expected:
        current = msgspec.to_builtins(queries.get_project_view(tx, actor, project.id))
        raise ProjectStale("最新の内容を確認してから、もう一度保存してください。", extra={"current": current})


def _set_work_types(tx: Tx, project_id: ProjectId, codes: Collection[str]) -> None:
    tx.execute(delete(ProjectWorkType).where(ProjectWorkType.project_id == project_id))
    if codes:
        tx.execute(insert(ProjectWorkType), [{"project_id": project_id, "work_type_code": code} for code in codes])


def _change(tx: Tx, actor: Actor, project: Project, command: ChangeProject) -> None:
    before, sent = _snapshot(tx, actor, project), command.model_fields_set
    if "code" in sent and command.code != project.code:
        _refuse_taken_code(tx, command.code)
    for field in sent.intersection(PLAIN_FIELDS):
        setattr(project, field, getattr(command, field))
    if "work_types" in sent and set(command.work_types) != set(before.work_types):
        _check_work_types(tx, actor, set(command.work_types) - set(before.work_types))
        _set_work_types(tx, project.id, command.work_types)
    if "status" in sent and command.status != project.status:
        project.move(ProjectStatus(command.status), on=clock.today_jst())
    if project.starts_on is not None and project.ends_on is not None and project.ends_on < project.starts_on:
        raise Invalid(fields=(FieldError("ends_on", "value.unusable", WRONG_ORDER),))
    _note_change(tx, actor, project, before=before)


def _note_change(tx: Tx, actor: Actor, project: Project, *, before: _Snapshot) -> None:
    after = _snapshot(tx, actor, project)
    if after == before:
        return
    project.touch(clock.now())
    moved = after.status != before.status
    tag = PROJECT_STATUS_CHANGED if moved else PROJECT_CHANGED
    audit.record(tx, actor, tag, Subject(SUBJECT, project.id), before=before.recorded(), after=after.recorded())
    if moved:
        outbox.emit(tx, ProjectStatusChanged(project_id=project.id, before=before.status, after=after.status))
    if (after.plain, after.work_types) != (before.plain, before.work_types):
        outbox.emit(tx, ProjectChanged(project_id=project.id))
    changes.mark(tx, SUBJECT, project.id)


def _snapshot(tx: Tx, actor: Actor, project: Project) -> _Snapshot:
    kinds = queries.list_work_types_of(tx, actor, project.id)
    plain = {field: getattr(project, field) for field in PLAIN_FIELDS}
    return _Snapshot(project.status, tuple(kind.code for kind in kinds), plain)


def _refuse_taken_code(tx: Tx, code: str) -> None:
    if queries.find_by_code(tx, EVERYONE, code) is not None:
        message = f"工事番号「{code}」はほかの現場で使われています。別の番号にしてください。"
        raise ProjectCodeTaken(message, fields=(FieldError("code", "project.code_taken", message),))


def _check_work_types(tx: Tx, actor: Actor, codes: Collection[str]) -> None:
    unknown = sorted(set(codes) - queries.list_usable_codes(tx, actor, codes))
    if unknown:
        message = f"使用できない工種です: {'、'.join(unknown)}。一覧から選び直してください。"
        raise Invalid(fields=(FieldError("work_types", "work_type.unknown", message),))


def note_poster(tx: Tx, actor: Actor, project_id: UUID, *, size: str) -> None:
    """The log says that the actor took the poster of the site along. Rule P-058; raises ProjectNotFound."""
    project = queries.get_for_poster(tx, actor, project_id)
    audit.record(tx, actor, POSTER_PRINTED, Subject(SUBJECT, project.id), detail={"size": size})
