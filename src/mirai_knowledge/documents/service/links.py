"""The verbs of links between documents."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.events import DocumentChanged
from mirai_knowledge.documents.model import Document, DocumentId, DocumentLink
from mirai_knowledge.documents.policy import require_ability
from mirai_knowledge.documents.policy.content import refused
from mirai_knowledge.documents.schemas import SetLink
from mirai_knowledge.documents.schemas.tags import LINKED, UNLINKED
from mirai_knowledge.documents.service.texts import SUBJECT
from mirai_knowledge.kernel import changes, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError


def set_link(tx: Tx, actor: Actor, command: SetLink, *, document_id: UUID) -> None:
    """The document points at the other one in this way; pointing again changes nothing.

    Rule P-062; raises DocumentNotFound, and ContentRefused for a document the actor does not see, or itself.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "edits")
    document.refuse_in_bin()
    if queries.find_link(tx, actor, (document.id, command.to_id, command.type)) is not None:
        return
    put_links(tx, actor, document, links=(command,))
    after = {"to_id": command.to_id, "type": command.type}
    audit.record(tx, actor, LINKED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, DocumentChanged(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def remove_link(tx: Tx, actor: Actor, command: SetLink, *, document_id: UUID) -> None:
    """The document no longer points at the other one in this way; nothing happens when it did not.

    Rule P-062; raises DocumentNotFound.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "edits")
    document.refuse_in_bin()
    link = queries.find_link(tx, actor, (document.id, command.to_id, command.type))
    if link is None:
        return
    tx.delete(link)
    before = {"to_id": command.to_id, "type": command.type}
    audit.record(tx, actor, UNLINKED, Subject(SUBJECT, document.id), before=before)
    outbox.emit(tx, DocumentChanged(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def put_links(tx: Tx, actor: Actor, document: Document, *, links: Sequence[SetLink]) -> None:
    """The document points at these others, of which the actor must see each; raises ContentRefused."""
    for link in links:
        unseen = link.to_id == document.id or not queries.get_abilities(tx, actor, link.to_id).visible
        if unseen:
            message = "結び付ける相手の文書が見つかりません。検索して選び直してください。"
            raise refused((FieldError("to_id", "document.unknown", message),))
        values = {"from_id": document.id, "to_id": DocumentId(link.to_id), "type": link.type}
        tx.execute(insert(DocumentLink).values(**values).on_conflict_do_nothing())
