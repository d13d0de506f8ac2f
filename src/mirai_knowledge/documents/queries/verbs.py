"""What the verbs read behind their lock: properties as they stand, the edition that waits, links, labels."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.errors import EditionNotFound
from mirai_knowledge.documents.model import (
    Document,
    DocumentLink,
    DocumentTag,
    DocumentWorkType,
    Draft,
    Edition,
    EditionState,
)
from mirai_knowledge.documents.schemas import Properties
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def get_properties(tx: Tx, _actor: Actor, document: Document) -> Properties:
    """What is said of a locked document beside its text, as it stands (not checked again: masters may have moved on)."""
    tags = select(DocumentTag.tag).where(DocumentTag.document_id == document.id).order_by(DocumentTag.position, DocumentTag.tag)
    work_types = select(DocumentWorkType.work_type_code).where(DocumentWorkType.document_id == document.id)
    return Properties.model_construct(
        audience=document.audience,  # type: ignore[arg-type]  # the table's check says so
        project_id=document.project_id,
        work_section=document.work_section,
        owner_id=document.owner_id,
        owner_name=document.owner_name,
        category=document.category_code,
        number=document.number,
        tags=tuple(tx.scalars(tags)),
        work_types=tuple(sorted(tx.scalars(work_types))),
        next_review_on=document.review_due_on,
    )


def get_scheduled(tx: Tx, _actor: Actor, document_id: UUID, *, edition_id: UUID) -> Edition:
    """An edition of a locked document with its content; raises EditionNotFound."""
    statement = select(Edition).where(Edition.document_id == document_id, Edition.id == edition_id)
    edition = tx.scalars(statement.options(undefer(Edition.content)).execution_options(populate_existing=True)).first()
    if edition is None:
        raise EditionNotFound("この版は見つかりません。履歴から選んでください。")
    return edition


def find_edition(tx: Tx, _actor: Actor, edition_id: UUID) -> Edition | None:
    """An edition by its id, for machine work on it."""
    return tx.scalars(select(Edition).where(Edition.id == edition_id).execution_options(populate_existing=True)).first()


def list_coming(tx: Tx, _actor: Actor, document_id: UUID) -> tuple[Edition, ...]:
    """Editions of a locked document that are approved and wait for their day."""
    waiting = (Edition.state == EditionState.APPROVED, Edition.in_force_from > clock.now())
    statement = select(Edition).where(Edition.document_id == document_id, *waiting).order_by(Edition.in_force_from)
    return tuple(tx.scalars(statement.execution_options(populate_existing=True)))


def list_approved(tx: Tx, _actor: Actor, document_id: UUID) -> tuple[Edition, ...]:
    """All approved editions of a locked document, by their days."""
    held = (Edition.document_id == document_id, Edition.state == EditionState.APPROVED)
    statement = select(Edition).where(*held).order_by(Edition.in_force_from)
    return tuple(tx.scalars(statement.execution_options(populate_existing=True)))


def find_link(tx: Tx, _actor: Actor, link: tuple[UUID, UUID, str]) -> DocumentLink | None:
    """The link (from, to, type) when there is one."""
    held = (DocumentLink.from_id == link[0], DocumentLink.to_id == link[1], DocumentLink.type == link[2])
    return tx.scalars(select(DocumentLink).where(*held)).first()


def list_document_labels(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """How these documents are called in one line; those the actor may not know of are missing."""
    now = select(Edition.title).where(Edition.document_id == Document.id, policy.in_force(clock.now())).scalar_subquery()
    draft = select(Draft.title).where(Draft.document_id == Document.id).scalar_subquery()
    held = (Edition.document_id == Document.id, Edition.state == EditionState.IN_REVIEW)
    waiting = select(Edition.title).where(*held).limit(1).scalar_subquery()
    title = func.coalesce(now, draft, waiting, "").label("title")
    statement = select(Document.id, Document.kind, Document.serial, title).where(Document.id.in_(ids), policy.visible_to(actor))
    return {row.id: f"{code_of(row.kind, row.serial)} {row.title}".strip() for row in tx.execute(statement)}
