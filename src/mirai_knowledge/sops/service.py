"""The verbs of checklist runs: record one, cancel one."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject, tag
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.errors import DocumentNotFound
from mirai_knowledge.documents.schemas.views import EditionView
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import queries as projects
from mirai_knowledge.sops import queries
from mirai_knowledge.sops.errors import ChecklistRunIdTaken, ChecklistRunRefused
from mirai_knowledge.sops.events import ChecklistRunRecorded, ChecklistRunWithdrawn
from mirai_knowledge.sops.model import ChecklistPhoto, ChecklistRun, ChecklistRunId
from mirai_knowledge.sops.policy import P_082, P_084, faults_of, may_cancel
from mirai_knowledge.sops.schemas import CheckItem, SopContent
from mirai_knowledge.sops.schemas.runs import CancelRun, RecordRun

RUN = "checklist_run"
RUN_RECORDED = tag("checklist_run.recorded", "点検を記録した")
RUN_CANCELLED = tag("checklist_run.cancelled", "点検の記録を取り消した")
SLACK = timedelta(minutes=10)
"""Clocks of phones differ: so far in the future is now."""


def record_run(tx: Tx, actor: Actor, command: RecordRun, *, document_id: UUID) -> ChecklistRunId:
    """The run stands in the list of the procedure, and this is its id; the same run sent again is there once.

    Rule P-082; raises DocumentNotFound, EditionNotFound, ChecklistRunRefused for results that do not fit the checklist of the
    edition, ChecklistRunIdTaken.
    """
    held = documents.get_abilities(tx, actor, document_id)
    if not held.readable:
        raise DocumentNotFound("この文書は見つかりません。移動・削除されたか、見られる範囲にありません。")
    require(actor, P_082, where=lambda: held.comments)
    run_id = ChecklistRunId(command.id or new_id())
    known = queries.find_run(tx, actor, run_id)
    if known is not None:
        if known.document_id == document_id and known.person_id == actor.person_id:
            return run_id
        raise ChecklistRunIdTaken("この番号の点検の記録はすでにあります。新しい番号で送り直してください。")
    found = documents.get_edition(tx, actor, document_id, edition_id=command.edition_id)
    _refuse_wrong(tx, actor, command, _items_of(found))
    row = _row(actor, command, key=(run_id, document_id), found=found)
    tx.add(row)
    tx.flush()  # the photos point at it
    photos = {result.photo for result in command.results if result.photo is not None}
    tx.add_all(ChecklistPhoto(run_id=run_id, attachment_id=photo) for photo in photos)
    after: Recorded = {"document_id": document_id, "edition_id": row.edition_id, "faults": row.faults}
    audit.record(tx, actor, RUN_RECORDED, Subject(RUN, run_id), after=after)
    outbox.emit(tx, ChecklistRunRecorded(run_id=run_id, document_id=document_id))
    return run_id


def cancel_run(tx: Tx, actor: Actor, command: CancelRun, *, run_id: UUID) -> None:
    """The run counts for nothing and stays in the list with the reason.

    Rule P-084; raises ChecklistRunNotFound, ChecklistRunCancelled.
    """
    row = queries.get_run(tx, actor, run_id)
    if row.cancelled_at is None:
        require(actor, P_084, where=lambda: may_cancel(actor, row))
    row.cancel(actor.name, command.reason, clock.now())
    audit.record(tx, actor, RUN_CANCELLED, Subject(RUN, row.id), after={"reason": command.reason})
    outbox.emit(tx, ChecklistRunWithdrawn(run_id=row.id, document_id=row.document_id))


def _items_of(found: EditionView) -> Mapping[str, CheckItem]:
    if "checklist" not in found.content:
        return {}
    return {item.id: item for item in SopContent.model_validate(found.content).checklist}


def _refuse_wrong(tx: Tx, actor: Actor, command: RecordRun, items: Mapping[str, CheckItem]) -> None:
    wrong = list(faults_of(command.results, items))
    if command.done_at is not None and command.done_at > clock.now() + SLACK:
        wrong.append(FieldError("done_at", "checklist.in_future", "点検した日時が未来になっています。"))
    if command.project_id is not None and not projects.list_project_labels(tx, actor, [command.project_id]):
        wrong.append(FieldError("project_id", "project.unknown", "この現場は見つかりません。選び直してください。"))
    photos = {result.photo for result in command.results if result.photo is not None}
    if len(set(documents.list_usable(tx, actor, photos))) < len(photos):
        wrong.append(FieldError("results", "attachment.unknown", "写真が見つかりません。撮り直すか、選び直してください。"))
    if wrong:
        raise ChecklistRunRefused(fields=tuple(wrong))


def _row(actor: Actor, command: RecordRun, *, key: tuple[ChecklistRunId, UUID], found: EditionView) -> ChecklistRun:
    items = _items_of(found)
    now = clock.now()
    told = {result.item_id: result for result in command.results}
    return ChecklistRun(
        id=key[0],
        document_id=key[1],
        edition_id=command.edition_id,
        edition_no=found.edition.no or 0,
        project_id=command.project_id,
        place=command.place,
        person_id=actor.person_id,
        person_name=actor.name,
        done_at=min(command.done_at or now, now),
        recorded_at=now,
        remark=command.remark,
        faults=sum(result.outcome == "fault" for result in command.results),
        results=[
            {
                "item_id": key,
                "text": item.text,
                "required": item.required,
                "outcome": told[key].outcome,
                "remark": told[key].remark,
                "photo": str(told[key].photo) if told[key].photo else None,
            }
            for key, item in items.items()
            if key in told
        ],
    )
