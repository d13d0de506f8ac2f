"""What every move of a consultation begins and ends with: refused when stale; text and state saved, and listeners told."""

from mirai_knowledge.consultations.events import ConsultationMoved
from mirai_knowledge.consultations.queries import Held
from mirai_knowledge.consultations.schemas import ConsultationContent
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.schemas import SaveRecord
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

SUBJECT = "document"


def save(tx: Tx, actor: Actor, held: Held, *, content: ConsultationContent | None = None, reason: str | None = None) -> None:
    """The record holds this text and the row's state; its version grows in any case, so that what somebody else has on screen
    is stale.
    """
    before = held.document.version
    text = content.model_dump(mode="json") if content is not None else None
    saved = SaveRecord(content=text, own_state=held.row.state, reason=reason)
    documents.save_record(tx, actor, saved, document_id=held.document.id, expected=before)
    if held.document.version == before:
        held.document.touch(clock.now())
        changes.mark(tx, SUBJECT, held.document.id)
    tx.flush()  # the page is read back in this transaction
    outbox.emit(tx, ConsultationMoved(document_id=held.document.id))


def refuse_stale(tx: Tx, actor: Actor, held: Held, *, expected: int) -> None:
    """Returns when the consultation still has the version the caller read; raises DocumentStale with it otherwise."""
    documents.save_record(tx, actor, SaveRecord(), document_id=held.document.id, expected=expected)
