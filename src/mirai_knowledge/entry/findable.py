"""How documents and public records answer what search asks: adapters between two ports, without a rule of their own."""

import hashlib
from collections.abc import Collection, Sequence
from uuid import UUID

from mirai_knowledge.documents import policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas import Findable, FoundDocument
from mirai_knowledge.documents.schemas.kinds import Section
from mirai_knowledge.incidents import queries as incidents
from mirai_knowledge.incidents.model import PublicRecord
from mirai_knowledge.incidents.policy.public import title_of, view_of
from mirai_knowledge.incidents.schemas.public import PUBLIC_KIND, PUBLIC_NAME
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.regulations import queries as regulations
from mirai_knowledge.search.schemas import Entry, Facts, Indexable, Named, Part, Passage

PUBLIC_TERM = "public"


class FindableDocuments:
    """Documents, as search indexes and shows them."""

    subjects: tuple[str, ...] = ("document",)
    aside: tuple[str, ...] = ()

    def list_entries(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Entry]:
        """Their editions in force, by sections."""
        return [_entry(found) for found in documents.list_findables(tx, actor, ids)]

    def list_ids_after(self, tx: Tx, actor: Actor, after: UUID | None, *, limit: int) -> Sequence[UUID]:
        """The next documents with an edition in force."""
        return documents.list_ids_after(tx, actor, after, limit=limit)

    def list_access(self, tx: Tx, actor: Actor) -> tuple[str, ...]:
        """The terms of the actor's role, of its sites today, and of itself."""
        return documents.list_access_terms(tx, actor)

    def list_personal(self, tx: Tx, actor: Actor) -> tuple[str, ...]:
        """The term of the actor itself: grants end by the clock, without a change of any row."""
        return documents.list_personal_terms(tx, actor)

    def is_internal(self, tx: Tx, actor: Actor) -> bool:  # noqa: ARG002  a port takes its place in the same order
        """Whether the actor is one of the company's own people."""
        return policy.is_internal(actor)

    def list_open(self, tx: Tx, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Those whose edition in force the actor may read."""
        return documents.list_open_ids(tx, actor, ids)

    def list_facts(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Facts]:
        """What the rows say of them."""
        return [_facts(found) for found in documents.list_found(tx, actor, ids)]

    def list_by_words(self, tx: Tx, actor: Actor, words: Sequence[str], *, limit: int) -> Sequence[Facts]:
        """Those with every word in title or number."""
        return [_facts(found) for found in documents.list_by_words(tx, actor, words, limit=limit)]

    def list_named(self, tx: Tx, actor: Actor, text: str) -> Sequence[Passage]:
        """The articles that the text names."""
        return [_passage(place) for place in regulations.list_named(tx, actor, text)]

    def find_passage(self, tx: Tx, actor: Actor, thing: UUID, *, words: Sequence[str]) -> Part | None:
        """The article, or the page or sheet of one of its files, in which the words stand."""
        article = regulations.find_passage(tx, actor, thing, words=words)
        if article is not None:
            return Part(article.anchor, article.text, f"{article.label}{article.caption}")
        found = documents.find_passage(tx, actor, thing, words=words)
        return Part(found.anchor, found.text, found.heading) if found is not None else None

    def list_facet_names(self, tx: Tx, actor: Actor, facet: str, *, values: Sequence[str]) -> Sequence[Named]:
        """Names of kinds, categories, work types and projects."""
        named = documents.list_facet_names(tx, actor, facet, values=values)
        return [Named(entry.value, entry.name) for entry in named]


class FindablePublicRecords:
    """Public accident records, as search indexes and shows them: a kind of their own, beside all documents."""

    subjects: tuple[str, ...] = (PUBLIC_KIND,)
    aside: tuple[str, ...] = (PUBLIC_KIND,)

    def list_entries(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Entry]:
        """What each record says."""
        return [
            Entry(
                id=row.id,
                edition_id=row.id,
                kind=PUBLIC_KIND,
                title=title_of(row),
                parts=(Part("", row.description), Part("", view_of(row).agent)),
                updated_at=row.imported_at,
                access=(PUBLIC_TERM,),
            )
            for row in incidents.list_public_by_ids(tx, actor, ids)
        ]

    def list_ids_after(self, tx: Tx, actor: Actor, after: UUID | None, *, limit: int) -> Sequence[UUID]:
        """The next records."""
        return incidents.list_public_ids_after(tx, actor, after, limit=limit)

    def list_access(self, tx: Tx, actor: Actor) -> tuple[str, ...]:  # noqa: ARG002  the port asks so
        """The term that everybody who is signed in holds."""
        return (PUBLIC_TERM,)

    def list_personal(self, tx: Tx, actor: Actor) -> tuple[str, ...]:  # noqa: ARG002  the port asks so
        """None: no record is open to one person alone."""
        return ()

    def is_internal(self, tx: Tx, actor: Actor) -> bool:  # noqa: ARG002  the port asks so
        """Whether the actor is one of the company's own people."""
        return policy.is_internal(actor)

    def list_open(self, tx: Tx, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Those there are."""
        return frozenset(row.id for row in incidents.list_public_by_ids(tx, actor, list(ids)))

    def list_facts(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Facts]:
        """What the rows say of them."""
        return [_record(row) for row in incidents.list_public_by_ids(tx, actor, ids)]

    def list_by_words(self, tx: Tx, actor: Actor, words: Sequence[str], *, limit: int) -> Sequence[Facts]:
        """Those whose description has every word."""
        return [_record(row) for row in incidents.list_public_by_words(tx, actor, words, limit=limit)]

    def list_named(self, tx: Tx, actor: Actor, text: str) -> Sequence[Passage]:  # noqa: ARG002  the port asks so
        """None: no text names a place in a record."""
        return ()

    def find_passage(self, tx: Tx, actor: Actor, thing: UUID, *, words: Sequence[str]) -> Part | None:  # noqa: ARG002
        """None: records have no files."""
        return None

    def list_facet_names(self, tx: Tx, actor: Actor, facet: str, *, values: Sequence[str]) -> Sequence[Named]:  # noqa: ARG002
        """The name of the kind."""
        return [Named(value, PUBLIC_NAME) for value in values if facet == "kind" and value == PUBLIC_KIND]


class FindableTogether:
    """Several sorts of things in one index; their ids never meet."""

    def __init__(self, *sorts: Indexable) -> None:
        self._sorts = sorts
        self.subjects = tuple(subject for sort in sorts for subject in sort.subjects)
        self.aside = tuple(kind for sort in sorts for kind in sort.aside)

    def list_entries(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Entry]:
        """Those of every sort."""
        return [entry for sort in self._sorts for entry in sort.list_entries(tx, actor, ids)]

    def list_ids_after(self, tx: Tx, actor: Actor, after: UUID | None, *, limit: int) -> Sequence[UUID]:
        """The next ids in ascending order, whatever their sort."""
        found = [key for sort in self._sorts for key in sort.list_ids_after(tx, actor, after, limit=limit)]
        return sorted(found)[:limit]

    def list_access(self, tx: Tx, actor: Actor) -> tuple[str, ...]:
        """The terms for every sort."""
        return tuple(term for sort in self._sorts for term in sort.list_access(tx, actor))

    def list_personal(self, tx: Tx, actor: Actor) -> tuple[str, ...]:
        """The personal terms for every sort."""
        return tuple(term for sort in self._sorts for term in sort.list_personal(tx, actor))

    def is_internal(self, tx: Tx, actor: Actor) -> bool:
        """As the first sort tells."""
        return self._sorts[0].is_internal(tx, actor)

    def list_open(self, tx: Tx, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Those of every sort that are open."""
        return frozenset[UUID]().union(*(sort.list_open(tx, actor, ids) for sort in self._sorts))

    def list_facts(self, tx: Tx, actor: Actor, ids: Sequence[UUID]) -> Sequence[Facts]:
        """Those of every sort, in the given order."""
        facts = {row.id: row for sort in self._sorts for row in sort.list_facts(tx, actor, ids)}
        return [facts[key] for key in ids if key in facts]

    def list_by_words(self, tx: Tx, actor: Actor, words: Sequence[str], *, limit: int) -> Sequence[Facts]:
        """Those of every sort, the first sort first."""
        return [row for sort in self._sorts for row in sort.list_by_words(tx, actor, words, limit=limit)]

    def list_named(self, tx: Tx, actor: Actor, text: str) -> Sequence[Passage]:
        """Those of every sort, the first sort first."""
        return [passage for sort in self._sorts for passage in sort.list_named(tx, actor, text)]

    def find_passage(self, tx: Tx, actor: Actor, thing: UUID, *, words: Sequence[str]) -> Part | None:
        """That of the sort that has one."""
        passages = (sort.find_passage(tx, actor, thing, words=words) for sort in self._sorts)
        return next((passage for passage in passages if passage is not None), None)

    def list_facet_names(self, tx: Tx, actor: Actor, facet: str, *, values: Sequence[str]) -> Sequence[Named]:
        """The names that every sort gives."""
        return [named for sort in self._sorts for named in sort.list_facet_names(tx, actor, facet, values=values)]


def _passage(place: regulations.Place) -> Passage:
    return Passage(id=place.document_id, anchor=place.anchor, heading=f"{place.label}{place.caption}", text=place.text)


def _record(row: PublicRecord) -> Facts:
    return Facts(
        id=row.id,
        edition_id=row.id,
        kind=PUBLIC_KIND,
        code=str(row.id),
        title=title_of(row),
        status="valid",
        edition_no=0,
        in_force_from=row.imported_at,
        updated_at=row.imported_at,
    )


def _entry(found: Findable) -> Entry:
    return Entry(
        id=found.id,
        edition_id=found.edition_id,
        kind=found.kind,
        title=found.title,
        parts=(
            *(Part(section.anchor, _text(section)) for section in found.sections),
            *(Part(section.anchor, _text(section), section.heading) for section in found.files),
        ),
        attached=_digest(found.files),
        updated_at=found.updated_at,
        access=found.access,
        status=found.status,
        codes=found.codes,
        importance=found.importance,
        category=found.category,
        project=str(found.project_id) if found.project_id else None,
        work_types=found.work_types,
        tags=found.tags,
    )


def _text(section: Section) -> str:
    return f"{section.heading}\n{section.text}" if section.heading else section.text


def _digest(files: Sequence[Section]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for part in files:
        digest.update(f"{part.anchor} {part.heading} {len(part.text)}\n".encode())
    return digest.hexdigest() if files else ""


def _facts(found: FoundDocument) -> Facts:
    category = Named(found.category, found.category_name or found.category) if found.category else None
    project = Named(str(found.project_id), found.project_name) if found.project_id and found.project_name else None
    return Facts(
        id=found.id,
        edition_id=found.edition_id,
        kind=found.kind,
        code=found.code,
        title=found.title,
        status=found.status,
        edition_no=found.edition_no,
        in_force_from=found.in_force_from,
        updated_at=found.updated_at,
        category=category,
        project=project,
        own_state=Named(found.own_state.code, found.own_state.name) if found.own_state else None,
        work_types=found.work_types,
    )
