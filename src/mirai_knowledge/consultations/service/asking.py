"""The verbs of the one who asks: ask, and word the question anew."""

from datetime import date
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.consultations import policy, queries
from mirai_knowledge.consultations.errors import ConsultationRefused
from mirai_knowledge.consultations.events import ConsultationAsked
from mirai_knowledge.consultations.model import Consultation, State
from mirai_knowledge.consultations.schemas import ConsultationContent, steps
from mirai_knowledge.consultations.schemas.commands import Ask, ChangeQuestion
from mirai_knowledge.consultations.schemas.views import Proposal
from mirai_knowledge.consultations.service.assigning import give
from mirai_knowledge.consultations.service.clock import plan_clock, start_clock
from mirai_knowledge.consultations.service.saving import SUBJECT, refuse_stale, save
from mirai_knowledge.consultations.service.telling import Said, Taken, tell, tell_unassigned
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.schemas import NewRecord
from mirai_knowledge.documents.schemas.files import AddFile
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.rights import require

KIND = "consultation"


def ask(tx: Tx, actor: Actor, command: Ask) -> UUID:
    """The question is asked, its clock runs, and this is its id: with the expert who was chosen, or who knows the field, takes
    questions and has the least to do; without one, leads and administrators know of it. The same question sent again by the
    same person is there once.

    Rule P-165; raises ConsultationRefused, ContentRefused, DocumentIdTaken, NumberTaken, AttachmentNotFound.
    """
    require(actor, policy.P_165)
    if (known := queries.find_asked(tx, actor, command.id)) is not None:
        return known
    _refuse_past(command.wanted_on)
    chosen = _chosen(tx, actor, command)
    document_id = documents.start_record(tx, actor, _record(command))
    row = Consultation(
        document_id=document_id,
        state=State.OPEN,
        priority=command.priority,
        specialty=command.specialty or None,
        wanted_on=command.wanted_on,
        asker_id=actor.person_id,
        asker_name=actor.name,
        asked_at=clock.now(),
        flags=[],
    )
    tx.add(row)
    tx.flush()  # its steps point at it
    for attachment_id in dict.fromkeys(command.attachments):
        documents.add_file(tx, actor, AddFile(attachment_id=attachment_id), document_id=document_id)
    start_clock(tx, actor, row)
    after: Recorded = {"priority": row.priority, "specialty": row.specialty, "due_at": row.due_at}
    audit.record(tx, actor, steps.ASKED, Subject(SUBJECT, document_id), after=after)
    outbox.emit(tx, ConsultationAsked(document_id=document_id))
    if chosen is None or chosen.person.id is None:
        tell_unassigned(tx, actor, row)
        return document_id
    held = queries.get_held(tx, actor, document_id)
    give(tx, actor, held, expert=chosen.person.id, taken=_taken(chosen))
    save(tx, actor, held)
    return document_id


def _record(command: Ask) -> NewRecord:
    content = ConsultationContent(
        title=command.title,
        question=command.question,
        priority=command.priority,
        specialty=command.specialty,
        wanted_on=command.wanted_on,
    )
    return NewRecord(KIND, content.model_dump(mode="json"), State.OPEN, command.metadata, id=command.id)


def change_question(tx: Tx, actor: Actor, command: ChangeQuestion, *, document_id: UUID, expected: int) -> None:
    """The fields that were sent have their new values, the others stay; another priority gives the clock another time.

    Rule P-170; raises DocumentNotFound, DocumentStale, ConsultationMoveRefused, ContentRefused.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "change", part=held.part)
    refuse_stale(tx, actor, held, expected=expected)
    if command.wanted_on != held.content.wanted_on:
        _refuse_past(command.wanted_on)
    sent = {name: getattr(command, name) for name in command.model_fields_set}
    content = held.content.model_copy(update=sent)
    if content == held.content:
        return
    row = held.row
    if content.priority != row.priority:
        row.priority = content.priority
        row.change_total(policy.minutes_for(row.priority), clock.now(), accounts.get_working_time(tx, actor))
        plan_clock(tx, actor, row)
    row.specialty, row.wanted_on = content.specialty or None, content.wanted_on
    before: Recorded = {"priority": held.content.priority, "specialty": held.content.specialty}
    after: Recorded = {"priority": content.priority, "specialty": content.specialty}
    audit.record(tx, actor, steps.QUESTION_CHANGED, Subject(SUBJECT, document_id), before=before, after=after)
    save(tx, actor, held, content=content, reason="相談の内容を直した")
    if row.state == State.ASSIGNED:
        tell(tx, actor, row, said=Said("consultation.changed", "相談の内容が直されました:"), to=[row.expert_id])


def _refuse_past(day: date | None) -> None:
    if day is not None and day < clock.today_jst():
        message = "希望日が過ぎています。今日以降の日を選んでください。"
        raise ConsultationRefused(message, fields=(FieldError("wanted_on", "date.past", message),))


def _taken(chosen: Proposal) -> Taken:
    return Taken("assigned", to_name=chosen.person.name, text="、".join(chosen.reasons))


def _chosen(tx: Tx, actor: Actor, command: Ask) -> Proposal | None:
    proposals = queries.list_proposals(tx, actor, command.specialty)
    if command.expert_id is None:
        return policy.find_best(proposals)
    chosen = next((entry for entry in proposals if entry.person.id == command.expert_id), None)
    if chosen is None:
        message = "この専門家には相談できません。一覧から選び直してください。"
        raise ConsultationRefused(message, fields=(FieldError("expert_id", "expert.unknown", message),))
    return chosen
