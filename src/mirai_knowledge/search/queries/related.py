"""What stands near a document: by links, by tags, and by what its text is about. Each is shown to whom may read it alone."""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import tantivy
from msgspec import Struct

from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas import NearDocument
from mirai_knowledge.documents.schemas.views import LinkWay
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.search.policy import RELATED
from mirai_knowledge.search.queries.asking import Opened, documents_of, find_answer, find_opened
from mirai_knowledge.search.queries.folder import IndexReader
from mirai_knowledge.search.queries.index import Stored
from mirai_knowledge.search.queries.matching import COMMON, FEW, SCHEMA, Clause, any_of, none_of
from mirai_knowledge.search.schemas import Indexable, Named, Reason, Related, RelatedItem

SHOWN = 8
LOOKED_AT = 24
TELLING_WORDS = 30
"""What a text is about stands in its rarest frequent words."""
TITLE_COUNTS = 3
SHORTEST_WORD = 2
LEAST_LIKENESS = 0.1
"""Of the likeness that the text has with itself; less is chance."""
TAG_WEIGHT = 0.25
MOST_TAGS = 4
ARCHIVED = "archived"


class Near(Struct, frozen=True):
    """What stands near, by reason."""

    linked: Mapping[UUID, tuple[LinkWay, ...]]
    tagged: Mapping[UUID, tuple[str, ...]]
    likeness: Mapping[UUID, float]

    def ids(self) -> list[UUID]:
        """All of it, each once."""
        return list(dict.fromkeys((*self.linked, *self.tagged, *self.likeness)))

    def rank(self, thing: UUID) -> tuple[bool, bool, float]:
        """How near it is: a link before any tag, a tag before any likeness; among equals more of the rest."""
        tags = min(len(self.tagged.get(thing, ())), MOST_TAGS)
        return (thing in self.linked, tags > 0, TAG_WEIGHT * tags + self.likeness.get(thing, 0.0))

    def reasons(self, thing: UUID) -> tuple[Reason, ...]:
        """Why it is shown, the strongest reason first."""
        holds: Mapping[Reason, bool] = {
            "link": thing in self.linked,
            "tag": thing in self.tagged,
            "text": thing in self.likeness,
        }
        return tuple(reason for reason, held in holds.items() if held)


def list_related(tx: Tx, actor: Actor, ref: str, *, reader: IndexReader, things: Indexable) -> Related:
    """At most 8 documents in force, not archived, that the actor may read, the nearest first, each with its reasons.

    Rule P-146; raises DocumentNotFound when the actor may not know of the document itself. What its text is about is asked
    for those alone who may read that; without an index it is unknown.
    """
    require(actor, RELATED)
    document_id = documents.get_document_id(tx, actor, ref)
    opened = find_opened(tx, actor, reader=reader, things=things)
    likeness = find_answer(opened, reader, lambda index: _alike(tx, actor, index, document_id)) if opened is not None else None
    near = Near(
        documents.list_linked(tx, actor, document_id),
        documents.list_sharing_tags(tx, actor, document_id, limit=LOOKED_AT),
        likeness or {},
    )
    rows = documents.list_near(tx, actor, near.ids())
    nearest = heapq.nlargest(SHOWN, rows, key=lambda row: (*near.rank(row.id), row.updated_at, row.id))
    return Related([_item(row, near) for row in nearest], "simple" if likeness is None else "full")


def _item(row: NearDocument, near: Near) -> RelatedItem:
    return RelatedItem(
        id=row.id,
        kind=row.kind,
        code=row.code,
        title=row.title,
        project=Named(str(row.project.id), row.project.name) if row.project else None,
        own_state=Named(row.own_state.code, row.own_state.name) if row.own_state else None,
        reasons=near.reasons(row.id),
        links=near.linked.get(row.id, ()),
        tags=near.tagged.get(row.id, ()),
    )


def _alike(tx: Tx, actor: Actor, opened: Opened, document_id: UUID) -> Mapping[UUID, float]:
    """How like its text the texts of others are, above 0 to 1; nothing for a reader who may not read the text itself."""
    if document_id not in documents.list_open_ids(tx, actor, [document_id]):
        return {}
    itself = tantivy.Query.term_query(SCHEMA, "id", str(document_id))
    found = documents_of(opened.searcher, opened.searcher.search(itself, limit=1, count=False).hits)
    words = _about(opened.searcher, found[0].stored) if found else []
    if not words:
        return {}
    about = (tantivy.Occur.Must, any_of(words))
    most = _scores(opened, [about, (tantivy.Occur.Must, tantivy.Query.const_score_query(itself, 0.0))])[document_id]
    others = [(tantivy.Occur.MustNot, itself), (tantivy.Occur.MustNot, tantivy.Query.term_query(SCHEMA, "status", ARCHIVED))]
    scores = _scores(opened, [about, *opened.clauses, *none_of(opened.things.aside), *others])
    return {thing: min(score / most, 1.0) for thing, score in scores.items() if score >= LEAST_LIKENESS * most}


def _scores(opened: Opened, clauses: Sequence[Clause]) -> Mapping[UUID, float]:
    hits = opened.searcher.search(tantivy.Query.boolean_query(list(clauses)), limit=LOOKED_AT, count=False).hits
    return {UUID(opened.searcher.doc(address)["id"][0]): float(score) for score, address in hits if score is not None}


def _about(searcher: tantivy.Searcher, stored: Stored) -> list[tantivy.Query]:
    """The words that tell most of a text, by their weights: frequent in it, rare elsewhere.

    A word that stands nowhere else counts as well: what is all about it is less like the rest, and whether it stands in a
    text that is closed to the reader does not show.
    """
    counts = Counter(term for term, _, _ in stored.text_terms)
    for term, _, _ in stored.title_terms:
        counts[term] += TITLE_COUNTS
    telling = heapq.nlargest(TELLING_WORDS, _weights(searcher, counts), key=lambda pair: (pair[1], pair[0]))
    return [tantivy.Query.boost_query(tantivy.Query.term_query(SCHEMA, "m", term), weight) for term, weight in telling]


def _weights(searcher: tantivy.Searcher, counts: Mapping[str, int]) -> Iterable[tuple[str, float]]:
    everything = max(searcher.num_docs, 1)
    for term, count in counts.items():
        stands_in = searcher.doc_freq("m", term)
        if len(term) >= SHORTEST_WORD and not term.isdecimal() and 0 < stands_in <= max(FEW, COMMON * everything):
            yield term, math.sqrt(count) * math.log(1 + everything / stands_in)
