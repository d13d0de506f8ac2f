"""What stands near a document by its links and tags, for the pages that lead on from it."""

from collections.abc import Collection, Mapping
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import Document, DocumentLink, DocumentTag, Edition
from mirai_knowledge.documents.policy.shape import own_state_of
from mirai_knowledge.documents.schemas import NearDocument
from mirai_knowledge.documents.schemas.kinds import code_of, is_known
from mirai_knowledge.documents.schemas.views import LinkWay, ProjectName
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.projects import queries as projects


def list_linked(tx: Tx, _actor: Actor, document_id: UUID) -> Mapping[UUID, tuple[LinkWay, ...]]:
    """Documents that it points at or that point at it, and how; which of them the actor may read is asked with what is shown."""
    found: dict[UUID, list[LinkWay]] = {}
    for from_id, to_id, kind in tx.execute(_pointing(document_id)):
        way = LinkWay(type=kind, direction="out" if from_id == document_id else "in")  # type: ignore[arg-type]
        found.setdefault(to_id if from_id == document_id else from_id, []).append(way)
    # Who archived the older one has said the same without a link.
    for older, newer in tx.execute(_succession(document_id)):
        direction: Literal["out", "in"] = "out" if newer == document_id else "in"
        ways = found.setdefault(older if newer == document_id else newer, [])
        if LinkWay(type="supersedes", direction=direction) not in ways:
            ways.append(LinkWay(type="supersedes", direction=direction, by_archiving=True))
    return {other: tuple(ways) for other, ways in found.items()}


def _pointing(document_id: UUID) -> Select[UUID, UUID, str]:
    either = or_(DocumentLink.from_id == document_id, DocumentLink.to_id == document_id)
    columns = (DocumentLink.from_id, DocumentLink.to_id, DocumentLink.type)
    return select(*columns).where(either).order_by(DocumentLink.type, DocumentLink.from_id, DocumentLink.to_id)


def _succession(document_id: UUID) -> Select[UUID, UUID]:
    here = or_(Document.id == document_id, Document.superseded_by == document_id)
    archived = Document.superseded_by.is_not(None) & Document.archived_at.is_not(None)
    # Null is left out by the condition.
    return select(Document.id, Document.superseded_by).where(here, archived).order_by(Document.id)  # type: ignore[return-value]


def list_sharing_tags(tx: Tx, actor: Actor, document_id: UUID, *, limit: int) -> Mapping[UUID, tuple[str, ...]]:
    """Documents that `list_near` would show the actor, with the tags that they share with it; the most first, then the newest."""
    mine = select(DocumentTag.tag).where(DocumentTag.document_id == document_id)
    statement = (
        select(DocumentTag.document_id, func.array_agg(DocumentTag.tag))
        .join(Document, Document.id == DocumentTag.document_id)
        .join(Edition, Edition.document_id == Document.id)
        .where(DocumentTag.tag.in_(mine), Document.id != document_id, *_open_to(actor))
        .group_by(DocumentTag.document_id)
        .order_by(func.count().desc(), DocumentTag.document_id.desc())
        .limit(limit)
    )
    return {found: tuple(sorted(tags)) for found, tags in tx.execute(statement)}


def list_near(tx: Tx, actor: Actor, ids: Collection[UUID]) -> tuple[NearDocument, ...]:
    """Of these documents those in force, not archived, that the actor may read now."""
    statement = select(Document, Edition.title).join(Edition, Edition.document_id == Document.id)
    rows = tx.execute(statement.where(Document.id.in_(ids), *_open_to(actor))).all()
    found = [(row.Document, row.title) for row in rows if is_known(row.Document.kind)]
    names = projects.list_names(tx, actor, {document.project_id for document, _ in found if document.project_id})
    refs = {key: ProjectName(ref.id, ref.code, ref.name) for key, ref in names.items()}
    return tuple(
        NearDocument(
            id=document.id,
            kind=document.kind,
            code=code_of(document.kind, document.serial),
            title=title,
            updated_at=document.updated_at,
            project=refs.get(document.project_id) if document.project_id else None,
            own_state=own_state_of(document),
        )
        for document, title in found
    )


def _open_to(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    live = (Document.binned_at.is_(None), Document.archived_at.is_(None))
    return (*live, policy.in_force(clock.now()), policy.audience_holds(actor))
