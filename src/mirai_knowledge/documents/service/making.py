"""What every beginning of a document shares: its row, its properties, its words."""

from datetime import datetime

from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentIdTaken
from mirai_knowledge.documents.model import Document, DocumentId, DocumentTally
from mirai_knowledge.documents.schemas import NewDocument, NewRecord
from mirai_knowledge.documents.schemas.kinds import Content, kind_of
from mirai_knowledge.documents.service.properties import put_properties, put_words, refuse_wrong_properties
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id


def make_document(tx: Tx, actor: Actor, new: NewDocument | NewRecord, *, content: Content, at: datetime) -> Document:
    """A new document of the actor's with its properties and words, written; it has no text yet.

    Raises DocumentIdTaken, NumberTaken, and ContentRefused for properties that cannot be.
    """
    document_id = DocumentId(new.id or new_id())
    # It makes starts of a kind follow each other, so that what is asked below still holds when the rows are written.
    serial = queries.get_next_serial(tx, actor, new.kind)
    # First: a start that is sent twice would otherwise be told that its own number is taken.
    if queries.find_taken(tx, actor, document_id) is not None:
        raise DocumentIdTaken("この id の文書はすでにあります。新しい id で送り直してください。")
    refuse_wrong_properties(tx, actor, new.properties, kind=new.kind)
    document = Document(
        id=document_id,
        kind=new.kind,
        serial=serial,
        audience=new.properties.audience,
        creator_id=actor.person_id,
        creator_name=actor.name,
        language=kind_of(new.kind).project(content).language,
        own_state=new.own_state if isinstance(new, NewRecord) else None,
        created_at=at,
        draft_version=0,
        views_base=0,
        helpful_base=0,
    )
    document.touch(at)
    put_properties(tx, actor, document, command=new.properties, own=True)
    tx.add(document)
    tx.flush()  # its text, tags and links point at it, and a number that was taken meanwhile must surface here
    put_words(tx, document, command=new.properties)
    tx.add(DocumentTally(document_id=document.id, views=0, helpful=0, comments=0))
    return document
