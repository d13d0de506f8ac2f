"""Comparing the index with the rows it was made from."""

from uuid import UUID

import tantivy

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.search.policy import MAINTAIN
from mirai_knowledge.search.queries.folder import IndexReader
from mirai_knowledge.search.queries.index import mark_of
from mirai_knowledge.search.queries.nodes import find_unread
from mirai_knowledge.search.schemas import Indexable

BATCH = 500


def list_differences(tx: Tx, actor: Actor, *, reader: IndexReader, things: Indexable) -> list[UUID]:
    """Things whose index document is missing, left over, or not what the rows make of it now.

    What the indexer has not read yet is left out; from an index that cannot be read everything differs. Raises Forbidden
    (P-092).
    """
    require(actor, MAINTAIN)
    before = find_unread(tx, actor, reader.node, subjects=things.subjects)
    searcher = reader.find_searcher(before.index_name) if before is not None else None
    held = _held(searcher) if searcher is not None else {}
    wrong: list[UUID] = []
    after: UUID | None = None
    while ids := things.list_ids_after(tx, actor, after, limit=BATCH):
        present = {entry.id: mark_of(entry) for entry in things.list_entries(tx, actor, ids)}
        wrong += [thing for thing in ids if present.get(thing) != held.pop(thing, None)]
        after = ids[-1]
    now = find_unread(tx, actor, reader.node, subjects=things.subjects)
    moving = {*(before.ids if before is not None else ()), *(now.ids if now is not None else ())}
    return [thing for thing in (*wrong, *held) if thing not in moving]


def _held(searcher: tantivy.Searcher) -> dict[UUID, str]:
    hits = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False).hits
    documents = (searcher.doc(address) for _, address in hits)
    return {UUID(document["id"][0]): document["mark"][0] for document in documents}
