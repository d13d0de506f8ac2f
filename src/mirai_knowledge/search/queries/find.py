"""Finding: the index proposes, PostgreSQL disposes."""

import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
import tantivy

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.search.policy import SEARCH
from mirai_knowledge.search.policy.analysis import Place, places_read
from mirai_knowledge.search.policy.highlight import marked, snippet
from mirai_knowledge.search.policy.wish import Wish, understood
from mirai_knowledge.search.queries.asking import Document, Opened, documents_of, find_answer, find_opened
from mirai_knowledge.search.queries.facets import list_facets
from mirai_knowledge.search.queries.folder import IndexReader
from mirai_knowledge.search.queries.index import FACETS, Stored
from mirai_knowledge.search.queries.matching import Clause, chosen, matching, named_or
from mirai_knowledge.search.schemas import (
    LAST_HIT,
    PAGE,
    Facts,
    Find,
    Found,
    FoundFacets,
    Hit,
    Indexable,
    Passage,
    Piece,
    Tried,
)

SIMPLE_HITS = 100
NOWHERE = ("-",)
"""A value that nothing has."""


def list_found(tx: Tx, actor: Actor, find: Find, *, reader: IndexReader, things: Indexable) -> Found:
    """A page of what the actor may see, the best first, with counts by facet over all hits. Rule P-091.

    Without an index titles and numbers are searched in PostgreSQL, and `mode` says so.
    """
    require(actor, SEARCH)
    began = time.perf_counter()
    wish = understood(find.q)
    found: Found | None = None
    opened = find_opened(tx, actor, reader=reader, things=things)
    if opened is not None:
        asked = _as_known(tx, actor, find, things=things)
        found = find_answer(opened, reader, lambda index: _full(tx, actor, asked, wish=wish, opened=index))
    if found is None:
        found = _simple(tx, actor, find, wish=wish, things=things)
    return msgspec.structs.replace(found, took_ms=round((time.perf_counter() - began) * 1000, 2))


def _as_known(tx: Tx, actor: Actor, find: Find, *, things: Indexable) -> Find:
    if find.project:
        # A site that the reader may not know of narrows to nothing, whatever papers of it are open to them.
        known = {named.value for named in things.list_facet_names(tx, actor, "project", values=find.project)}
        find = msgspec.structs.replace(find, project=tuple(known & set(find.project)) or NOWHERE)
    if find.status and not things.is_internal(tx, actor):
        # What is being revised is valid to those who may not know of drafts.
        status = {value for value in find.status if value != "revising"} | ({"revising"} if "valid" in find.status else set())
        find = msgspec.structs.replace(find, status=tuple(sorted(status)) or NOWHERE)
    return find


def _full(tx: Tx, actor: Actor, find: Find, *, wish: Wish, opened: Opened) -> Found:
    named = _named(opened.things.list_named(tx, actor, wish.text))
    wanted = [*named_or(matching(wish, opened.searcher), list(named)), *opened.clauses]
    count, found = _page(find, wish, wanted, opened)
    if count == 0:
        wanted = [(tantivy.Occur.Must, matching(wish)), *opened.clauses]
        count, found = _page(find, wish, wanted, opened)
    facts = {row.id: row for row in opened.things.list_facts(tx, actor, [document.id for document in found])}
    # Scores depend on how rare a word is in all things, seen and unseen.
    tells_score = opened.things.is_internal(tx, actor) and not _is_by_age(find, wish)
    hits = [_hit(facts[document.id], document, wish, named.get(document.id)) for document in found if document.id in facts]
    cut = {document.id for document in found if document.stored.is_cut} - named.keys()
    hits = [_looked_up(tx, actor, hit, wish=wish, things=opened.things) if hit.id in cut else hit for hit in hits]
    return Found(
        hits=hits if tells_score else [msgspec.structs.replace(hit, score=0.0) for hit in hits],
        total=count - sum(document.id not in facts for document in found),
        facets=list_facets(tx, actor, find, opened=opened, wanted=wanted),
        tried=_tried(wish),
        mode="full",
        took_ms=0.0,
        next_page=find.page + 1 if find.page * PAGE < min(count, LAST_HIT) else None,
    )


def _page(find: Find, wish: Wish, wanted: Sequence[Clause], opened: Opened) -> tuple[int, list[Document]]:
    query = tantivy.Query.boolean_query([*wanted, *chosen(find, aside=opened.things.aside)])
    order: dict[str, Any] = {"order_by_field": "updated"} if _is_by_age(find, wish) else {"weight_by_field": "weight"}
    result = opened.searcher.search(query, limit=PAGE, offset=(find.page - 1) * PAGE, count=True, **order)
    count = int(result.count or 0)  # type: ignore[attr-defined]  # the stubs of tantivy know nothing of it
    return count, documents_of(opened.searcher, result.hits)


def _is_by_age(find: Find, wish: Wish) -> bool:
    return find.sort == "updated" or wish.is_empty


def _named(passages: Sequence[Passage]) -> dict[UUID, Passage]:
    """The first of each thing, in their order."""
    firsts: dict[UUID, Passage] = {}
    for passage in passages:
        firsts.setdefault(passage.id, passage)
    return firsts


def _hit(row: Facts, document: Document, wish: Wish, passage: Passage | None) -> Hit:
    terms, stored = frozenset((*wish.terms, *wish.kana)), document.stored
    fallback = (*wish.phrases, *wish.words)
    if row.edition_id != document.edition_id:
        # Another edition has come into force a moment ago: its title stands in the rows, its text is not analysed yet.
        return _shown(row, marked(row.title, (), (), fallback=fallback), document.score)
    pieces, place = snippet(stored.text, _with_read(stored.text_terms, stored, wish), terms, fallback=fallback)
    title = marked(stored.title, _with_read(stored.title_terms, stored, wish), terms, fallback=fallback)
    hit = _shown(row, title, document.score)
    if passage is not None:
        return msgspec.structs.replace(hit, snippet=_of(passage, fallback), section_anchor=passage.anchor)
    anchor, name = stored.anchor_at(place)
    return msgspec.structs.replace(hit, snippet=pieces, section_anchor=anchor, place=name)


def _looked_up(tx: Tx, actor: Actor, hit: Hit, *, wish: Wish, things: Indexable) -> Hit:
    words = (*wish.phrases, *wish.words)
    if not words or any(piece.mark for piece in (*hit.snippet, *hit.title)):
        return hit
    part = things.find_passage(tx, actor, hit.id, words=words)
    if part is None:
        return hit
    pieces, _ = snippet(part.text, (), (), fallback=words)
    return msgspec.structs.replace(hit, snippet=pieces, section_anchor=part.anchor, place=part.place)


def _with_read(places: list[Place], stored: Stored, wish: Wish) -> list[Place]:
    return [*places, *places_read(places, stored.readings, wish.kana)] if wish.kana else places


def _of(passage: Passage, words: Sequence[str]) -> list[Piece]:
    pieces, _ = snippet(passage.text, (), (), fallback=words)
    return [Piece(f"{passage.heading} ", mark=True), *pieces] if passage.heading else pieces


def _shown(row: Facts, title: list[Piece], score: float) -> Hit:
    return Hit(
        id=row.id,
        kind=row.kind,
        code=row.code,
        title=title,
        snippet=[],
        section_anchor="",
        place="",
        category=row.category,
        project=row.project,
        edition_no=row.edition_no,
        in_force_from=row.in_force_from,
        status=row.status,
        own_state=row.own_state,
        updated_at=row.updated_at,
        score=round(score, 3),
    )


def _tried(wish: Wish) -> Tried:
    return Tried(wish.terms, wish.phrases, wish.without)


def _simple(tx: Tx, actor: Actor, find: Find, *, wish: Wish, things: Indexable) -> Found:
    words = (*wish.words, *wish.phrases)
    named = _named(things.list_named(tx, actor, wish.text))
    by_words = things.list_by_words(tx, actor, words, limit=SIMPLE_HITS) if words else ()
    first = things.list_facts(tx, actor, list(named)) if named else ()
    aside = () if find.kind else things.aside
    rows = [*first, *(row for row in by_words if row.id not in named and row.kind not in aside)]
    rows = [row for row in rows if _is_chosen(row, find) and not any(word in row.title.lower() for word in wish.without)]
    begin = (find.page - 1) * PAGE
    return Found(
        hits=[_simply(row, words, named.get(row.id)) for row in rows[begin : begin + PAGE]],
        total=len(rows),
        facets=FoundFacets(),
        tried=_tried(wish),
        mode="simple",
        took_ms=0.0,
        next_page=find.page + 1 if begin + PAGE < len(rows) else None,
    )


def _simply(row: Facts, words: Sequence[str], passage: Passage | None) -> Hit:
    hit = _shown(row, marked(row.title, (), (), fallback=words), 0.0)
    if passage is None:
        return hit
    return msgspec.structs.replace(hit, snippet=_of(passage, words), section_anchor=passage.anchor)


def _is_chosen(row: Facts, find: Find) -> bool:
    has: Mapping[str, tuple[str, ...]] = {
        "kind": (row.kind,),
        "status": (row.status,),
        "category": (row.category.value,) if row.category else (),
        "work_type": row.work_types,
        "project": (row.project.value,) if row.project else (),
    }
    return all(not getattr(find, facet) or set(getattr(find, facet)) & set(has[facet]) for facet in FACETS)
