"""The verbs of who answers: assign, hand over, decline."""

from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.consultations import policy, queries
from mirai_knowledge.consultations.errors import ConsultationMoveRefused, ConsultationRefused
from mirai_knowledge.consultations.model import State
from mirai_knowledge.consultations.queries import Held
from mirai_knowledge.consultations.schemas import steps
from mirai_knowledge.consultations.schemas.commands import Assign, Because
from mirai_knowledge.consultations.service.clock import plan_clock, start_clock
from mirai_knowledge.consultations.service.saving import SUBJECT, refuse_stale, save
from mirai_knowledge.consultations.service.telling import Said, Taken, note_step, tell, tell_unassigned
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId


def assign(tx: Tx, actor: Actor, command: Assign, *, document_id: UUID, expected: int) -> None:
    """The expert is to answer, and knows it; the one who had it hands it over with a reason.

    Rule P-166; raises DocumentNotFound, DocumentStale, ConsultationMoveRefused, and ConsultationRefused for somebody who may
    not answer, is the asker, or a handing over without a reason.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "assign", part=held.part)
    refuse_stale(tx, actor, held, expected=expected)
    name = queries.find_answerer(tx, actor, command.expert_id)
    if name is None or command.expert_id == held.row.asker_id:
        message = "この人には担当を頼めません。相談に回答できる人を選んでください。"
        raise ConsultationRefused(message, fields=(FieldError("expert_id", "expert.unknown", message),))
    if command.expert_id == held.row.expert_id:
        raise ConsultationMoveRefused("この人は、すでにこの相談の担当です。")
    hands_over = held.part.expert and held.row.state == State.ASSIGNED
    if hands_over and not command.reason:
        message = "引き継ぐ理由を入力してください。"
        raise ConsultationRefused(message, fields=(FieldError("reason", "value.missing", message),))
    taken = Taken("handed_over" if hands_over else "assigned", to_name=name, text=command.reason)
    give(tx, actor, held, expert=command.expert_id, taken=taken)
    save(tx, actor, held)


def decline(tx: Tx, actor: Actor, command: Because, *, document_id: UUID, expected: int) -> None:
    """Nobody is to answer again; leads and administrators know it, and why.

    Rule P-167; raises DocumentNotFound, DocumentStale, ConsultationMoveRefused.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "decline", part=held.part)
    refuse_stale(tx, actor, held, expected=expected)
    before, name = held.row.expert_id, held.row.expert_name
    held.row.decline(clock.now(), accounts.get_working_time(tx, actor))
    plan_clock(tx, actor, held.row)
    note_step(tx, actor, document_id, taken=Taken("declined", text=command.reason))
    change = {"expert_id": before}, {"expert_id": None, "reason": command.reason}
    audit.record(tx, actor, steps.DECLINED, Subject(SUBJECT, document_id), before=change[0], after=change[1])
    save(tx, actor, held)
    tell_unassigned(tx, actor, held.row, body=f"{name}さんが辞退しました: {command.reason}")


def give(tx: Tx, actor: Actor, held: Held, *, expert: UUID, taken: Taken) -> None:
    """The expert, called as in the step, has the consultation and knows it; the caller saves."""
    before, name = held.row.expert_id, taken.to_name or ""
    held.row.assign(PersonId(expert), name)
    if held.row.clock_total is None:
        start_clock(tx, actor, held.row)  # an imported one begins to count with its first move here
    note_step(tx, actor, held.document.id, taken=taken)
    change: tuple[Recorded, Recorded] = {"expert_id": before}, {"expert_id": expert, "reason": taken.text}
    audit.record(tx, actor, steps.ASSIGNED, Subject(SUBJECT, held.document.id), before=change[0], after=change[1])
    tx.flush()  # those who are told are asked for with the rows as they stand
    tell(tx, actor, held.row, said=Said("consultation.assigned", "相談の担当になりました:", taken.text), to=[expert])
    others = [who for who in (before, held.row.asker_id) if who != expert]
    tell(tx, actor, held.row, said=Said("consultation.handed", f"担当は{name}さんです:"), to=others)
