"""What search takes from documents: sections for its index, the terms of who may see, and the rows behind its hits."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, undefer

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import (
    Document,
    DocumentAlias,
    DocumentGrant,
    DocumentWorkType,
    Draft,
    Edition,
)
from mirai_knowledge.documents.policy import access
from mirai_knowledge.documents.policy.markdown import attachments_of
from mirai_knowledge.documents.policy.shape import own_state_of, state_of
from mirai_knowledge.documents.queries.masters import list_category_names
from mirai_knowledge.documents.queries.reading import list_file_sections
from mirai_knowledge.documents.queries.shaping import list_around, list_edition_numbers
from mirai_knowledge.documents.schemas import Findable, FoundDocument
from mirai_knowledge.documents.schemas.kinds import code_of, is_known, kind_of, parse_code
from mirai_knowledge.documents.schemas.views import FacetValue
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.text import fold
from mirai_knowledge.projects import queries as projects


def list_findables(tx: Tx, actor: Actor, ids: Sequence[UUID]) -> tuple[Findable, ...]:
    """These documents as an index holds them, as far as the actor may read them: the edition in force, in sections.

    Those without an edition in force, or in the bin, are left out. `status` is valid, revising or archived.
    """
    statement = _in_force(actor).where(Edition.document_id.in_(ids)).options(undefer(Edition.content))
    editions = [edition for edition in tx.scalars(statement) if is_known(edition.document.kind)]
    documents = [edition.document for edition in editions]
    around = list_around(tx, actor, documents)
    aliases = _many(tx, select(DocumentAlias.document_id, DocumentAlias.alias).where(DocumentAlias.document_id.in_(ids)))
    work_types = select(DocumentWorkType.document_id, DocumentWorkType.work_type_code)
    codes = _many(tx, work_types.where(DocumentWorkType.document_id.in_(ids)))
    people = _people(tx, documents)
    # Files that stand in a draft alone are nobody's to find.
    named = {row.document_id: attachments_of(kind_of(row.document.kind).markdown(row.content)) for row in editions}
    files = list_file_sections(tx, actor, named)
    return tuple(
        Findable(
            id=document.id,
            edition_id=edition.id,
            kind=document.kind,
            title=edition.title,
            summary=edition.summary,
            sections=kind_of(document.kind).sections(edition.content),
            codes=_codes(document, aliases.get(document.id, [])),
            importance=edition.importance,
            status=state_of(document, in_force=True, draft=document.id in around.drafts),
            category=document.category_code,
            project_id=document.project_id,
            work_types=tuple(sorted(codes.get(document.id, []))),
            tags=around.tags.get(document.id, ()),
            in_force_from=edition.in_force_from or edition.created_at,
            updated_at=document.updated_at,
            access=access.document_terms(document.audience, document.project_id, people[document.id]),
            files=files.get(document.id, ()),
        )
        for document, edition in ((edition.document, edition) for edition in editions)
    )


def list_ids_after(tx: Tx, actor: Actor, after: UUID | None, *, limit: int = 500) -> tuple[UUID, ...]:
    """The next ids in ascending order of documents with an edition in force that the actor may read."""
    statement = _in_force(actor).with_only_columns(Document.id).order_by(Document.id).limit(limit)
    return tuple(tx.scalars(statement if after is None else statement.where(Document.id > after)))


def list_access_terms(tx: Tx, actor: Actor) -> tuple[str, ...]:
    """The terms an actor holds; a document that carries none of them is closed to it."""
    own = () if policy.is_internal(actor) else tuple(sorted(projects.list_own_ids(tx, actor)))
    return access.actor_terms(actor, own)


def list_personal_terms(tx: Tx, actor: Actor) -> tuple[str, ...]:
    """Those of its terms that name the actor itself. A grant ends by the clock, so an index may carry them for too long."""
    return tuple(term for term in list_access_terms(tx, actor) if term.startswith(access.PERSON))


def list_open_ids(tx: Tx, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these documents those with an edition in force that the actor may read now."""
    return frozenset(tx.scalars(_in_force(actor).with_only_columns(Document.id).where(Document.id.in_(ids))))


def list_found(tx: Tx, actor: Actor, ids: Sequence[UUID]) -> tuple[FoundDocument, ...]:
    """Of these documents those the actor may read now, with what the rows say now, in the given order."""
    editions = {row.document_id: row for row in tx.scalars(_in_force(actor).where(Edition.document_id.in_(ids)))}
    return _found(tx, actor, [editions[key] for key in ids if key in editions])  # type: ignore[index]


def list_by_words(tx: Tx, actor: Actor, words: Sequence[str], *, limit: int = 50) -> tuple[FoundDocument, ...]:
    """Documents the actor may read whose title, code, number or alias contains every word, the newest first."""
    statement = _in_force(actor).where(Document.archived_at.is_(None))
    for word in words:
        places = [
            Edition.sort_key.contains(fold(word), autoescape=True),
            Document.number.icontains(word, autoescape=True),
            Document.id.in_(select(DocumentAlias.document_id).where(DocumentAlias.alias == word)),
        ]
        code = parse_code(word)
        if code is not None:
            places.append((Document.kind == code[0]) & (Document.serial == code[1]))
        statement = statement.where(or_(*places))
    newest = statement.order_by(Edition.in_force_from.desc(), Edition.document_id.desc()).limit(limit)
    return _found(tx, actor, tx.scalars(newest).all())


def list_facet_names(tx: Tx, actor: Actor, facet: str, *, values: Sequence[str]) -> tuple[FacetValue, ...]:
    """What people call these values of a facet (kind, category, project, work_type), as far as the actor may know."""
    names: Mapping[str, str] = {}
    if facet == "kind":
        names = {value: kind_of(value).name for value in values if is_known(value)}
    elif facet == "category":
        names = list_category_names(tx, actor, values)
    elif facet == "work_type":
        names = {code: ref.name for code, ref in projects.list_work_type_names(tx, actor, values).items()}
    elif facet == "project":
        refs = projects.list_names(tx, actor, [UUID(value) for value in values])
        names = {str(key): ref.name for key, ref in refs.items()}
    return tuple(FacetValue(value, names[value], 0) for value in values if value in names)


def _in_force(actor: Actor) -> Select[Edition]:
    return (
        select(Edition)
        .join(Edition.document)
        .options(contains_eager(Edition.document))
        .where(policy.in_force(clock.now()), Document.binned_at.is_(None), policy.audience_holds(actor))
        .execution_options(populate_existing=True)
    )


def _found(tx: Tx, actor: Actor, editions: Sequence[Edition]) -> tuple[FoundDocument, ...]:
    around = list_around(tx, actor, [edition.document for edition in editions])
    numbers = list_edition_numbers(tx, actor, [edition.id for edition in editions])
    found = []
    for edition in editions:
        document = edition.document
        category = around.category(document)
        project = around.projects.get(document.project_id) if document.project_id else None
        found.append(
            FoundDocument(
                id=document.id,
                edition_id=edition.id,
                kind=document.kind,
                code=code_of(document.kind, document.serial),
                title=edition.title,
                status=state_of(document, in_force=True, draft=document.id in around.drafts),
                edition_no=numbers[edition.id] or 0,
                in_force_from=edition.in_force_from or edition.created_at,
                updated_at=document.updated_at,
                category=document.category_code,
                category_name=category.name if category else None,
                work_types=tuple(entry.code for entry in around.work_types.get(document.id, ())),
                project_id=project.id if project else None,
                project_name=project.name if project else None,
                own_state=own_state_of(document),
            )
        )
    return tuple(found)


def _codes(document: Document, aliases: Sequence[str]) -> tuple[str, ...]:
    number = () if document.number is None else (document.number,)
    return (code_of(document.kind, document.serial), *number, *sorted(aliases))


def _people(tx: Tx, documents: Sequence[Document]) -> Mapping[UUID, list[UUID]]:
    people: dict[UUID, list[UUID]] = {
        document.id: [person for person in (document.creator_id, document.owner_id) if person is not None]
        for document in documents
    }
    granted = select(DocumentGrant.document_id, DocumentGrant.person_id).where(
        DocumentGrant.document_id.in_(people.keys()),
        or_(DocumentGrant.until.is_(None), DocumentGrant.until > clock.now()),
    )
    for row in tx.execute(granted):
        people[row.document_id].append(row.person_id)
    for draft in tx.scalars(select(Draft).where(Draft.document_id.in_(people.keys()))):
        people[draft.document_id] += [UUID(str(writer["id"])) for writer in draft.writers if writer.get("id")]
    return people


def _many(tx: Tx, statement: Select[UUID, str]) -> Mapping[UUID, list[str]]:
    values: dict[UUID, list[str]] = {}
    for key, value in tx.execute(statement):
        values.setdefault(key, []).append(value)
    return values
