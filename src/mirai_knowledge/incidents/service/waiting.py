"""What waits for approval stays as it is, and what has to pass a route is asked."""

from uuid import UUID

from mirai_knowledge.approvals import queries as approvals
from mirai_knowledge.approvals import service as approving
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.incidents.errors import ApprovalWaits
from mirai_knowledge.incidents.model import IncidentAction
from mirai_knowledge.incidents.queries import Told
from mirai_knowledge.incidents.schemas.codes import CLOSING, VERIFICATION
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

CLOSING_WAITS = "終結の承認を待っています。変更するときは、先に「承認」の画面で申請を取り下げてください。"
VERIFICATION_WAITS = "この是正処置は、確認の承認を待っています。変更するときは、先に「承認」の画面で申請を取り下げてください。"


def refuse_waiting(tx: Tx, actor: Actor, document_id: UUID, *, action_id: UUID | None = None) -> None:
    """Returns for an incident (and an action of it) that waits for nobody; raises ApprovalWaits. The incident is locked."""
    waiting = approvals.list_waiting_about(tx, actor, [document_id])
    if (document_id, None) in waiting:
        raise ApprovalWaits(CLOSING_WAITS)
    if action_id is not None and (document_id, action_id) in waiting:
        raise ApprovalWaits(VERIFICATION_WAITS)


def ask_to_close(tx: Tx, actor: Actor, told: Told) -> bool:
    """Whether closing waits for approval from now on; False where no rule asks for one."""
    question = approving.Question(CLOSING, None, f"終結: {told.edition.title}", _weight(told))
    return approving.ask(tx, actor, question, document_id=told.document.id) is not None


def ask_to_verify(tx: Tx, actor: Actor, told: Told, *, row: IncidentAction, note: str) -> bool:
    """Whether the verification waits for approval from now on; who did it may not decide. False where no rule asks for one."""
    doers = tuple(person for person in (row.done_by, row.owner_id) if person is not None)
    question = approving.Question(VERIFICATION, row.id, f"是正の確認: {row.text}", _weight(told), note, doers)
    return approving.ask(tx, actor, question, document_id=told.document.id) is not None


def _weight(told: Told) -> Importance:
    severity: Importance = told.incident.severity  # type: ignore[assignment]  # the table's check says so
    return severity
