"""One search of one reader: what may be asked of the index, and what the rows say of its answers."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar
from uuid import UUID

import msgspec
import tantivy
from msgspec import Struct

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.log import get_logger
from mirai_knowledge.search.queries.folder import IndexReader, is_broken_index
from mirai_knowledge.search.queries.index import Stored
from mirai_knowledge.search.queries.matching import Clause, readable
from mirai_knowledge.search.queries.nodes import find_unread
from mirai_knowledge.search.schemas import Indexable

log = get_logger(__name__)
PERSONAL = 1_000
Answer = TypeVar("Answer")


class Opened(Struct, frozen=True):
    """The index as this reader may ask it: with `clauses` in the query nothing is found, or counted, that is closed to it."""

    name: str
    searcher: tantivy.Searcher
    clauses: Sequence[Clause]
    things: Indexable


class Document(Struct, frozen=True):
    """What the index holds of a hit."""

    id: UUID
    edition_id: UUID
    stored: Stored
    score: float


def find_opened(tx: Tx, actor: Actor, *, reader: IndexReader, things: Indexable) -> Opened | None:
    """The index for this reader; None while there is none.

    What changed since the index last read the feed, and what it holds by name for this person, may be closed by now: the
    rows are asked, and what is closed is taken out of the query itself, so that counts and facets know nothing of it.
    """
    # The place in the feed first: the commit that belongs to it is then on the disk.
    unread = find_unread(tx, actor, reader.node, subjects=things.subjects)
    searcher = reader.find_searcher(unread.index_name) if unread is not None else None
    if unread is None or searcher is None:
        return None
    access = things.list_access(tx, actor)
    doubtful = {*unread.ids, *_personal(searcher, things.list_personal(tx, actor), access)}
    closed = doubtful - things.list_open(tx, actor, doubtful) if doubtful else doubtful
    return Opened(unread.index_name, searcher, readable(access, closed), things)


def find_answer(opened: Opened, reader: IndexReader, ask: Callable[[Opened], Answer]) -> Answer | None:
    """What the index answers; None when it is broken. A broken one is made anew by the indexer."""
    try:
        return ask(opened)
    except BaseException as fault:
        if not is_broken_index(fault):
            raise
        log.warning("search.index_trouble", index=opened.name, usable=reader.is_usable(opened.name), reason=str(fault)[:200])
        return None


def documents_of(searcher: tantivy.Searcher, hits: Iterable[tuple[object, tantivy.DocAddress]]) -> list[Document]:
    """The stored part of these hits, in their order."""
    found = []
    for score, address in hits:
        document = searcher.doc(address)
        stored = msgspec.msgpack.decode(document["stored"][0], type=Stored)
        weight = float(score) if isinstance(score, int | float) else 0.0
        found.append(Document(UUID(document["id"][0]), UUID(document["edition"][0]), stored, weight))
    return found


def _personal(searcher: tantivy.Searcher, personal: Sequence[str], access: Collection[str]) -> set[UUID]:
    if not personal:
        return set()
    others = [term for term in access if term not in personal]
    by_name: list[Clause] = [(tantivy.Occur.Must, readable(personal, ())[0][1])]
    if others:
        by_name.append((tantivy.Occur.MustNot, readable(others, ())[0][1]))
    hits = searcher.search(tantivy.Query.boolean_query(by_name), limit=PERSONAL, count=False).hits
    return {UUID(searcher.doc(address)["id"][0]) for _, address in hits}
