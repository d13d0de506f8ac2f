"""Reading runs and records, and what a plan depends on."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased, defer, undefer

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.legacy.errors import RunNotFound
from mirai_knowledge.legacy.model import LegacyRecord, LegacyRun, RecordState, RunId
from mirai_knowledge.legacy.policy.rules import P_090, visible_to
from mirai_knowledge.legacy.policy.vocabulary import Masters
from mirai_knowledge.legacy.schemas.report import Report
from mirai_knowledge.legacy.schemas.runs import Known, RunView
from mirai_knowledge.legacy.schemas.source import Origin
from mirai_knowledge.projects import queries as projects


def list_known(tx: Tx, actor: Actor) -> Mapping[Origin, Known]:
    """What the last run that had each record left; raises Forbidden (P-090)."""
    require(actor, P_090)
    newest = (
        select(LegacyRecord, LegacyRun.number)
        .join(LegacyRun, LegacyRun.id == LegacyRecord.run_id)
        .where(visible_to(actor))
        .ext(distinct_on(LegacyRecord.file, LegacyRecord.legacy_id))
        .order_by(LegacyRecord.file, LegacyRecord.legacy_id, LegacyRun.number.desc())
        .subquery()
    )
    record = newest.c
    rows = tx.execute(
        select(
            record.file, record.legacy_id, record.slice, record.subject_id, record.version, record.state, record.raw_hash,
            record.outcome_hash,
        )
    )  # fmt: skip
    return {
        Origin(row.file, row.legacy_id): Known(row.slice, row.subject_id, row.version, row.state, row.raw_hash, row.outcome_hash)
        for row in rows
    }


def list_masters(tx: Tx, actor: Actor) -> Masters:
    """The words of the masters, by code and by name."""
    work_types = projects.list_work_types(tx, actor).items
    categories, sop_categories, regulation_categories = (
        {word: entry.code for entry in documents.list_categories(tx, actor, kind=kind).items for word in (entry.code, entry.name)}
        for kind in ("knowledge", "sop", "regulation")
    )
    return Masters(
        work_types={word: entry.code for entry in work_types for word in (entry.code, entry.name)},
        categories=categories,
        sop_categories=sop_categories,
        regulation_categories=regulation_categories,
    )


def list_people_names(tx: Tx, actor: Actor, known: Mapping[Origin, Known]) -> Mapping[Origin, str]:
    """What the people who were loaded are called now, by origin; those who are gone are missing."""
    subjects = _subjects(known, "accounts")
    names = accounts.list_person_labels(tx, actor, list(subjects.values()))
    return {origin: names[subject] for origin, subject in subjects.items() if subject in names}


def list_project_names(tx: Tx, actor: Actor, known: Mapping[Origin, Known]) -> Mapping[Origin, str]:
    """What the projects that were loaded are called now, by origin; those that are gone are missing."""
    subjects = _subjects(known, "projects")
    refs = projects.list_names(tx, actor, list(subjects.values()))
    return {origin: refs[subject].name for origin, subject in subjects.items() if subject in refs}


def find_person_by_login(tx: Tx, actor: Actor, login_name: str) -> UUID | None:
    """Whoever has the login name."""
    return accounts.find_person_by_login(tx, actor, login_name)


def list_runs(tx: Tx, actor: Actor) -> tuple[RunView, ...]:
    """Every run, newest first, with what it did; raises Forbidden (P-090)."""
    require(actor, P_090)
    runs = tx.scalars(
        select(LegacyRun).where(visible_to(actor)).options(undefer(LegacyRun.report)).order_by(LegacyRun.number.desc())
    )
    return tuple(
        RunView(
            number=run.number,
            folder=run.folder,
            actor=run.actor_name,
            started_at=run.started_at,
            finished_at=run.finished_at,
            undone_at=run.undone_at,
            **_done(run),
        )
        for run in runs
    )


def _done(run: LegacyRun) -> Mapping[str, int]:
    # What the run did when it was done: its records are gone once it is undone.
    files = msgspec.convert(run.report, Report).files if run.report is not None else ()
    return {state.value: sum(getattr(line, state.value) for line in files) for state in RecordState}


LAST_NUMBER = 2**31 - 1
"""The column holds no larger one."""


def get_run(tx: Tx, actor: Actor, number: int) -> LegacyRun:
    """A run, locked until the transaction ends; raises Forbidden (P-090) and RunNotFound."""
    require(actor, P_090)
    mine = select(LegacyRun).where(LegacyRun.number == number, visible_to(actor)).with_for_update()
    run = tx.scalars(mine).first() if number <= LAST_NUMBER else None
    if run is None:
        raise RunNotFound(f"取り込み {number} の記録はありません。mks legacy runs で番号を確認してください。")
    return run


def find_following(tx: Tx, actor: Actor, run: LegacyRun) -> int | None:
    """The number of the last later run, not undone, that had records of this one."""
    mine, later = aliased(LegacyRecord), aliased(LegacyRecord)
    statement = (
        select(func.max(LegacyRun.number))
        .join(later, later.run_id == LegacyRun.id)
        .join(mine, (mine.file == later.file) & (mine.legacy_id == later.legacy_id))
        .where(mine.run_id == run.id, LegacyRun.number > run.number, LegacyRun.undone_at.is_(None), visible_to(actor))
    )
    return tx.scalar(statement)


def list_records(tx: Tx, actor: Actor, run_id: RunId) -> tuple[LegacyRecord, ...]:
    """What a run brought and changed, without the raw texts, by file and id."""
    without_raw = (defer(LegacyRecord.raw, raiseload=True), defer(LegacyRecord.attributes, raiseload=True))
    statement = select(LegacyRecord).where(LegacyRecord.run_id == run_id, visible_to(actor)).options(*without_raw)
    return tuple(tx.scalars(statement.order_by(LegacyRecord.file, LegacyRecord.legacy_id)))


def find_former(tx: Tx, actor: Actor, record: LegacyRecord) -> LegacyRecord | None:
    """What was left of the record by the last run before this one that made something of it."""
    statement = (
        select(LegacyRecord)
        .join(LegacyRun, LegacyRun.id == LegacyRecord.run_id)
        .where(
            LegacyRecord.file == record.file,
            LegacyRecord.legacy_id == record.legacy_id,
            LegacyRecord.run_id != record.run_id,
            LegacyRecord.made.is_not(None),
            visible_to(actor),
        )
        .order_by(LegacyRun.number.desc())
    )
    return tx.scalars(statement.limit(1)).first()


def _subjects(known: Mapping[Origin, Known], slice_name: str) -> Mapping[Origin, UUID]:
    return {origin: entry.subject_id for origin, entry in known.items() if entry.slice == slice_name and entry.subject_id}
