"""The verbs of readers: opened, favourite, helpful. They never lock the document, so reading waits for nobody's writing."""

from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.model import DocumentTally, DocumentView, Favourite, Helpful
from mirai_knowledge.documents.policy import P_069, P_141
from mirai_knowledge.documents.schemas.tags import (
    FAVOURITE_REMOVED,
    FAVOURITE_SET,
    HELPFUL_REMOVED,
    HELPFUL_SET,
    OPENED,
    PRINTED,
)
from mirai_knowledge.documents.service.texts import SUBJECT
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require


def note_opened(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """One view more of the document by the actor today. Rule P-069; raises DocumentNotFound."""
    person = _reader(tx, actor, document_id)
    counted = insert(DocumentView).values(document_id=document_id, person_id=person, day=clock.today_jst(), count=1)
    columns = ["document_id", "person_id", "day"]
    tx.execute(counted.on_conflict_do_update(index_elements=columns, set_={"count": DocumentView.count + 1}))
    _count(tx, document_id, views=1)
    audit.record(tx, actor, OPENED, Subject(SUBJECT, document_id))


def note_printed(tx: Tx, actor: Actor, document_id: UUID, *, edition_id: UUID | None) -> None:
    """The log says that the actor took the document along as PDF: this edition, or with None the draft. Rule P-141; raises
    DocumentNotFound.
    """
    document_id = queries.get_document_id(tx, actor, str(document_id))
    require(actor, P_141)
    audit.record(tx, actor, PRINTED, Subject(SUBJECT, document_id), detail={"edition_id": edition_id})


def set_favourite(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The document is among the actor's favourites; doing it again changes nothing. Rule P-069; raises DocumentNotFound."""
    person = _reader(tx, actor, document_id)
    values = {"document_id": document_id, "person_id": person, "created_at": clock.now()}
    fresh = insert(Favourite).values(**values).on_conflict_do_nothing().returning(Favourite.person_id)
    if tx.execute(fresh).first() is not None:
        audit.record(tx, actor, FAVOURITE_SET, Subject(SUBJECT, document_id))


def remove_favourite(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The document is not among the actor's favourites. Rule P-069; raises DocumentNotFound."""
    person = _reader(tx, actor, document_id)
    mine = (Favourite.document_id == document_id, Favourite.person_id == person)
    if tx.execute(delete(Favourite).where(*mine).returning(Favourite.person_id)).first() is not None:
        audit.record(tx, actor, FAVOURITE_REMOVED, Subject(SUBJECT, document_id))


def set_helpful(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The document helped the actor, who is counted once. Rule P-069; raises DocumentNotFound."""
    person = _reader(tx, actor, document_id)
    values = {"document_id": document_id, "person_id": person, "created_at": clock.now()}
    fresh = insert(Helpful).values(**values).on_conflict_do_nothing().returning(Helpful.person_id)
    if tx.execute(fresh).first() is not None:
        _count(tx, document_id, helpful=1)
        audit.record(tx, actor, HELPFUL_SET, Subject(SUBJECT, document_id))


def remove_helpful(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The actor is not counted among those whom the document helped. Rule P-069; raises DocumentNotFound."""
    person = _reader(tx, actor, document_id)
    mine = (Helpful.document_id == document_id, Helpful.person_id == person)
    if tx.execute(delete(Helpful).where(*mine).returning(Helpful.person_id)).first() is not None:
        _count(tx, document_id, helpful=-1)
        audit.record(tx, actor, HELPFUL_REMOVED, Subject(SUBJECT, document_id))


def _reader(tx: Tx, actor: Actor, document_id: UUID) -> PersonId:
    document_id = queries.get_document_id(tx, actor, str(document_id))
    require(actor, P_069, where=lambda: actor.person_id is not None)
    if actor.person_id is None:
        raise TypeError("only people leave marks on documents")
    return actor.person_id


def _count(tx: Tx, document_id: UUID, *, views: int = 0, helpful: int = 0) -> None:
    values = {"views": DocumentTally.views + views, "helpful": DocumentTally.helpful + helpful}
    tx.execute(update(DocumentTally).where(DocumentTally.document_id == document_id).values(**values))
