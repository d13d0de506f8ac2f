"""The verbs of sending: plan it, reach the people, tell them again, call it off."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.distribution import queries
from mirai_knowledge.distribution.errors import DistributionRefused
from mirai_knowledge.distribution.events import DistributionCancelled, DistributionPlanned, DistributionSent
from mirai_knowledge.distribution.model import Distribution, DistributionId, LeftOut, Receipt, State
from mirai_knowledge.distribution.policy import (
    P_202,
    RECEIPT_COLUMNS,
    due_after,
    first_fitting,
    may_steer,
    new_receipts,
    reminder_at,
)
from mirai_knowledge.distribution.schemas import tags
from mirai_knowledge.distribution.schemas.commands import Cancel, Form, Send
from mirai_knowledge.distribution.schemas.shapes import Due, kept_audience, kept_questions, read_audience
from mirai_knowledge.distribution.service.telling import SUBJECT, Said, groups_of, tell, to_readers
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents import service as documents_service
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.schemas.kinds import kind_of
from mirai_knowledge.kernel import clock, due, jobs, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require

DELIVER = "distribution.deliver"
BEGINS = "distribution.begins"
REMIND = "distribution.remind"
ESCALATE = "distribution.escalate"
MACHINE = Actor.system("distribution.deliver")
FURTHEST = timedelta(days=366)
LEFT_OUT_COLUMNS = ("distribution_id", "person_id", "name", "sort_key", "company")


def send(tx: Tx, actor: Actor, command: Send, *, document_id: UUID) -> DistributionId:
    """The document will be sent, at once by a job or at its time, and this is the distribution's id.

    Rule P-200; raises DocumentNotFound, NothingToSend, and DistributionRefused naming each wrong field.
    """
    document, edition = queries.get_to_send(tx, actor, document_id)
    now = clock.now()
    starts = max(command.send_at or now, edition.in_force_from or now, now)
    _refuse_wrong(tx, actor, command, starts=starts)
    row = _planned(tx, actor, command, about=(document, edition))
    row.send_at = starts if starts > now else None
    row.due_at = command.due_at
    row.sender_id, row.sender_name = actor.person_id, actor.name
    _start(tx, actor, row)
    return row.id


def send_by_rule(tx: Tx, actor: Actor, edition_id: UUID, *, document_id: UUID) -> DistributionId | None:
    """What came into force is sent as the table of rules says, a record with its first save alone; None when no rule sends
    it. For machine work.
    """
    document, _ = documents.get_locked(tx, actor, document_id)
    edition = documents.find_in_force(tx, actor, document.id)
    if edition is None or edition.id != edition_id or document.archived_at is not None or document.binned_at is not None:
        return None
    if not kind_of(document.kind).drafted and documents.find_before(tx, actor, edition) is not None:
        return None
    rules = queries.list_rules(tx, actor)
    rule = first_fitting(rules, kind=document.kind, importance=edition.importance, material=edition.is_material)
    template = queries.find_template(tx, actor, rule.template_id) if rule is not None and rule.template_id is not None else None
    if rule is None or template is None or template.archived_at is not None:
        return None
    row = _planned(tx, actor, Form.model_validate(template.form), about=(document, edition))
    row.sender_id, row.sender_name = None, f"自動配信（{template.name}）"[:100]
    row.rule_no = rule.position
    _start(tx, actor, row)
    return row.id


def deliver(tx: Tx, actor: Actor, distribution_id: UUID) -> None:
    """The recipients have receipts and are told, those from whom the document stays hidden are kept by name, and reminders
    are planned. Nothing happens to one that was sent or cancelled; one whose document cannot be read is cancelled.
    """
    row = queries.find_locked(tx, actor, distribution_id)
    if row is None or row.state not in (State.SCHEDULED, State.SENDING):
        return
    document, _ = documents.get_locked(tx, MACHINE, row.document_id)
    edition = documents.find_in_force(tx, actor, document.id)
    if edition is None or document.archived_at is not None or document.binned_at is not None:
        _give_up(tx, actor, row, about=document)
        return
    now = clock.now()
    row.edition_id, row.importance = edition.id, edition.importance
    row.send(now, _due_at(tx, actor, row, since=now))
    tx.flush()  # the receipts name the edition and the time
    reached = queries.get_people(tx, actor, read_audience(row.audience))
    to_ask, missed, hidden = queries.get_sets(tx, actor, document, reached=reached, distribution=row)
    opened = documents_service.open_to(tx, actor, hidden, document_id=document.id) if row.open_to_hidden else 0
    if row.open_to_hidden:
        # The document is open to them now: nobody is hidden any more.
        to_ask, missed, _ = queries.get_sets(tx, actor, document, reached=reached, distribution=row)
    tx.execute(insert(LeftOut).from_select(LEFT_OUT_COLUMNS, missed))
    tx.execute(insert(Receipt).from_select(RECEIPT_COLUMNS, new_receipts(row, to_ask)))
    people = queries.list_asked_people(tx, actor, row.id)
    body = f"配信: {row.sender_name}\n期限: {day(row.due_at)}\n{row.message}".strip()
    words = "必ず読んでください:" if row.confirm else "お読みください:"
    said = Said("distribution.asked", words, body, way=to_readers(row), groups=groups_of(row, document))
    tell(tx, actor, (document, edition.title), said=said, to=people)
    plan(tx, row)
    after: Recorded = {"distribution_id": row.id, "recipients": len(people), "opened_to": opened, "due_at": row.due_at}
    audit.record(tx, actor, tags.SENT, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, DistributionSent(distribution_id=row.id))


def nudge(tx: Tx, actor: Actor, distribution_id: UUID) -> int:
    """Those who are not done are told once more; their number is the answer.

    Rule P-202; raises DistributionNotFound and DistributionMoveRefused.
    """
    row = queries.get_locked(tx, actor, distribution_id)
    document, _ = documents.get_document(tx, actor, row.document_id)
    require(actor, P_202, where=lambda: may_steer(actor, row, document))
    row.refuse_unless_sent()
    people = queries.list_asked_people(tx, MACHINE, row.id, open_only=True)
    body = f"配信: {row.sender_name}\n期限: {day(row.due_at)}\n{row.message}".strip()
    said = Said("distribution.nudged", "まだ確認していません:", body, way=to_readers(row))
    tell(tx, actor, (document, title_of(tx, row)), said=said, to=people)
    after: Recorded = {"distribution_id": row.id, "people": len(people)}
    audit.record(tx, actor, tags.NUDGED, Subject(SUBJECT, document.id), after=after)
    return len(people)


def cancel(tx: Tx, actor: Actor, command: Cancel, *, distribution_id: UUID) -> None:
    """Nobody is asked any more, and whom the document was opened to for this alone sees it no longer; what was confirmed is
    kept. Rule P-202; raises DistributionNotFound and DistributionMoveRefused.
    """
    for kind in (BEGINS, REMIND, ESCALATE):
        # Plans before the row: what falls due holds its plan and waits for the row.
        due.cancel(tx, kind, distribution_id)
    row = queries.get_locked(tx, actor, distribution_id)
    document, _ = documents.get_document(tx, actor, row.document_id)
    require(actor, P_202, where=lambda: may_steer(actor, row, document))
    row.cancel(command.reason, clock.now())
    tx.flush()  # what other distributions opened is asked without this one
    closed = 0
    if row.open_to_hidden:
        closed = documents_service.close_to(tx, MACHINE, queries.get_let_in(tx, actor, row), document_id=document.id)
    after: Recorded = {"distribution_id": row.id, "reason": command.reason, "closed_to": closed}
    audit.record(tx, actor, tags.CANCELLED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, DistributionCancelled(distribution_id=row.id))


def plan(tx: Tx, row: Distribution) -> None:
    """The reminder and the escalation happen at their times."""
    if row.due_at is None or row.sent_at is None:
        return
    due.schedule(tx, REMIND, row.id, due_at=reminder_at(clock.now(), row.due_at))
    due.schedule(tx, ESCALATE, row.id, due_at=row.due_at)


def title_of(tx: Tx, row: Distribution) -> str:
    """The title of the edition in force, else of the one that was sent."""
    edition = documents.find_in_force(tx, MACHINE, row.document_id) or documents.find_edition(tx, MACHINE, row.edition_id)
    return edition.title if edition is not None else ""


def day(at: datetime | None) -> str:
    """An instant as people are told it."""
    return f"{at.astimezone(clock.JST):%Y/%m/%d %H:%M}" if at is not None else ""


def _planned(tx: Tx, actor: Actor, form: Form, *, about: tuple[Document, Edition]) -> Distribution:
    document, edition = about
    return Distribution(
        id=DistributionId(new_id()),
        document_id=document.id,
        edition_id=edition.id,
        state=State.SENDING,
        audience=kept_audience(form.audience),
        audience_words=queries.get_words(tx, actor, form.audience),
        open_to_hidden=form.open_to_hidden,
        confirm=form.confirm,
        questions=kept_questions(form.questions),
        message=form.message,
        importance=edition.importance,
        due=form.due.model_dump(mode="json") if form.due is not None else None,
        created_at=clock.now(),
    )


def _start(tx: Tx, actor: Actor, row: Distribution) -> None:
    if row.send_at is not None:
        row.state = State.SCHEDULED
    tx.add(row)
    tx.flush()  # the job and the plan name it
    if row.send_at is not None:
        due.schedule(tx, BEGINS, row.id, due_at=row.send_at)
    else:
        jobs.defer(tx, DELIVER, {"distribution_id": str(row.id)})
    after: Recorded = {
        "distribution_id": row.id,
        "audience": row.audience_words,
        "confirm": row.confirm,
        "send_at": row.send_at,
        "rule_no": row.rule_no,
    }
    audit.record(tx, actor, tags.PLANNED, Subject(SUBJECT, row.document_id), after=after)
    outbox.emit(tx, DistributionPlanned(distribution_id=row.id))


def _give_up(tx: Tx, actor: Actor, row: Distribution, *, about: Document) -> None:
    reason = "文書が施行されていないか、廃止・削除されたため、配信しませんでした。"
    row.cancel(reason, clock.now())
    after: Recorded = {"distribution_id": row.id, "reason": reason}
    audit.record(tx, actor, tags.CANCELLED, Subject(SUBJECT, row.document_id), after=after)
    said = Said("distribution.given_up", "配信できませんでした:", reason, f"/distributions/{row.id}")
    to = [row.sender_id] if row.sender_id is not None else []
    tell(tx, actor, (about, title_of(tx, row)), said=said, to=to)
    outbox.emit(tx, DistributionCancelled(distribution_id=row.id))


def _due_at(tx: Tx, actor: Actor, row: Distribution, *, since: datetime) -> datetime:
    if row.due_at is not None and row.due_at > since:
        return row.due_at
    wanted = Due.model_validate(row.due) if row.due is not None else None
    return due_after(wanted, row.importance, since, accounts.get_working_time(tx, actor))


def _refuse_wrong(tx: Tx, actor: Actor, command: Send, *, starts: datetime) -> None:
    faults = [
        FieldError(f"audience.{place}", "value.unusable", "この配信先は登録されていません。選び直してください。")
        for place in queries.list_unknown(tx, actor, command.audience)
    ]
    if starts > clock.now() + FURTHEST:
        faults.append(FieldError("send_at", "value.too_far", "配信日時は1年以内にしてください。"))
    if command.due_at is not None and not starts < command.due_at <= starts + FURTHEST:
        message = "期限は、配信のあと1年以内の日時にしてください。"
        faults.append(FieldError("due_at", "value.unusable", message))
    if faults:
        raise DistributionRefused(fields=tuple(faults))
