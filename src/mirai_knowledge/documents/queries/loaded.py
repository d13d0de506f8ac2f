"""Documents as a migration finds them again, whoever may see them: it concerns the whole installation."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import undefer

from mirai_knowledge.documents.errors import DocumentNotFound
from mirai_knowledge.documents.model import Comment, CommentId, Document, DocumentLink, Edition
from mirai_knowledge.documents.schemas.intake import CommentKey
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue


def find_loaded(tx: Tx, _actor: Actor, document_id: UUID) -> Document | None:
    """The document that a run loaded, locked until the transaction ends; None when it is gone."""
    statement = select(Document).where(Document.id == document_id, Document.legacy.is_not(None)).with_for_update()
    return tx.scalars(statement.execution_options(populate_existing=True)).first()


def get_loaded(tx: Tx, actor: Actor, document_id: UUID) -> Document:
    """The document that a run loaded, locked until the transaction ends; raises DocumentNotFound."""
    document = find_loaded(tx, actor, document_id)
    if document is None:
        raise DocumentNotFound("移行で取り込んだ文書ではありません。")
    return document


def list_of_run(tx: Tx, _actor: Actor, run: UUID) -> tuple[Document, ...]:
    """The documents that the run added or changed, locked, the youngest first."""
    changed = Document.legacy["former"]["run"].astext == str(run)
    statement = select(Document).where(or_(Document.intake_run == run, changed)).order_by(Document.serial.desc())
    return tuple(tx.scalars(statement.with_for_update().execution_options(populate_existing=True)))


def find_edition_of_run(tx: Tx, _actor: Actor, document_id: UUID, *, run: UUID) -> Edition | None:
    """The edition that the run gave to the document."""
    statement = select(Edition).where(Edition.document_id == document_id, Edition.intake_run == run)
    return tx.scalars(statement.options(undefer(Edition.content)).order_by(Edition.in_force_from.desc()).limit(1)).first()


def get_comment_count(tx: Tx, _actor: Actor, document_id: UUID) -> int:
    """How many comments stand under the document, deleted ones too."""
    return tx.scalar(select(func.count()).where(Comment.document_id == document_id)) or 0


def list_comment_ids(tx: Tx, _actor: Actor, document_id: UUID) -> Mapping[CommentKey, CommentId]:
    """The comments that stand under the document, by author, date and words."""
    rows = tx.scalars(select(Comment).where(Comment.document_id == document_id))
    return {(row.author_name, row.created_at, row.body): row.id for row in rows}


def find_foreign_link(tx: Tx, _actor: Actor, document: Document) -> DocumentLink | None:
    """A link from or to the document that people have made since it was loaded."""
    loaded = _loaded_links(document.legacy)
    here = select(DocumentLink).where(DocumentLink.from_id == document.id)
    for link in tx.scalars(here):
        if (str(link.to_id), link.type) not in loaded:
            return link
    there = select(DocumentLink, Document.legacy).join(Document, Document.id == DocumentLink.from_id)
    for link, legacy in tx.execute(there.where(DocumentLink.to_id == document.id)):
        if (str(document.id), link.type) not in _loaded_links(legacy):
            found: DocumentLink = link
            return found
    return None


def _loaded_links(legacy: Mapping[str, JsonValue] | None) -> set[tuple[str, str]]:
    told = (legacy or {}).get("links")
    pairs = [link for link in told if isinstance(link, list)] if isinstance(told, list) else []
    return {(str(link[0]), str(link[1])) for link in pairs}
