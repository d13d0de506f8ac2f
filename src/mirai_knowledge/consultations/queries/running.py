"""Consultations for the verbs: what one has asked, one whose time has come, all whose clocks run."""

from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.consultations.model import Consultation
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def find_asked(tx: Tx, actor: Actor, document_id: UUID | None) -> UUID | None:
    """The id, when the actor has asked under it before."""
    if document_id is None or actor.person_id is None:
        return None
    mine = select(Consultation.document_id).where(Consultation.asker_id == actor.person_id)
    return tx.scalar(mine.where(Consultation.document_id == document_id))


def find_running(tx: Tx, _actor: Actor, document_id: UUID) -> Consultation | None:
    """The consultation, locked until the transaction ends, when its clock runs and its document is in use."""
    statement = select(Consultation).where(Consultation.document_id == document_id, Consultation.due_at.is_not(None))
    live = statement.join(Document, Document.id == Consultation.document_id).where(Document.binned_at.is_(None))
    return tx.scalars(live.with_for_update(of=Consultation).execution_options(populate_existing=True)).first()


def list_running_ids(tx: Tx, _actor: Actor) -> tuple[UUID, ...]:
    """Every consultation whose clock runs, in the order of the ids."""
    running = select(Consultation.document_id).where(Consultation.due_at.is_not(None))
    return tuple(tx.scalars(running.order_by(Consultation.document_id)))
