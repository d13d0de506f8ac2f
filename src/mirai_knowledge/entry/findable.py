"""How documents answer what search asks: an adapter between two ports, without a rule of its own."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from mirai_knowledge.documents import policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas import Findable, FoundDocument
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.search.schemas import Entry, Facts, Named, Part


class FindableDocuments:
    """Documents, as search indexes and shows them."""

    subject = "document"

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

    def get_id(self, tx: Tx, actor: Actor, ref: str) -> UUID:
        """By id, code, number or alias."""
        return documents.get_document_id(tx, actor, ref)

    def list_linked(self, tx: Tx, actor: Actor, thing: UUID) -> Collection[UUID]:
        """By links of all types."""
        return documents.list_linked_ids(tx, actor, thing)

    def list_sharing_tags(self, tx: Tx, actor: Actor, thing: UUID, *, limit: int) -> Mapping[UUID, tuple[str, ...]]:
        """By their tags."""
        return documents.list_sharing_tags(tx, actor, thing, limit=limit)

    def list_facet_names(self, tx: Tx, actor: Actor, facet: str, *, values: Sequence[str]) -> Sequence[Named]:
        """Names of kinds, categories, work types and projects."""
        named = documents.list_facet_names(tx, actor, facet, values=values)
        return [Named(entry.value, entry.name) for entry in named]


def _entry(found: Findable) -> Entry:
    return Entry(
        id=found.id,
        edition_id=found.edition_id,
        kind=found.kind,
        title=found.title,
        parts=tuple(
            Part(section.anchor, f"{section.heading}\n{section.text}" if section.heading else section.text)
            for section in found.sections
        ),
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
