"""Takes a run back: what it added is gone, what it changed is as before, and what people have worked with since stays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete, text, update

from mirai_knowledge.accounts import intake as accounts
from mirai_knowledge.accounts.schemas.intake import LoadPeople, LoadPerson, UnloadPeople, UnloadPerson
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import intake as documents
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.legacy import queries
from mirai_knowledge.legacy.errors import RunFollowed
from mirai_knowledge.legacy.model import LegacyRecord, LegacyRun, RecordState
from mirai_knowledge.legacy.policy.rules import P_090
from mirai_knowledge.legacy.schemas.runs import KeptRecord, UndoReport
from mirai_knowledge.legacy.schemas.tags import RUN, RUN_UNDONE
from mirai_knowledge.legacy.service.loading import LOCK
from mirai_knowledge.projects import intake as projects
from mirai_knowledge.projects.schemas import LoadProject, LoadProjects

REASONS = {
    "changed": "取り込み後に人が変更した",
    "in_use": "ほかのものから使われている",
    "signed_in": "取り込み後にサインインした",
    "last_admin": "有効な管理者がほかにいない",
    "commented": "取り込み後に人がコメントした",
    "linked": "取り込み後に人が関連付けた",
    "used": "取り込み後に人が点検などの記録を残した",
}


@dataclass(slots=True)
class _Undoing:
    """An undo that is going on."""

    tx: Tx
    actor: Actor
    run: LegacyRun
    records: Sequence[LegacyRecord]
    removed: Counter[str] = field(default_factory=Counter)
    reverted: Counter[str] = field(default_factory=Counter)
    kept: list[KeptRecord] = field(default_factory=list)
    _gone: list[UUID] = field(default_factory=list)

    def of(self, slice_name: str, state: RecordState) -> list[LegacyRecord]:
        """The records of a slice that the run added, or changed."""
        return [record for record in self.records if record.slice == slice_name and record.state == state]

    def settle(self, records: Iterable[LegacyRecord], stays: dict[UUID, str]) -> None:
        """These are taken back, apart from the subjects that stay, for these reasons."""
        for record in records:
            reason = stays.get(record.subject_id) if record.subject_id else None
            if reason is None:
                self._gone.append(record.id)
                (self.removed if record.state == RecordState.ADDED else self.reverted)[record.file] += 1
            elif record.subject_id is not None:
                why = REASONS.get(reason, reason)
                self.kept.append(KeptRecord(file=record.file, id=record.legacy_id, subject_id=record.subject_id, reason=why))

    def forget(self) -> None:
        """The rows of what is gone are gone, too; so are raw texts of which nothing was made."""
        raw_only = [record.id for record in self.records if record.state in (RecordState.REFUSED, RecordState.KEPT)]
        self.tx.execute(delete(LegacyRecord).where(LegacyRecord.id.in_([*self._gone, *raw_only])))


def undo(tx: Tx, actor: Actor, number: int) -> UndoReport:
    """What the run added is gone and what it changed is as it was before, except what people have changed since: that stays
    and is listed. The run stays in the list, with its report.

    Passwords that the run has changed stay changed. Raises Forbidden (P-090), RunNotFound, RunUndone, and RunFollowed while a
    later run has changed the same records.
    """
    require(actor, P_090)
    tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    run = queries.get_run(tx, actor, number)
    run.undo(clock.now())
    following = queries.find_following(tx, actor, run)
    if following is not None:
        raise RunFollowed(f"先に取り込み {following} を取り消してください。同じレコードをその後に変更しています。")
    undoing = _Undoing(tx, actor, run, queries.list_records(tx, actor, run.id))
    # Documents first, then what they point at.
    _undo_documents(undoing)
    _undo_projects(undoing)
    _undo_people(undoing)
    undoing.forget()
    done = {"removed": undoing.removed.total(), "reverted": undoing.reverted.total(), "kept": len(undoing.kept)}
    audit.record(tx, actor, RUN_UNDONE, Subject(RUN, run.id), detail={"number": number, **done})
    return UndoReport(number=number, removed=dict(undoing.removed), reverted=dict(undoing.reverted), kept=tuple(undoing.kept))


def _undo_documents(undoing: _Undoing) -> None:
    records = [*undoing.of("documents", RecordState.ADDED), *undoing.of("documents", RecordState.CHANGED)]
    if records:
        done = documents.unload_documents(undoing.tx, undoing.actor, undoing.run.id)
        undoing.settle(records, {item.document_id: item.reason for item in done.kept})


def _undo_projects(undoing: _Undoing) -> None:
    """Changed ones get their former values under their former run, which takes them out of this one."""
    stays: dict[UUID, str] = {}
    changed = undoing.of("projects", RecordState.CHANGED)
    for record in changed:
        former = queries.find_former(undoing.tx, undoing.actor, record)
        if former is not None and former.made is not None:
            command = LoadProject.model_validate(former.made)
            batch = LoadProjects(run=former.run_id, items=(command,))
            (item,) = projects.load_projects(undoing.tx, undoing.actor, batch).items
            if item.outcome == "differs":
                stays[item.project_id] = "changed"
    added = undoing.of("projects", RecordState.ADDED)
    if added:
        done = projects.unload_projects(undoing.tx, undoing.actor, undoing.run.id)
        stays.update({item.project_id: item.reason for item in done.kept})
    undoing.settle([*added, *changed], stays)


def _undo_people(undoing: _Undoing) -> None:
    stays: dict[UUID, str] = {}
    changed = undoing.of("accounts", RecordState.CHANGED)
    for record in changed:
        former = queries.find_former(undoing.tx, undoing.actor, record)
        if former is None or former.made is None:
            continue
        now = {"person_id": record.subject_id, "expected_version": record.version}
        command = LoadPerson.model_validate({**former.made, **now})
        (item,) = accounts.load_people(undoing.tx, undoing.actor, LoadPeople(run=former.run_id, items=(command,))).items
        if item.outcome == "kept":
            stays[item.person_id] = "changed"
        else:
            values = update(LegacyRecord).where(LegacyRecord.id == former.id).values(version=item.version)
            undoing.tx.execute(values)
    added = undoing.of("accounts", RecordState.ADDED)
    people = tuple(UnloadPerson(person_id=row.subject_id, version=row.version or 0) for row in added if row.subject_id)
    if people:
        batch = UnloadPeople(run=undoing.run.id, items=people)
        done = accounts.unload_people(undoing.tx, undoing.actor, batch)
        stays.update({item.person_id: item.reason for item in done.kept})
    undoing.settle([*added, *changed], stays)
