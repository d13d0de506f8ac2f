"""Who sees which request."""

from sqlalchemy import ColumnElement, exists, select

from mirai_knowledge.approvals.model import ApprovalRequest
from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel.actor import Actor


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Requests about documents whose drafts are open to the actor. Rule P-194."""
    held = (Document.id == ApprovalRequest.document_id, documents.drafts_open_to(actor))
    return exists(select(Document.id).where(*held).correlate(ApprovalRequest))
