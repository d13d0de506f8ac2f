"""Projects by the batch for a migration: given days, statuses and origins are kept; no event, no notice, one audit row."""

from collections import Counter
from typing import Literal
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.model import ACCESS_DAYS_AFTER_END, MAX_CODE, Project, ProjectId, ProjectSection, ProjectWorkType
from mirai_knowledge.projects.schemas import (
    KeptProject,
    ListTasks,
    LoadedProject,
    LoadProject,
    LoadProjects,
    LoadReport,
    UnloadReport,
)
from mirai_knowledge.projects.schemas.legacy import OUTCOMES, LoadOutcome
from mirai_knowledge.projects.schemas.tags import PROJECTS_LOADED, PROJECTS_UNLOADED

SUBJECT, RUN = "project", "legacy_run"
# Whether a code is free concerns the whole installation, whoever asks.
EVERYONE = Actor.system("project.codes")


def load_projects(tx: Tx, actor: Actor, batch: LoadProjects) -> LoadReport:
    """Each record of the batch is a project, once. One that an earlier run has loaded gets new values where the record has
    them and nobody has changed the project since; it keeps its code, its people and companies.

    A code that another project has gets "-2", "-3" … appended. Rule P-051; raises Invalid for unknown work types.
    """
    require(actor, policy.ADD_PROJECT, where=lambda: policy.may_add(actor))
    _check_work_types(tx, actor, batch)
    items = tuple(_load(tx, actor, record, batch.run) for record in batch.items)
    counts = Counter(item.outcome for item in items)
    detail = {str(outcome): counts[outcome] for outcome in OUTCOMES}
    audit.record(tx, actor, PROJECTS_LOADED, Subject(RUN, batch.run), detail=detail)
    return LoadReport(items)


def unload_projects(tx: Tx, actor: Actor, run: UUID) -> UnloadReport:
    """The projects of the run are gone, except those that people have changed since or that something else points at.

    Documents of the run must have been taken back before. Rule P-051.
    """
    require(actor, policy.ADD_PROJECT, where=lambda: policy.may_add(actor))
    removed: list[UUID] = []
    kept: list[KeptProject] = []
    for project in queries.list_of_run(tx, actor, run):
        reason = _remove(tx, actor, project)
        if reason is None:
            removed.append(project.id)
            changes.mark(tx, SUBJECT, project.id)
        else:
            kept.append(KeptProject(project.id, project.code, reason))
    audit.record(tx, actor, PROJECTS_UNLOADED, Subject(RUN, run), detail={"removed": len(removed), "kept": len(kept)})
    return UnloadReport(tuple(removed), tuple(kept))


def _check_work_types(tx: Tx, actor: Actor, batch: LoadProjects) -> None:
    known = queries.list_work_type_names(tx, actor, {code for record in batch.items for code in record.work_types})
    faults = [
        FieldError(f"items.{place}.work_types", "work_type.unknown", f"登録されていない工種です: {code}")
        for place, record in enumerate(batch.items)
        for code in record.work_types
        if code not in known
    ]
    if faults:
        raise Invalid(fields=tuple(faults))


def _load(tx: Tx, actor: Actor, record: LoadProject, run: UUID) -> LoadedProject:
    outcome: LoadOutcome
    project = queries.find_origin(tx, actor, record.file, origin_id=record.origin_id)
    if project is None:
        project, outcome = _add(tx, record, run), "added"
    elif (project.legacy or {}).get("raw") == record.raw:
        outcome = "unchanged"
    elif _untouched(project):
        _write(project, record, run)
        _place(tx, project, record)
        outcome = "changed"
    else:
        outcome = "differs"
    return LoadedProject(file=record.file, origin_id=record.origin_id, project_id=project.id, code=project.code, outcome=outcome)


def _add(tx: Tx, record: LoadProject, run: UUID) -> Project:
    project = Project(
        id=ProjectId(new_id()),
        code=_free_code(tx, record.code),
        access_days_after_end=ACCESS_DAYS_AFTER_END,
        created_at=record.created_at or clock.now(),
    )
    _write(project, record, run)
    tx.add(project)
    tx.flush()  # its work types and sections point at it
    _place(tx, project, record)
    return project


def _write(project: Project, record: LoadProject, run: UUID) -> None:
    project.name = record.name
    project.client = record.client
    project.region = record.region
    project.description = record.description
    project.status = record.status
    project.starts_on = record.starts_on
    project.ends_on = record.ends_on
    project.touch(record.updated_at or clock.now())
    project.legacy = {
        "run": str(run),
        "file": record.file,
        "id": record.origin_id,
        "raw": record.raw,
        "attributes": record.attributes,
        "version": project.version,
    }


def _place(tx: Tx, project: Project, record: LoadProject) -> None:
    tx.execute(delete(ProjectWorkType).where(ProjectWorkType.project_id == project.id))
    tx.execute(delete(ProjectSection).where(ProjectSection.project_id == project.id))
    tx.add_all(ProjectWorkType(project_id=project.id, work_type_code=code) for code in record.work_types)
    tx.add_all(
        ProjectSection(id=new_id(), project_id=project.id, name=name, position=place)
        for place, name in enumerate(dict.fromkeys(record.sections), start=1)
    )
    changes.mark(tx, SUBJECT, project.id)


def _free_code(tx: Tx, wanted: str) -> str:
    code, number = wanted, 2
    while queries.find_by_code(tx, EVERYONE, code) is not None:
        tail = f"-{number}"
        code, number = wanted[: MAX_CODE - len(tail)] + tail, number + 1
    return code


def _untouched(project: Project) -> bool:
    return project.version == (project.legacy or {}).get("version")


def _has_work(tx: Tx, actor: Actor, project: Project) -> bool:
    """Whether people have put somebody or something into the project that would go with it."""
    tasks = queries.list_tasks(tx, actor, ListTasks(project=project.id, status="all"), limit=1)
    return bool(
        queries.list_members(tx, actor, project.id)
        or queries.list_companies(tx, actor, project.id)
        or tasks.items
        or queries.list_progress(tx, actor, project.id).items
    )


def _remove(tx: Tx, actor: Actor, project: Project) -> Literal["changed", "in_use"] | None:
    if not _untouched(project):
        return "changed"
    if _has_work(tx, actor, project):
        return "in_use"
    try:
        with tx.begin_nested():
            tx.delete(project)
            tx.flush()  # a document that points at it must say so inside the savepoint
    except IntegrityError:
        return "in_use"
    return None
