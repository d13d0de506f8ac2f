"""Pictures: which ones a document shows, where, and which ones somebody may put into a text."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import exists, or_, select

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.errors import AttachmentNotFound
from mirai_knowledge.documents.model import Attachment, AttachmentId, AttachmentUse, Document
from mirai_knowledge.documents.policy import signing
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def list_addresses(tx: Tx, _actor: Actor, ids: Collection[UUID], *, document_id: UUID) -> Mapping[UUID, str]:
    """Where each of these pictures is shown for the next hour, of those the document uses; whoever asks has been shown the
    text they stand in.
    """
    if not ids:
        return {}
    used = select(AttachmentUse.attachment_id).where(
        AttachmentUse.document_id == document_id, AttachmentUse.attachment_id.in_(ids)
    )
    now = clock.now()
    return {attachment_id: signing.address_of(attachment_id, now) for attachment_id in tx.scalars(used)}


def list_usable(tx: Tx, actor: Actor, ids: Collection[UUID]) -> tuple[AttachmentId, ...]:
    """Those of the pictures that the actor may put into a text: own uploads, and those of documents the actor sees."""
    if not ids:
        return ()
    seen = exists(
        select(AttachmentUse.attachment_id)
        .join(Document, Document.id == AttachmentUse.document_id)
        .where(AttachmentUse.attachment_id == Attachment.id, policy.visible_to(actor))
    )
    statement = select(Attachment.id).where(Attachment.id.in_(ids))
    if not actor.everything:
        statement = statement.where(or_(Attachment.created_by == actor.person_id, seen))
    return tuple(tx.scalars(statement))


def get_attachment(tx: Tx, _actor: Actor, attachment_id: UUID) -> Attachment:
    """The row of a picture, for whoever holds its signed address; raises AttachmentNotFound."""
    row = tx.scalars(select(Attachment).where(Attachment.id == attachment_id)).first()
    if row is None:
        raise AttachmentNotFound("この添付は開けません。元の文書を開き直してください。")
    return row


def find_attachment(tx: Tx, actor: Actor, attachment_id: UUID) -> Attachment | None:
    """A picture the actor uploaded; to machine work any."""
    statement = select(Attachment).where(Attachment.id == attachment_id)
    if not actor.everything:
        statement = statement.where(Attachment.created_by == actor.person_id)
    return tx.scalars(statement).first()
