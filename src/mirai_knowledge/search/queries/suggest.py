"""Suggestions while one types: titles and numbers of what the reader may see."""

from uuid import UUID

import regex
import tantivy

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.search.policy import SEARCH
from mirai_knowledge.search.policy.analysis import characters, code_forms, fold
from mirai_knowledge.search.queries.asking import Opened, find_answer, find_opened
from mirai_knowledge.search.queries.folder import IndexReader
from mirai_knowledge.search.queries.index import beginnings
from mirai_knowledge.search.queries.matching import SCHEMA, any_of, none_of
from mirai_knowledge.search.schemas import Facts, Indexable, Suggestion, Suggestions

LIMIT = 8
LOOKED_AT = 24
FIRST_WEIGHT = 10.0
CODE = regex.compile(r"[a-z0-9][a-z0-9._/-]*")
CODE_MARKS = regex.compile(r"[._/-]")


def list_suggestions(tx: Tx, actor: Actor, typed: str, *, reader: IndexReader, things: Indexable) -> Suggestions:
    """Titles that contain what was typed and numbers that begin with it, titles that begin with it first; at most 8.

    A last Latin letter of an unfinished kana (「かたw」) is passed over. Rule P-091.
    """
    require(actor, SEARCH)
    wanted = _typed(typed)
    if not wanted:
        return Suggestions([])
    opened = find_opened(tx, actor, reader=reader, things=things)
    ids = find_answer(opened, reader, lambda index: _likely(index, wanted)) if opened is not None else None
    named = _named(tx, actor, typed, things=things)
    rows = things.list_by_words(tx, actor, (wanted,), limit=LOOKED_AT) if ids is None else things.list_facts(tx, actor, ids)
    ranked = [(rank, row) for row in rows if row.kind not in things.aside and (rank := _rank(wanted, row)) is not None]
    ranked.sort(key=lambda pair: (pair[0], pair[1].title))
    fitting = [Suggestion(row.title, row.code, row.kind) for _, row in ranked]
    return Suggestions([*named, *fitting][:LIMIT])


def _named(tx: Tx, actor: Actor, typed: str, *, things: Indexable) -> list[Suggestion]:
    """The places that are named by what was typed (安衛則518)."""
    passages = things.list_named(tx, actor, typed)[:LIMIT]
    facts = {row.id: row for row in things.list_facts(tx, actor, [passage.id for passage in passages])} if passages else {}
    return [
        Suggestion(f"{row.title} {passage.heading}", row.code, row.kind, passage.anchor)
        for passage in passages
        if (row := facts.get(passage.id)) is not None
    ]


def _likely(opened: Opened, wanted: str) -> list[UUID]:
    runs = list(characters(fold(wanted)))
    must = [(tantivy.Occur.Must, _title_query(run)) for run in runs if len(run) > 1 or len(runs) == 1]
    either = [tantivy.Query.boolean_query(must)] if must else []
    either += [_prefix("code", form) for form in code_forms(wanted) if CODE.fullmatch(form)]
    first = tantivy.Query.boost_query(tantivy.Query.term_query(SCHEMA, "n", beginnings(wanted)[-1]), FIRST_WEIGHT)
    clauses = [
        (tantivy.Occur.Must, any_of(either)),
        (tantivy.Occur.Should, first),
        *opened.clauses,
        *none_of(opened.things.aside),
    ]
    query = tantivy.Query.boolean_query(clauses)
    hits = opened.searcher.search(query, limit=LOOKED_AT, count=False).hits
    return [UUID(opened.searcher.doc(address)["id"][0]) for _, address in hits]


def _title_query(run: str) -> tantivy.Query:
    return _prefix("n", run) if CODE.fullmatch(run) else tantivy.Query.term_query(SCHEMA, "n", run)


def _prefix(field: str, text: str) -> tantivy.Query:
    # Only letters, digits and separators get here, the latter escaped: nothing typed is an expression.
    return tantivy.Query.regex_query(SCHEMA, field, CODE_MARKS.sub(r"\\\g<0>", text) + ".*")


def _typed(text: str) -> str:
    folded = fold(text).text.strip()
    if len(folded) > 1 and folded[-1].isascii() and folded[-1].isalpha() and not folded[-2].isascii():
        return folded[:-1]
    return folded


def _rank(wanted: str, row: Facts) -> int | None:
    folded = fold(row.title).text
    if any(form.startswith(wanted_form) for form in code_forms(row.code) for wanted_form in code_forms(wanted)):
        return 0
    if folded.startswith(wanted):
        return 1
    return 2 if wanted in folded else None
