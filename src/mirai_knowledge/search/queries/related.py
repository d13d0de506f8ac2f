"""What stands near a thing: by links, by tags, and by what its text is about. Each is shown to whom may see it alone."""

import heapq
import math
from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

import tantivy
from msgspec import Struct

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.search.policy import RELATED
from mirai_knowledge.search.queries.asking import Document, Opened, documents_of, find_answer, find_opened
from mirai_knowledge.search.queries.folder import IndexReader
from mirai_knowledge.search.queries.matching import SCHEMA, any_of
from mirai_knowledge.search.schemas import Facts, Indexable, Reason, Related, RelatedItem

SHOWN = 8
LOOKED_AT = 24
TELLING_WORDS = 30
"""What a text is about stands in its rarest frequent words."""
TITLE_COUNTS = 3
SHORTEST_WORD = 2
LEAST_LIKENESS = 0.16
"""Of the likeness that the text has with itself; less is chance."""
LINK_WEIGHT = 1.0
TAG_WEIGHT = 0.5
MOST_TAGS = 3
TEXT_WEIGHT = 3.0
ARCHIVED = "archived"


def list_related(tx: Tx, actor: Actor, ref: str, *, reader: IndexReader, things: Indexable) -> Related:
    """At most 8 things that the actor may see, the nearest first, each with its reasons. Rule P-146.

    Raises NotFound when the actor may not know of the thing itself. What its text is about is only asked for those who
    may read it; without an index it is unknown.
    """
    require(actor, RELATED)
    thing = things.get_id(tx, actor, ref)
    linked = things.list_linked(tx, actor, thing)
    tagged = things.list_sharing_tags(tx, actor, thing, limit=LOOKED_AT)
    opened = find_opened(tx, actor, reader=reader, things=things)
    likeness = find_answer(opened, reader, lambda index: _alike(tx, actor, index, thing)) if opened is not None else None
    near = Near(linked, tagged, likeness or {})
    rows = things.list_facts(tx, actor, list(dict.fromkeys((*linked, *tagged, *near.likeness))))
    shown = [row for row in rows if row.status != ARCHIVED or row.id in linked]
    nearest = heapq.nlargest(SHOWN, shown, key=lambda row: (near.weight(row.id), row.updated_at, row.id))
    return Related([_item(row, near) for row in nearest], "simple" if likeness is None else "full")


class Near(Struct, frozen=True):
    """What stands near, by reason."""

    linked: Collection[UUID]
    tagged: Mapping[UUID, tuple[str, ...]]
    likeness: Mapping[UUID, float]

    def weight(self, thing: UUID) -> float:
        """How near it is; reasons add up."""
        tags = min(len(self.tagged.get(thing, ())), MOST_TAGS)
        return LINK_WEIGHT * (thing in self.linked) + TAG_WEIGHT * tags + TEXT_WEIGHT * self.likeness.get(thing, 0.0)

    def reasons(self, thing: UUID) -> list[Reason]:
        """Why it is shown, the plainest reason first."""
        holds: Mapping[Reason, bool] = {
            "link": thing in self.linked,
            "tag": thing in self.tagged,
            "text": thing in self.likeness,
        }
        return [reason for reason, held in holds.items() if held]


def _item(row: Facts, near: Near) -> RelatedItem:
    return RelatedItem(
        id=row.id,
        kind=row.kind,
        code=row.code,
        title=row.title,
        status=row.status,
        project=row.project,
        reasons=near.reasons(row.id),
        tags=near.tagged.get(row.id, ()),
    )


def _alike(tx: Tx, actor: Actor, opened: Opened, thing: UUID) -> Mapping[UUID, float]:
    """How like its text the texts of other things are, from 0 to 1; nothing for a reader who may not read the text itself."""
    if not opened.things.list_open(tx, actor, [thing]):
        return {}
    own = tantivy.Query.term_query(SCHEMA, "id", str(thing))
    found = documents_of(opened.searcher, opened.searcher.search(own, limit=1, count=False).hits)
    about = _about(opened.searcher, found[0]) if found else {}
    if not about:
        return {}
    words = [tantivy.Query.boost_query(tantivy.Query.term_query(SCHEMA, "m", word), weight) for word, weight in about.items()]
    query = tantivy.Query.boolean_query([(tantivy.Occur.Must, any_of(words)), *opened.clauses])
    hits = documents_of(opened.searcher, opened.searcher.search(query, limit=LOOKED_AT, count=False).hits)
    most = next((hit.score for hit in hits if hit.id == thing), 0.0)
    if most <= 0:
        return {}
    return {hit.id: min(hit.score / most, 1.0) for hit in hits if hit.id != thing and hit.score >= LEAST_LIKENESS * most}


def _about(searcher: tantivy.Searcher, found: Document) -> Mapping[str, float]:
    """The words that tell most of a text, with their weights: frequent in it, rare elsewhere, not in it alone."""
    counts = Counter(term for term, _, _ in found.stored.text_terms)
    for term, _, _ in found.stored.title_terms:
        counts[term] += TITLE_COUNTS
    everything = max(searcher.num_docs, 1)
    weights = {}
    for term, count in counts.items():
        stands_in = searcher.doc_freq("m", term)
        if len(term) >= SHORTEST_WORD and not term.isdecimal() and 1 < stands_in <= everything / 2:
            weights[term] = math.sqrt(count) * math.log(1 + everything / stands_in)
    telling = heapq.nlargest(TELLING_WORDS, weights.items(), key=lambda pair: (pair[1], pair[0]))
    return {term: weight / telling[0][1] for term, weight in telling}
