"""One document: found by id, code or alias; locked for a change; with what the actor may do to it."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import undefer

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.errors import DocumentNotFound
from mirai_knowledge.documents.model import Document, DocumentAlias, DocumentId, Draft, Edition, EditionState
from mirai_knowledge.documents.policy import Abilities
from mirai_knowledge.documents.schemas.kinds import is_known, parse_code
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

MISSING = "この文書は見つかりません。移動・削除されたか、見られる範囲にありません。"


def get_document_id(tx: Tx, actor: Actor, ref: str) -> DocumentId:
    """The id of the document that somebody calls `ref`: its id, its code (KN-000001), its company number or an alias.

    Raises DocumentNotFound, also for one that is hidden.
    """
    found = find_document_id(tx, actor, ref)
    if found is None:
        raise _missing()
    return found


def find_document_id(tx: Tx, actor: Actor, ref: str) -> DocumentId | None:
    """The id of the document that somebody calls `ref`; None also for one that is hidden."""
    try:
        return tx.scalar(select(Document.id).where(Document.id == UUID(ref), policy.visible_to(actor)))
    except ValueError:
        pass
    if len(ref) > 100 or "\x00" in ref:
        return None
    names: list[ColumnElement[bool]] = [
        Document.number == ref,
        Document.id.in_(select(DocumentAlias.document_id).where(DocumentAlias.alias == ref)),
    ]
    code = parse_code(ref)
    if code is not None:
        by_code = (Document.kind == code[0]) & (Document.serial == code[1])
        exact = tx.scalar(select(Document.id).where(by_code, policy.visible_to(actor)))
        if exact is not None:
            return exact
    return tx.scalar(select(Document.id).where(or_(*names), policy.visible_to(actor)).order_by(Document.id).limit(1))


def get_locked(tx: Tx, actor: Actor, document_id: UUID) -> tuple[Document, Abilities]:
    """The document, locked until the transaction ends, and what the actor may do to it as it stands behind the lock.

    Raises DocumentNotFound, also for one that is hidden.
    """
    # First the lock alone: a condition asked before the wait would be answered with what stood before it.
    lock = select(Document).where(Document.id == document_id).with_for_update().execution_options(populate_existing=True)
    document = tx.scalars(lock).first()
    if document is None or not is_known(document.kind):
        raise _missing()
    held = get_abilities(tx, actor, document_id)
    if not held.visible:
        raise _missing()
    return document, held


def get_document(tx: Tx, actor: Actor, document_id: UUID) -> tuple[Document, Abilities]:
    """The document and what the actor may do to it; raises DocumentNotFound, also for one that is hidden."""
    statement = select(Document, *policy.fact_columns(actor)).where(Document.id == document_id)
    row = tx.execute(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise _missing()
    document: Document = row[0]
    held = policy.abilities(actor, row[1:])
    if not held.visible or not is_known(document.kind):
        raise _missing()
    return document, held


def get_document_called(tx: Tx, actor: Actor, ref: str) -> tuple[Document, Abilities]:
    """As `get_document`, of the document that somebody calls `ref`."""
    try:
        document_id = UUID(ref)
    except ValueError:
        return get_document(tx, actor, get_document_id(tx, actor, ref))
    return get_document(tx, actor, document_id)


def get_abilities(tx: Tx, actor: Actor, document_id: UUID) -> Abilities:
    """What the actor may do to the document; all False for one that is not there."""
    row = tx.execute(select(*policy.fact_columns(actor)).where(Document.id == document_id)).first()
    return policy.abilities(actor, tuple(row)) if row is not None else Abilities(*[False] * 10)


def find_draft(tx: Tx, _actor: Actor, document_id: UUID) -> Draft | None:
    """The open draft with its content; who may see it has been asked with the document's abilities."""
    statement = select(Draft).where(Draft.document_id == document_id).options(undefer(Draft.content))
    return tx.scalars(statement.execution_options(populate_existing=True)).first()


def find_in_force(tx: Tx, _actor: Actor, document_id: UUID) -> Edition | None:
    """The edition in force now, with its content; who may read it has been asked with the document's abilities."""
    return _edition(tx, Edition.document_id == document_id, policy.in_force(clock.now()))


def find_last_approved(tx: Tx, _actor: Actor, document_id: UUID) -> Edition | None:
    """The approved edition without an end: the one in force, or one that waits for its day, or the last there was."""
    return _edition(
        tx, Edition.document_id == document_id, Edition.state == EditionState.APPROVED, Edition.in_force_until.is_(None)
    )


def find_in_review(tx: Tx, _actor: Actor, document_id: UUID) -> Edition | None:
    """The edition that waits for approval, with its content; there is at most one."""
    return _edition(tx, Edition.document_id == document_id, Edition.state == EditionState.IN_REVIEW)


def find_before(tx: Tx, _actor: Actor, edition: Edition) -> Edition | None:
    """The approved edition whose end is this one's beginning."""
    return _edition(
        tx,
        Edition.document_id == edition.document_id,
        Edition.state == EditionState.APPROVED,
        Edition.in_force_until == edition.in_force_from,
    )


def _missing() -> DocumentNotFound:
    """The refusal of a document that is not there or hidden; both read the same."""
    return DocumentNotFound(MISSING)


def _edition(tx: Tx, *conditions: ColumnElement[bool]) -> Edition | None:
    statement = select(Edition).where(*conditions).options(undefer(Edition.content)).limit(1)
    return tx.scalars(statement.execution_options(populate_existing=True)).first()
