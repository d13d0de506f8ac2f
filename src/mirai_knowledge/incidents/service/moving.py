"""The verbs of the incident's state: on to the next, back to the former, and taken up again."""

from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.schemas import SaveRecord
from mirai_knowledge.incidents import policy, queries
from mirai_knowledge.incidents.errors import ActionsMissing, ActionsStillOpen, CausesMissing, IncidentRefused
from mirai_knowledge.incidents.events import IncidentMoved
from mirai_knowledge.incidents.model import STATE_NAMES, IncidentMove, IncidentState
from mirai_knowledge.incidents.policy.standing import blocker
from mirai_knowledge.incidents.schemas.commands import MoveIncident
from mirai_knowledge.incidents.schemas.tags import MOVED
from mirai_knowledge.incidents.service.notices import SUBJECT, tell
from mirai_knowledge.incidents.service.reporting import add_step
from mirai_knowledge.incidents.service.telling import kept_of, remark
from mirai_knowledge.incidents.service.waiting import ask_to_close, refuse_waiting
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import Conflict, FieldError
from mirai_knowledge.kernel.rights import require

MISSING: dict[str, type[Conflict]] = {
    IncidentState.INVESTIGATING: CausesMissing,
    IncidentState.ACTION_PLAN: ActionsMissing,
}


def move(tx: Tx, actor: Actor, command: MoveIncident, *, document_id: UUID, expected: int) -> None:
    """The incident is in the state the move leads to; its reporter is told. Where a rule sends closing along a route, it waits
    for approval instead, and is closed by that.

    Rule P-153; raises DocumentNotFound, IncidentMoveRefused, CausesMissing, ActionsMissing, ActionsStillOpen, ApprovalWaits,
    DocumentStale, and IncidentRefused when going back without a reason.
    """
    told = queries.get_locked(tx, actor, document_id)
    require(actor, policy.P_153)
    refuse_waiting(tx, actor, document_id)
    if command.move is not IncidentMove.ADVANCE and not command.reason:
        message = "理由を入力してください。"
        raise IncidentRefused(message, fields=(FieldError("reason", "value.missing", message),))
    closes = command.move is IncidentMove.ADVANCE and told.incident.state == IncidentState.VERIFYING
    if closes and _blocked(tx, actor, told) is None:
        # A version that is not the present one is refused before anybody is asked.
        documents.save_record(tx, actor, SaveRecord(), document_id=document_id, expected=expected)
        if ask_to_close(tx, actor, told):
            return
    move_on(tx, actor, told, command=command, expected=expected)


def move_on(tx: Tx, actor: Actor, told: queries.Told, *, command: MoveIncident, expected: int) -> None:
    """As `move`, once it is settled who may; the incident is locked."""
    incident, was, document_id = told.incident, told.incident.state, told.document.id
    reason = _blocked(tx, actor, told)
    to = incident.move(command.move, clock.now())
    if command.move is IncidentMove.ADVANCE and reason is not None:
        raise MISSING.get(was, ActionsStillOpen)(reason)
    documents.save_record(tx, actor, SaveRecord(own_state=to), document_id=document_id, expected=expected)
    said = remark(tx, actor, command.reason, kept=kept_of(tx, actor, told))
    add_step(tx, actor, incident, reason=said)
    before: Recorded = {"state": was}
    audit.record(tx, actor, MOVED, Subject(SUBJECT, document_id), before=before, after={"state": to, "reason": said})
    outbox.emit(tx, IncidentMoved(document_id=document_id, state=to))
    words = ("incident.moved", f"報告した事故・ヒヤリが「{STATE_NAMES[to]}」になりました", f"{told.code} {told.edition.title}")
    tell(tx, actor, told, words=words, to=[incident.reporter_id])


def _blocked(tx: Tx, actor: Actor, told: queries.Told) -> str | None:
    return blocker(told.incident, told.edition.content, queries.list_action_rows(tx, actor, told.document.id))
