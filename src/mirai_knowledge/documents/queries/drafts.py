"""Drafts: the text to edit, and whose drafts there are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import contains_eager

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import Document, Draft, Edition, EditionState
from mirai_knowledge.documents.policy import require_ability
from mirai_knowledge.documents.policy.markdown import attachments_of
from mirai_knowledge.documents.policy.shape import writers_of
from mirai_knowledge.documents.queries.attachments import list_addresses
from mirai_knowledge.documents.queries.finding import find_draft, find_in_review, find_last_approved, get_document
from mirai_knowledge.documents.schemas.kinds import Content, code_of, content_hash, kind_of
from mirai_knowledge.documents.schemas.views import DraftCan, DraftPage, DraftRow, DraftState, DraftView, PersonRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page

NEWEST_FIRST = (
    Key(Draft.updated_at.expression, lambda row: row.updated_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(Draft.document_id.expression, lambda row: str(row.document_id), UUID, descending=True),
)


def get_draft(tx: Tx, actor: Actor, document_id: UUID) -> DraftView:
    """The text to edit: the draft, or as long as none is open the latest edition, under the version that a first save names.

    Raises DocumentNotFound, and Forbidden (P-061).
    """
    document, held = get_document(tx, actor, document_id)
    require_ability(held, "drafts")
    draft = find_draft(tx, actor, document.id)
    edition = None if draft is not None else _latest(tx, actor, document)
    content = _content(document, draft, edition)
    base = draft.base_edition_id if draft is not None else edition.id if edition is not None else None
    pictures = attachments_of(kind_of(document.kind).markdown(content))
    addresses = list_addresses(tx, actor, pictures, document_id=document.id)
    return DraftView(
        document_id=document.id,
        exists=draft is not None,
        version=document.draft_version,
        base_edition_id=base,
        content=content,
        content_hash=content_hash(content),
        updated_at=draft.updated_at if draft is not None else None,
        updated_by=PersonRef(draft.updated_by, draft.updated_by_name) if draft is not None else None,
        writers=writers_of(draft) if draft is not None else (),
        attachments={str(key): address for key, address in addresses.items()},
    )


def find_draft_state(tx: Tx, _actor: Actor, document: Document) -> DraftState | None:
    """That a draft is open, for those who may know."""
    draft = tx.scalars(select(Draft).where(Draft.document_id == document.id)).first()
    if draft is None:
        return None
    return DraftState(
        version=document.draft_version,
        updated_at=draft.updated_at,
        updated_by=PersonRef(draft.updated_by, draft.updated_by_name),
        writers=writers_of(draft),
        title=draft.title,
    )


def list_drafts(
    tx: Tx, actor: Actor, *, whose: Literal["mine", "all"] = "mine", cursor: str | None = None, limit: int = 50
) -> DraftPage:
    """Drafts the actor wrote in, began or looks after, or with "all" every one that is open to the actor; the one written
    in last first. Raises Invalid for a bad cursor.
    """
    statement = select(Draft).join(Draft.document).options(contains_eager(Draft.document)).where(policy.drafts_open_to(actor))
    if whose == "mine":
        mine = (Document.creator_id == actor.person_id, Document.owner_id == actor.person_id, policy.written_by(actor))
        statement = statement.where(or_(*mine))
    page = fetch_page(tx, statement, NEWEST_FIRST, cursor=cursor, limit=limit)
    ids = [row.document_id for row in page.items]
    begun = (Edition.state == EditionState.APPROVED) & (Edition.in_force_from <= clock.now())
    published = frozenset(tx.scalars(select(Edition.document_id).where(Edition.document_id.in_(ids), begun)))
    deeds = _deeds(tx, actor, ids)
    rows = (_row(row, published=row.document_id in published, can=deeds[row.document_id]) for row in page.items)
    return DraftPage(tuple(rows), page.next_cursor)


def _latest(tx: Tx, actor: Actor, document: Document) -> Edition | None:
    return find_in_review(tx, actor, document.id) or find_last_approved(tx, actor, document.id)


def _content(document: Document, draft: Draft | None, edition: Edition | None) -> Content:
    if draft is not None:
        return draft.content
    return edition.content if edition is not None else kind_of(document.kind).parse({})


def _deeds(tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, DraftCan]:
    """What the actor may do to the drafts of these documents. One with an edition, begun or to come, keeps that when its
    draft is discarded; one without any goes into the bin as a whole.
    """
    approved = (Edition.document_id == Document.id, Edition.state == EditionState.APPROVED)
    columns = (
        and_(policy.editable_by(actor), Document.archived_at.is_(None)).label("edit"),
        exists(select(Edition.id).where(*approved)).label("approved"),
        policy.binnable_by(actor).label("bin"),
    )
    rows = tx.execute(select(Document.id, *columns).where(Document.id.in_(ids)))
    return {row.id: DraftCan(row.edit, row.edit and row.approved, row.bin and not row.approved) for row in rows}


def _row(draft: Draft, *, published: bool, can: DraftCan) -> DraftRow:
    return DraftRow(
        document_id=draft.document_id,
        kind=draft.document.kind,
        code=code_of(draft.document.kind, draft.document.serial),
        title=draft.title,
        published=published,
        updated_at=draft.updated_at,
        updated_by=PersonRef(draft.updated_by, draft.updated_by_name),
        writers=writers_of(draft),
        version=draft.document.draft_version,
        can=can,
    )
