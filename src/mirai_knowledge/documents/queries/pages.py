"""The page of a document."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import (
    Document,
    DocumentAlias,
    Draft,
    Edition,
    EditionState,
    Helpful,
)
from mirai_knowledge.documents.policy import Abilities, document_can
from mirai_knowledge.documents.policy.shape import Around, own_state_of, owner_of, state_of
from mirai_knowledge.documents.queries.drafts import find_draft_state
from mirai_knowledge.documents.queries.editions import get_edition_by_number, get_edition_on, get_text
from mirai_knowledge.documents.queries.finding import (
    find_draft,
    find_in_force,
    find_in_review,
    get_document,
    get_document_called,
)
from mirai_knowledge.documents.queries.near import list_linked
from mirai_knowledge.documents.queries.shaping import list_around, list_edition_rows
from mirai_knowledge.documents.schemas.kinds import Content, code_of, kind_of
from mirai_knowledge.documents.schemas.ports import find_route
from mirai_knowledge.documents.schemas.views import (
    Counted,
    DocumentRef,
    DocumentState,
    DocumentView,
    DraftState,
    EditionRow,
    HelpfulView,
    LinkView,
    PersonRef,
)
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a page is put together from."""

    document: Document
    held: Abilities
    around: Around
    edition: Edition | None
    content: Content
    draft: DraftState | None
    coming: Edition | None
    in_review: Edition | None


def get_page(tx: Tx, actor: Actor, ref: str, *, edition: int | None = None, on: date | None = None) -> DocumentView:
    """The page of the document that somebody calls `ref` (id, code, company number, alias): the edition in force, the one
    of that number, or the one in force on that day; for those who see drafts the draft as long as there is none.

    Raises DocumentNotFound and EditionNotFound.
    """
    document, held = get_document_called(tx, actor, ref)
    chosen = _chosen(tx, actor, document, held=held, wanted=(edition, on))
    draft = find_draft_state(tx, actor, document) if held.drafts else None
    parts = _Parts(
        document=document,
        held=held,
        around=list_around(tx, actor, [document]),
        edition=chosen,
        content=chosen.content if chosen is not None else _unpublished(tx, actor, document),
        draft=draft,
        coming=_coming(tx, document) if held.drafts else None,
        in_review=find_in_review(tx, actor, document.id) if held.drafts else None,
    )
    return _view(tx, actor, parts)


def get_marks(tx: Tx, actor: Actor, document_id: UUID) -> Counted:
    """The reader's own marks on a document, and how many others there are; raises DocumentNotFound."""
    document, _ = get_document(tx, actor, document_id)
    around = list_around(tx, actor, [document])
    return Counted(favourite=document.id in around.favourites, helpful=_helpful(tx, actor, document, around))


def _chosen(
    tx: Tx, actor: Actor, document: Document, *, held: Abilities, wanted: tuple[int | None, date | None]
) -> Edition | None:
    number, day = wanted
    if number is not None:
        return get_edition_by_number(tx, actor, document, held=held, number=number)
    if day is not None:
        return get_edition_on(tx, actor, document, held=held, day=day)
    return find_in_force(tx, actor, document.id)


def _unpublished(tx: Tx, actor: Actor, document: Document) -> Content:
    draft = find_draft(tx, actor, document.id)
    if draft is not None:
        return draft.content
    last = select(Edition).where(Edition.document_id == document.id).options(undefer(Edition.content))
    edition = tx.scalars(last.order_by(Edition.created_at.desc(), Edition.id.desc()).limit(1)).first()
    return edition.content if edition is not None else kind_of(document.kind).parse({})


def _coming(tx: Tx, document: Document) -> Edition | None:
    waiting = (Edition.state == EditionState.APPROVED, Edition.in_force_from > clock.now())
    statement = select(Edition).where(Edition.document_id == document.id, *waiting).order_by(Edition.in_force_from)
    return tx.scalars(statement.limit(1)).first()


def _view(tx: Tx, actor: Actor, parts: _Parts) -> DocumentView:
    document, held, around = parts.document, parts.held, parts.around
    text = get_text(tx, actor, document, content=parts.content)
    aliases = select(DocumentAlias.alias).where(DocumentAlias.document_id == document.id)
    shown, coming, in_review = _edition_rows(tx, actor, parts)
    return DocumentView(
        id=document.id,
        kind=document.kind,
        kind_name=kind_of(document.kind).name,
        code=code_of(document.kind, document.serial),
        number=document.number,
        aliases=tuple(tx.scalars(aliases)),
        state=_state(tx, actor, parts),
        own_state=own_state_of(document),
        **{name: getattr(text, name) for name in text.__struct_fields__},
        category=around.category(document),
        audience=document.audience,  # type: ignore[arg-type]  # the table's check says so
        project=around.projects.get(document.project_id) if document.project_id else None,
        work_section=document.work_section,
        work_types=around.work_types.get(document.id, ()),
        tags=around.tags.get(document.id, ()),
        owner=owner_of(document),
        creator=PersonRef(document.creator_id, document.creator_name),
        edition=shown,
        next_edition=coming,
        in_review=in_review,
        next_review_on=document.review_due_on,
        draft=parts.draft,
        archived_at=document.archived_at,
        archived_reason=document.archived_reason,
        superseded_by=_ref(tx, actor, document.superseded_by),
        links=_links(tx, actor, document),
        **_counts(tx, actor, document, around),
        created_at=document.created_at,
        updated_at=document.updated_at,
        can=document_can(document, held, text=_standing(tx, actor, parts), internal=policy.is_internal(actor)),
        version=document.version,
    )


def _standing(tx: Tx, actor: Actor, parts: _Parts) -> policy.Text:
    document, held = parts.document, parts.held
    draft = find_draft(tx, actor, document.id) if parts.draft is not None and (held.edits or held.publishes) else None
    routed = draft is not None and find_route(tx, actor, policy.routed_of(document, draft.content)) is not None
    return policy.Text(draft=parts.draft is not None, in_review=parts.in_review is not None, routed=routed)


def _edition_rows(tx: Tx, actor: Actor, parts: _Parts) -> tuple[EditionRow | None, EditionRow | None, EditionRow | None]:
    wanted = (parts.edition, parts.coming, parts.in_review)
    editions = {entry.id: entry for entry in wanted if entry is not None}
    rows = {row.id: row for row in list_edition_rows(tx, actor, list(editions.values()), withdrawable=parts.held.publishes)}
    shown, coming, in_review = (rows[entry.id] if entry is not None else None for entry in wanted)
    return shown, coming, in_review


def _state(tx: Tx, actor: Actor, parts: _Parts) -> DocumentState:
    now = find_in_force(tx, actor, parts.document.id) if parts.edition is None else parts.edition
    return state_of(
        parts.document,
        in_force=now is not None,
        draft=parts.document.id in parts.around.drafts,
        scheduled=parts.coming is not None,
    )


class _Counts(TypedDict):
    views: int
    helpful: HelpfulView
    favourite: bool
    comments_count: int


def _counts(tx: Tx, actor: Actor, document: Document, around: Around) -> _Counts:
    tally = around.tallies.get(document.id)
    return {
        "views": tally.views if tally else 0,
        "helpful": _helpful(tx, actor, document, around),
        "favourite": document.id in around.favourites,
        "comments_count": tally.comments if tally else 0,
    }


def _helpful(tx: Tx, actor: Actor, document: Document, around: Around) -> HelpfulView:
    tally = around.tallies.get(document.id)
    mine = select(Helpful.document_id).where(Helpful.document_id == document.id, Helpful.person_id == actor.person_id)
    return HelpfulView(tally.helpful if tally else 0, actor.person_id is not None and tx.scalar(mine) is not None)


def _links(tx: Tx, actor: Actor, document: Document) -> tuple[LinkView, ...]:
    linked = list_linked(tx, actor, document.id)
    refs = _refs(tx, actor, linked)
    views = [
        LinkView(type=way.type, direction=way.direction, document=ref, by_archiving=way.by_archiving)
        for other, ways in linked.items()
        if (ref := refs.get(other)) is not None
        for way in ways
    ]
    return tuple(sorted(views, key=lambda view: view.type))


def _ref(tx: Tx, actor: Actor, document_id: UUID | None) -> DocumentRef | None:
    return _refs(tx, actor, {document_id}).get(document_id) if document_id is not None else None


def _refs(tx: Tx, actor: Actor, ids: Collection[UUID]) -> dict[UUID, DocumentRef]:
    if not ids:
        return {}
    title = func.coalesce(Edition.title, Draft.title, "")
    statement = (
        select(Document, title.label("title"), Edition.id.label("edition_id"), Draft.document_id.label("draft"))
        .outerjoin(Edition, (Edition.document_id == Document.id) & policy.in_force(clock.now()))
        .outerjoin(Draft, Draft.document_id == Document.id)
        .where(Document.id.in_(ids), policy.visible_to(actor), Document.binned_at.is_(None))
    )
    internal = policy.is_internal(actor)
    return {
        row.Document.id: DocumentRef(
            row.Document.id,
            row.Document.kind,
            code_of(row.Document.kind, row.Document.serial),
            row.title,
            state_of(row.Document, in_force=row.edition_id is not None, draft=internal and row.draft is not None),
        )
        for row in tx.execute(statement)
    }
