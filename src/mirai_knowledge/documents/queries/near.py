"""What stands near a document by its links and tags, for the pages that lead on from it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, or_, select

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import Document, DocumentLink, DocumentTag, Edition
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def list_linked_ids(tx: Tx, _actor: Actor, document_id: UUID) -> frozenset[UUID]:
    """Documents that it points at or that point at it; which of them the actor may read is asked with what is shown."""
    ends = select(DocumentLink.from_id, DocumentLink.to_id).where(
        or_(DocumentLink.from_id == document_id, DocumentLink.to_id == document_id)
    )
    return frozenset(end for pair in tx.execute(ends) for end in pair if end != document_id)


def list_sharing_tags(tx: Tx, actor: Actor, document_id: UUID, *, limit: int) -> Mapping[UUID, tuple[str, ...]]:
    """Documents in force, open to the actor and not archived, with the tags that they share with it; most of them first."""
    mine = select(DocumentTag.tag).where(DocumentTag.document_id == document_id)
    shared = func.array_agg(DocumentTag.tag)
    statement = (
        select(DocumentTag.document_id, shared)
        .join(Document, Document.id == DocumentTag.document_id)
        .join(Edition, Edition.document_id == Document.id)
        .where(
            DocumentTag.tag.in_(mine), Document.id != document_id, Document.binned_at.is_(None), Document.archived_at.is_(None)
        )
        .where(policy.in_force(clock.now()), policy.audience_holds(actor))
        .group_by(DocumentTag.document_id)
        .order_by(func.count().desc(), DocumentTag.document_id.desc())
        .limit(limit)
    )
    return {found: tuple(sorted(tags)) for found, tags in tx.execute(statement)}
