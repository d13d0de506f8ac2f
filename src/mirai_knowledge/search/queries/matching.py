"""From a wish to a query of the index. Nothing a person types is ever query syntax of the engine."""

from collections.abc import Collection, Iterable
from uuid import UUID

import regex
import tantivy

from mirai_knowledge.search.policy.analysis import characters, code_forms, fold, morphemes
from mirai_knowledge.search.policy.wish import Wish
from mirai_knowledge.search.queries.index import FACETS, schema
from mirai_knowledge.search.schemas import Find

CHARACTERS_WEIGHT = 0.3
TITLE_WEIGHT = 0.25
CODE_WEIGHT = 1000.0
MAX_TERMS = 32
HIRAGANA = regex.compile(r"[\p{Hiragana}ー]+")
SCHEMA = schema()
Clause = tuple[tantivy.Occur, tantivy.Query]


def matching(wish: Wish) -> tantivy.Query:
    """Things that have any of the words (better: rare ones, all of them, in the title), every phrase, and no refused word."""
    clauses: list[Clause] = []
    if wish.words:
        needed, helpful = _wanted(wish)
        clauses.append((tantivy.Occur.Must, any_of(needed)))
        clauses += [(tantivy.Occur.Should, query) for query in helpful]
    clauses += [(tantivy.Occur.Must, _phrase(phrase)) for phrase in wish.phrases]
    if not clauses:
        clauses.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    clauses += [(tantivy.Occur.MustNot, _phrase(word)) for word in wish.without]
    return tantivy.Query.boolean_query(clauses)


def any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Things that one of these finds, and nothing when there is none."""
    either = [(tantivy.Occur.Should, query) for query in queries]
    return tantivy.Query.boolean_query(either) if either else tantivy.Query.empty_query()


def readable(access: Collection[str], closed: Collection[UUID]) -> list[Clause]:
    """What must hold besides: one of the reader's terms, and none of the things known to be closed."""
    clauses = [_unscored(_one_of("access", access))]
    if closed:
        clauses.append((tantivy.Occur.MustNot, _one_of("id", [str(thing) for thing in closed])))
    return clauses


def chosen(find: Find, *, without: str | None = None) -> list[Clause]:
    """The chosen facets but one."""
    wanted = {facet: getattr(find, facet) for facet in FACETS if facet != without}
    return [_unscored(_one_of(facet, values)) for facet, values in wanted.items() if values]


def _one_of(field: str, values: Collection[str]) -> tantivy.Query:
    return tantivy.Query.term_set_query(SCHEMA, field, list(values)) if values else tantivy.Query.empty_query()


def _unscored(query: tantivy.Query) -> Clause:
    return (tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0))


def _wanted(wish: Wish) -> tuple[list[tantivy.Query], list[tantivy.Query]]:
    """Of the first a hit has at least one; the others only raise it: single characters and kana stand in every text."""
    text = fold(" ".join(wish.words))
    terms = list(dict.fromkeys(token.term for token in morphemes(text)))[:MAX_TERMS]
    runs = list(dict.fromkeys(token.term for token in characters(text)))[: 2 * MAX_TERMS]
    telling = [run for run in runs if len(run) > 1 and not HIRAGANA.fullmatch(run)]
    if not terms and not telling:
        telling = runs
    boost = tantivy.Query.boost_query
    needed = [tantivy.Query.term_query(SCHEMA, "m", term) for term in terms]
    needed += [boost(tantivy.Query.term_query(SCHEMA, "b", run), CHARACTERS_WEIGHT) for run in telling]
    codes = dict.fromkeys(form for part in (wish.text, *wish.words[:MAX_TERMS]) for form in code_forms(part))
    needed += [boost(_unscored_term("code", code), CODE_WEIGHT) for code in codes]
    helpful = [boost(tantivy.Query.term_query(SCHEMA, "b", run), CHARACTERS_WEIGHT) for run in runs if run not in telling]
    if terms:
        in_title = [(tantivy.Occur.Must, tantivy.Query.term_query(SCHEMA, "t", term)) for term in terms]
        helpful.append(boost(tantivy.Query.boolean_query(in_title), TITLE_WEIGHT))
    return needed, helpful


def _unscored_term(field: str, term: str) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_query(SCHEMA, field, term), 1.0)


def _phrase(phrase: str) -> tantivy.Query:
    terms = [token.term for token in morphemes(fold(phrase))]
    if len(terms) > 1:
        return tantivy.Query.phrase_query(SCHEMA, "m", list(terms))
    if terms:
        return tantivy.Query.term_query(SCHEMA, "m", terms[0])
    runs = [token.term for token in characters(fold(phrase))]
    return tantivy.Query.term_query(SCHEMA, "b", runs[-1]) if runs else tantivy.Query.empty_query()
