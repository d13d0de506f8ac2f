"""Who sees which consultation: whoever reads its document."""

from sqlalchemy import ColumnElement, and_

from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Consultations, joined with their documents, that the actor may read. Rule P-060."""
    return and_(Document.binned_at.is_(None), documents.audience_holds(actor), documents.has_edition(clock.now()))
