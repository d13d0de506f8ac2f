"""What lists and pages show around a document: names of categories, projects and work types, tags, counts, marks."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import aliased

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import (
    Category,
    Document,
    DocumentTag,
    DocumentTally,
    DocumentWorkType,
    Draft,
    Edition,
    EditionState,
    Favourite,
)
from mirai_knowledge.documents.policy.shape import Around, edition_row, row_of
from mirai_knowledge.documents.schemas.views import DocumentRow, EditionRow, NamedCode, ProjectName
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.projects import queries as projects


def list_around(tx: Tx, actor: Actor, documents: Sequence[Document]) -> Around:
    """What stands around these documents, as far as the actor may know of it: partners read no project that is not theirs,
    and nothing of drafts.
    """
    ids = [document.id for document in documents]
    refs = projects.list_names(tx, actor, {document.project_id for document in documents if document.project_id})
    tallies = tx.scalars(
        select(DocumentTally).where(DocumentTally.document_id.in_(ids)).execution_options(populate_existing=True)
    )
    marked = select(Favourite.document_id).where(Favourite.person_id == actor.person_id, Favourite.document_id.in_(ids))
    drafts = select(Draft.document_id).where(Draft.document_id.in_(ids))
    return Around(
        categories=_categories(tx, documents),
        projects={key: ProjectName(ref.id, ref.code, ref.name) for key, ref in refs.items()},
        work_types=_work_types(tx, actor, ids),
        tags=_tags(tx, ids),
        tallies={tally.document_id: tally for tally in tallies},
        favourites=frozenset(tx.scalars(marked)) if actor.person_id is not None else frozenset(),
        drafts=frozenset(tx.scalars(drafts)) if policy.is_internal(actor) else frozenset(),
    )


def list_rows(tx: Tx, actor: Actor, editions: Sequence[Edition]) -> tuple[DocumentRow, ...]:
    """Editions in force with their documents loaded, as rows of a list, in the same order."""
    around = list_around(tx, actor, [edition.document for edition in editions])
    numbers = list_edition_numbers(tx, actor, [edition.id for edition in editions])
    return tuple(row_of(edition, numbers[edition.id], around) for edition in editions)


def list_edition_numbers(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, int | None]:
    """The number of each edition among those of its document that have come into force; None for one that has not."""
    earlier = aliased(Edition)
    held = (
        earlier.document_id == Edition.document_id,
        earlier.state == EditionState.APPROVED,
        earlier.in_force_from <= Edition.in_force_from,
    )
    number = select(func.count()).select_from(earlier).where(*held).scalar_subquery()
    begun = (Edition.state == EditionState.APPROVED) & (Edition.in_force_from <= clock.now())
    rows = tx.execute(select(Edition.id, number.label("number")).where(Edition.id.in_(ids), begun)) if ids else ()
    known = {row.id: row.number for row in rows}
    return {edition_id: known.get(edition_id) for edition_id in ids}


def list_edition_rows(tx: Tx, actor: Actor, editions: Sequence[Edition], *, withdrawable: bool) -> tuple[EditionRow, ...]:
    """Editions as they stand in the history, in the same order."""
    numbers, now = list_edition_numbers(tx, actor, [edition.id for edition in editions]), clock.now()
    return tuple(edition_row(edition, numbers[edition.id], now, withdrawable=withdrawable) for edition in editions)


def _categories(tx: Tx, documents: Sequence[Document]) -> Mapping[tuple[str, str], NamedCode]:
    keys = {(document.kind, document.category_code) for document in documents if document.category_code is not None}
    if not keys:
        return {}
    rows = tx.scalars(select(Category).where(tuple_(Category.kind, Category.code).in_(keys)))
    return {(row.kind, row.code): NamedCode(row.code, row.name) for row in rows}


def _tags(tx: Tx, ids: Collection[UUID]) -> Mapping[UUID, tuple[str, ...]]:
    tags: dict[UUID, list[str]] = {}
    ordered = select(DocumentTag).where(DocumentTag.document_id.in_(ids)).order_by(DocumentTag.position, DocumentTag.tag)
    for row in tx.scalars(ordered):
        tags.setdefault(row.document_id, []).append(row.tag)
    return {key: tuple(values) for key, values in tags.items()}


def _work_types(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, tuple[NamedCode, ...]]:
    rows = tx.scalars(select(DocumentWorkType).where(DocumentWorkType.document_id.in_(ids))).all()
    names = projects.list_work_type_names(tx, actor, {row.work_type_code for row in rows})
    work_types: dict[UUID, list[NamedCode]] = {}
    for row in rows:
        name = names[row.work_type_code].name if row.work_type_code in names else row.work_type_code
        work_types.setdefault(row.document_id, []).append(NamedCode(row.work_type_code, name))
    return {key: tuple(sorted(values, key=lambda entry: entry.code)) for key, values in work_types.items()}
