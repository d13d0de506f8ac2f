"""Opening a document to many people at once, because it is sent to them, and closing it again."""

from uuid import UUID

from sqlalchemy import Select, delete
from sqlalchemy.dialects.postgresql import insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.events import DocumentChanged
from mirai_knowledge.documents.model import DocumentGrant, GrantReason
from mirai_knowledge.documents.schemas.tags import CLOSED_TO, OPENED_TO
from mirai_knowledge.documents.service.texts import SUBJECT
from mirai_knowledge.kernel import changes, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId

COLUMNS = ["document_id", "person_id", "why"]


def open_to(tx: Tx, actor: Actor, people: Select[UUID, PersonId, str], *, document_id: UUID) -> int:
    """Those whom the select gives as (document, person, why) see the document from now on; returns how many did not before.

    For machine work alone: who may ask for it is the asking slice's question. Raises DocumentNotFound.
    """
    document, _ = queries.get_locked(tx, actor, document_id)
    fresh = insert(DocumentGrant).from_select(COLUMNS, people).on_conflict_do_nothing()
    count = len(tx.execute(fresh.returning(DocumentGrant.person_id)).all())
    if count:
        document.version += 1
        audit.record(tx, actor, OPENED_TO, Subject(SUBJECT, document.id), after={"people": count})
        outbox.emit(tx, DocumentChanged(document_id=document.id))
        changes.mark(tx, SUBJECT, document.id)
    return count


def close_to(tx: Tx, actor: Actor, people: Select[PersonId], *, document_id: UUID) -> int:
    """The document is open to these people no longer because it was sent to them; grants for other reasons stay. Returns how
    many grants ended. For machine work alone; raises DocumentNotFound.
    """
    document, _ = queries.get_locked(tx, actor, document_id)
    held = (DocumentGrant.document_id == document.id, DocumentGrant.why == GrantReason.DISTRIBUTION)
    gone = delete(DocumentGrant).where(*held, DocumentGrant.person_id.in_(people)).returning(DocumentGrant.person_id)
    count = len(tx.execute(gone.execution_options(synchronize_session=False)).all())
    if count:
        document.version += 1
        audit.record(tx, actor, CLOSED_TO, Subject(SUBJECT, document.id), after={"people": count})
        outbox.emit(tx, DocumentChanged(document_id=document.id))
        changes.mark(tx, SUBJECT, document.id)
    return count
