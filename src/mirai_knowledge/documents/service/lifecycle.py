"""The verbs of a document's life: archive and back, into the bin and back."""

from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentMoveRefused
from mirai_knowledge.documents.events import DocumentArchived, DocumentBinned, DocumentRestored, DocumentUnarchived
from mirai_knowledge.documents.model import DocumentId
from mirai_knowledge.documents.policy import require_ability
from mirai_knowledge.documents.policy.content import refused
from mirai_knowledge.documents.schemas import Archive
from mirai_knowledge.documents.schemas.tags import ARCHIVED, BINNED, RESTORED, UNARCHIVED
from mirai_knowledge.documents.service.texts import SUBJECT, refuse_in_review
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError


def archive(tx: Tx, actor: Actor, command: Archive, *, document_id: UUID) -> None:
    """The document is no longer to be followed; it stays readable, with the reason and the one that replaces it.

    Rule P-065; raises DocumentNotFound, DocumentInReview, DocumentMoveRefused, and ContentRefused for a successor the actor
    does not see.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "archives")
    refuse_in_review(tx, actor, document)
    if not held.published:
        raise DocumentMoveRefused("まだ公開されていない文書は廃止できません。不要なときはごみ箱に入れてください。")
    if command.superseded_by is not None and not queries.get_abilities(tx, actor, command.superseded_by).visible:
        message = "置き換える文書が見つかりません。検索して選び直してください。"
        raise refused((FieldError("superseded_by", "document.unknown", message),))
    successor = None if command.superseded_by is None else DocumentId(command.superseded_by)
    document.archive(command.reason, clock.now(), superseded_by=successor)
    document.touch(clock.now())
    after: Recorded = {"reason": command.reason, "superseded_by": successor}
    audit.record(tx, actor, ARCHIVED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, DocumentArchived(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def unarchive(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The document is in use again. Rule P-065; raises DocumentNotFound and DocumentMoveRefused."""
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "archives")
    before: Recorded = {"reason": document.archived_reason, "superseded_by": document.superseded_by}
    document.unarchive()
    document.touch(clock.now())
    audit.record(tx, actor, UNARCHIVED, Subject(SUBJECT, document.id), before=before)
    outbox.emit(tx, DocumentUnarchived(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def throw_away(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The document lies in the bin with all that belongs to it, and nobody finds it but those who may take it back.

    Rule P-066; raises DocumentNotFound, DocumentInReview and DocumentMoveRefused.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "bins")
    refuse_in_review(tx, actor, document)
    document.throw_away(actor.person_id, clock.now())
    document.touch(clock.now())
    audit.record(tx, actor, BINNED, Subject(SUBJECT, document.id))
    outbox.emit(tx, DocumentBinned(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def restore(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The document is back from the bin as it was. Rule P-066; raises DocumentNotFound and DocumentMoveRefused."""
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "bins")
    document.restore()
    document.touch(clock.now())
    audit.record(tx, actor, RESTORED, Subject(SUBJECT, document.id))
    outbox.emit(tx, DocumentRestored(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)
