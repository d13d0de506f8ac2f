"""A stage begins, is watched, and its people change: what follows without anybody deciding."""

from datetime import datetime, timedelta
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.approvals import queries
from mirai_knowledge.approvals.events import ApprovalLate
from mirai_knowledge.approvals.model import ApprovalRequest, StepKind
from mirai_knowledge.approvals.policy import Standing, due_at, reminder_at
from mirai_knowledge.approvals.queries import Loaded
from mirai_knowledge.approvals.schemas import tags
from mirai_knowledge.approvals.schemas.stages import Stage
from mirai_knowledge.approvals.service.telling import SUBJECT, Said, Taken, note_step, tell
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents import service as documents_service
from mirai_knowledge.kernel import clock, due, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.working_time import WorkingTime

REMIND, ESCALATE = "approvals.remind", "approvals.escalate"
KEPT_AFTER = timedelta(days=30)
"""How long those who took part go on seeing the document for that reason alone."""
MACHINE = Actor.system("approvals.stages")


def begin_stage(tx: Tx, actor: Actor, loaded: Loaded) -> None:
    """The request's present stage is planned and shown to its people, who are told; too few of them, and administrators are."""
    standing = queries.get_standing(tx, MACHINE, loaded)
    plan(tx, actor, loaded)
    show(tx, actor, loaded, standing=standing)
    stage, due_text = loaded.stages[loaded.request.stage - 1], _day(loaded.request)
    body = f"段階: {stage.name}\n期限: {due_text}\n申請: {loaded.request.requester_name}"
    tell(tx, actor, loaded, said=Said("approval.asked", "承認をお願いします:", body), to=standing.waits_for)
    note_short(tx, actor, loaded, standing=standing)


def plan(tx: Tx, actor: Actor, loaded: Loaded) -> None:
    """Reminder and escalation stand in the plan as far as they are still to come."""
    request, time = loaded.request, accounts.get_working_time(tx, actor)
    stage = loaded.stages[request.stage - 1]
    reminded = reminder_at(stage, request.importance, request.stage_since, time)
    if reminded > clock.now():
        due.schedule(tx, REMIND, request.id, due_at=reminded)
    if request.late_at is None:
        due.schedule(tx, ESCALATE, request.id, due_at=request.due_at)


def unplan(tx: Tx, request_id: UUID) -> None:
    """Nothing happens to the request by itself any more."""
    due.cancel(tx, REMIND, request_id)
    due.cancel(tx, ESCALATE, request_id)


def show(tx: Tx, actor: Actor, loaded: Loaded, *, standing: Standing | None) -> frozenset[UUID]:
    """Those who can decide now and those who took part see the document; after the end (no standing) the latter, for a while.
    Those who did not see it before are the answer.
    """
    acted = frozenset(step.by_id for step in loaded.steps if step.by_id is not None and step.kind != StepKind.SUBMITTED)
    if standing is None:
        until = clock.now() + KEPT_AFTER
        return documents_service.set_reviewers(tx, actor, acted, document_id=loaded.document.id, until=until)
    return documents_service.set_reviewers(tx, actor, acted | standing.waits_for, document_id=loaded.document.id)


def note_short(tx: Tx, actor: Actor, loaded: Loaded, *, standing: Standing) -> None:
    """Administrators hear once that a stage has too few people, and stand in."""
    request = loaded.request
    if not standing.short:
        request.short_at = None
        return
    if request.short_at is not None:
        return
    request.short_at = clock.now()
    stage = loaded.stages[request.stage - 1]
    note_step(tx, MACHINE, loaded, taken=Taken(StepKind.SHORT))
    body = f"段階「{stage.name}」で承認できる人が足りません。管理者が代わりに承認できます。"
    said = Said("approval.short", "承認できる人が足りません:", body)
    tell(tx, actor, loaded, said=said, to=[*queries.list_administrators(tx, actor), request.requester_id])
    after: Recorded = {"request_id": request.id, "stage": stage.name}
    audit.record(tx, actor, tags.SHORT, Subject(SUBJECT, loaded.document.id), after=after)


def remind(tx: Tx, actor: Actor, request_id: UUID) -> None:
    """Those who can decide know that the time is nearly over; nothing happens to a request that is over or late."""
    loaded = _open(tx, actor, request_id)
    if loaded is None or loaded.request.due_at <= clock.now():
        return
    standing = queries.get_standing(tx, actor, loaded)
    show(tx, actor, loaded, standing=standing)
    note_step(tx, actor, loaded, taken=Taken(StepKind.REMINDED))
    said = Said("approval.reminder", "承認の期限が近づいています:", f"期限: {_day(loaded.request)}")
    tell(tx, actor, loaded, said=said, to=standing.waits_for)
    audit.record(tx, actor, tags.REMINDED, Subject(SUBJECT, loaded.document.id), after=_about(loaded))


def escalate(tx: Tx, actor: Actor, request_id: UUID) -> None:
    """The stage is late, and its people, administrators and the one who asks know it, once."""
    loaded = _open(tx, actor, request_id)
    if loaded is None or loaded.request.late_at is not None or loaded.request.due_at > clock.now():
        return
    standing = queries.get_standing(tx, actor, loaded)
    loaded.request.late_at = clock.now()
    show(tx, actor, loaded, standing=standing)
    note_step(tx, actor, loaded, taken=Taken(StepKind.LATE))
    names = queries.list_names(tx, actor, standing.waits_for)
    body = f"期限: {_day(loaded.request)}\n承認を待っている人: {'、'.join(sorted(names.values())) or 'いません'}"
    people = [*sorted(standing.waits_for), *queries.list_administrators(tx, actor), loaded.request.requester_id]
    tell(tx, actor, loaded, said=Said("approval.late", "承認が期限を過ぎました:", body), to=dict.fromkeys(people))
    audit.record(tx, actor, tags.LATE, Subject(SUBJECT, loaded.document.id), after=_about(loaded))
    outbox.emit(tx, ApprovalLate(request_id=loaded.request.id))


def refresh(tx: Tx, actor: Actor) -> None:
    """People came, left, changed their roles or have deputies: requests in progress are shown to those who can decide now."""
    for request_id in queries.list_open_ids(tx, actor):
        loaded = _open(tx, actor, request_id)
        if loaded is None:
            continue
        standing = queries.get_standing(tx, actor, loaded)
        fresh = show(tx, actor, loaded, standing=standing)
        said = Said("approval.asked", "承認をお願いします:", f"期限: {_day(loaded.request)}")
        tell(tx, actor, loaded, said=said, to=[person for person in sorted(fresh) if person in standing.waits_for])
        note_short(tx, actor, loaded, standing=standing)


def recalculate(tx: Tx, actor: Actor) -> None:
    """The due times of stages in progress follow the company's calendar of now."""
    time = accounts.get_working_time(tx, actor)
    for request_id in queries.list_open_ids(tx, actor):
        loaded = _open(tx, actor, request_id)
        if loaded is None or loaded.request.late_at is not None:
            continue
        request, before = loaded.request, loaded.request.due_at
        request.due_at = stage_due(loaded.stages[request.stage - 1], request, time)
        if request.due_at == before:
            continue
        unplan(tx, request.id)
        plan(tx, actor, loaded)
        change: tuple[Recorded, Recorded] = {"due_at": before}, {"due_at": request.due_at}
        audit.record(tx, actor, tags.RECALCULATED, Subject(SUBJECT, loaded.document.id), before=change[0], after=change[1])


def stage_due(stage: Stage, request: ApprovalRequest, time: WorkingTime) -> datetime:
    """By when the stage is to be decided that began when the request says."""
    return due_at(stage, request.importance, request.stage_since, time)


def _open(tx: Tx, actor: Actor, request_id: UUID) -> Loaded | None:
    document_id = queries.find_document_of(tx, actor, request_id)
    if document_id is None:
        return None
    documents.get_locked(tx, MACHINE, document_id)
    return queries.find_open(tx, actor, request_id)


def _about(loaded: Loaded) -> Recorded:
    request = loaded.request
    return {"request_id": request.id, "stage": loaded.stages[request.stage - 1].name, "due_at": request.due_at}


def _day(request: ApprovalRequest) -> str:
    return f"{request.due_at.astimezone(clock.JST):%Y/%m/%d %H:%M}"
