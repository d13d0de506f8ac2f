"""Who sees which request."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from mirai_knowledge.accounts.policy import APPROVAL_DECIDE
from mirai_knowledge.approvals.model import PUBLISH, ApprovalRequest
from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel.actor import Actor


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Requests about documents whose drafts are open to the actor; about records, which have none, requests of those the
    actor reads, for people who may decide. Rule P-194.
    """
    record = and_(ApprovalRequest.purpose != PUBLISH, documents.audience_holds(actor) if _decides(actor) else false())
    held = (Document.id == ApprovalRequest.document_id, or_(documents.drafts_open_to(actor), record))
    return exists(select(Document.id).where(*held).correlate(ApprovalRequest))


def _decides(actor: Actor) -> bool:
    return actor.may(APPROVAL_DECIDE.code)
