"""How many of the hits there are of what."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import tantivy

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.search.queries.asking import Opened
from mirai_knowledge.search.queries.index import FACETS
from mirai_knowledge.search.queries.matching import Clause, chosen
from mirai_knowledge.search.schemas import FacetCount, Find, FoundFacets, Indexable

FACET_SIZE = 50
STATUS_NAMES = {"valid": "有効", "revising": "改訂中", "archived": "廃止"}


def list_facets(tx: Tx, actor: Actor, find: Find, *, opened: Opened, wanted: Sequence[Clause]) -> FoundFacets:
    """Counts by value, the most frequent first, at most 50 of a sort: each sort counted under the choices of the others."""
    counts: dict[str, Mapping[str, int]] = {}
    aside = opened.things.aside
    # What stands aside is counted by its kind, and nowhere else.
    free = [facet for facet in FACETS if not getattr(find, facet) and not (facet == "kind" and aside)]
    for facets, left_out in [(free, None), *(([facet], facet) for facet in FACETS if facet not in free)]:
        query = tantivy.Query.boolean_query([*wanted, *chosen(find, aside=aside, without=left_out)])
        counts.update(_counted(opened.searcher, query, facets))
    if not opened.things.is_internal(tx, actor):
        status = dict(counts["status"])
        valid = status.get("valid", 0) + status.pop("revising", 0)
        counts["status"] = {**status, **({"valid": valid} if valid else {})}
    return msgspec.convert({facet: _named(tx, actor, facet, counts[facet], opened.things) for facet in FACETS}, FoundFacets)


def _counted(searcher: tantivy.Searcher, query: tantivy.Query, facets: Sequence[str]) -> dict[str, Mapping[str, int]]:
    if not facets:
        return {}
    asked = {facet: {"terms": {"field": facet, "size": FACET_SIZE}} for facet in facets}
    answer: Mapping[str, Any] = searcher.aggregate(query, asked)
    return {facet: {bucket["key"]: bucket["doc_count"] for bucket in answer[facet]["buckets"]} for facet in facets}


def _named(tx: Tx, actor: Actor, facet: str, counts: Mapping[str, int], things: Indexable) -> list[FacetCount]:
    if facet == "status":
        names = STATUS_NAMES
    else:
        # A value without a name is one that this reader may not know of.
        names = {named.value: named.name for named in things.list_facet_names(tx, actor, facet, values=list(counts))}
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return [FacetCount(value, names[value], count) for value, count in ordered if value in names]
