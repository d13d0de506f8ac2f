"""From a wish to a query of the index. Nothing a person types is ever query syntax of the engine."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

import regex
import tantivy

from mirai_knowledge.search.policy.analysis import characters, code_forms, fold, in_short, morphemes, reading
from mirai_knowledge.search.policy.wish import HIRAGANA, SPELLED_CHARS, Wish
from mirai_knowledge.search.queries.index import FACETS, in_title, schema
from mirai_knowledge.search.schemas import Find

CHARACTERS_WEIGHT = 0.3
TITLE_WEIGHT = 0.25
CODE_WEIGHT = 1000.0
MAX_TERMS = 32
COMMON = 0.2
"""A word that stands in more than this part of all things tells little."""
FEW = 100
KATAKANA = regex.compile(r"[\p{Katakana}ー]{2,}")
SMALL_NUMBER = regex.compile(r"\d{1,2}")
CODE_BEGINNING = regex.compile(r"[a-z]{2,6}-?\d{0,5}")
CODE_BEGINNING_WEIGHT = 10.0
SCHEMA = schema()
Clause = tuple[tantivy.Occur, tantivy.Query]
Asked = tuple[str, str]
"""A field of the index and a term in it."""


def matching(wish: Wish, searcher: tantivy.Searcher | None = None) -> tantivy.Query:
    """Things that have any of the words (better: rare ones, all of them, in the title), every phrase, and no refused word.

    With a searcher, words that stand in a great part of all things find nothing by themselves where there are others.
    """
    clauses: list[Clause] = []
    if wish.words:
        needed, helpful = _wanted(wish, searcher)
        clauses.append((tantivy.Occur.Must, any_of(needed)))
        clauses += [(tantivy.Occur.Should, query) for query in helpful]
    clauses += [(tantivy.Occur.Must, _phrase(phrase)) for phrase in wish.phrases]
    if not clauses:
        clauses.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    clauses += [(tantivy.Occur.MustNot, _phrase(word)) for word in wish.without]
    return tantivy.Query.boolean_query(clauses)


def named_or(query: tantivy.Query, named: Sequence[UUID]) -> list[Clause]:
    """What the query finds, and before it the things that the wish names, in their order."""
    if not named:
        return [(tantivy.Occur.Must, query)]
    first = [
        tantivy.Query.boost_query(_unscored_term("id", str(thing)), CODE_WEIGHT * (2 + len(named) - place))
        for place, thing in enumerate(named)
    ]
    return [(tantivy.Occur.Must, any_of([query, *first]))]


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


def chosen(find: Find, *, aside: Collection[str] = (), without: str | None = None) -> list[Clause]:
    """The chosen facets but one. Where no kind is chosen, nothing of the kinds that stand aside."""
    wanted = {facet: getattr(find, facet) for facet in FACETS if facet != without}
    clauses = [_unscored(_one_of(facet, values)) for facet, values in wanted.items() if values]
    return clauses if find.kind or without == "kind" else [*clauses, *none_of(aside)]


def none_of(kinds: Collection[str]) -> list[Clause]:
    """Nothing of these kinds."""
    return [(tantivy.Occur.MustNot, _one_of("kind", kinds))] if kinds else []


def _one_of(field: str, values: Collection[str]) -> tantivy.Query:
    return tantivy.Query.term_set_query(SCHEMA, field, list(values)) if values else tantivy.Query.empty_query()


def _unscored(query: tantivy.Query) -> Clause:
    return (tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0))


def _wanted(wish: Wish, searcher: tantivy.Searcher | None) -> tuple[list[tantivy.Query], list[tantivy.Query]]:
    """Of the first a hit has at least one; the others only raise it."""
    text = fold(in_short(" ".join(wish.words)))
    terms = [("m", term) for term in list(dict.fromkeys(token.term for token in morphemes(text)))[:MAX_TERMS]]
    runs = [("b", run) for run in list(dict.fromkeys(characters(text)))[: 2 * MAX_TERMS]]
    # Single characters and hiragana stand in every text.
    asked = [*terms, *((field, run) for field, run in runs if len(run) > 1 and not HIRAGANA.fullmatch(run))] or runs
    exact = [*_as_written(searcher, wish, text.text), *_by_reading(searcher, wish)]
    plain = _without_pieces(wish, asked)
    telling = _telling(searcher, plain) or ([] if exact else plain or asked)
    needed = [*(_scored(field, term) for field, term in telling), *exact, *_codes(wish)]
    helpful = [_scored(field, term) for field, term in (*terms, *runs) if (field, term) not in telling]
    if terms:
        titled = [(tantivy.Occur.Must, tantivy.Query.term_query(SCHEMA, "t", term)) for _, term in terms]
        helpful.append(tantivy.Query.boost_query(tantivy.Query.boolean_query(titled), TITLE_WEIGHT))
    helpful += [tantivy.Query.boost_query(_scored("r", in_title(kana)), TITLE_WEIGHT) for kana in wish.kana]
    return needed, helpful


def _without_pieces(wish: Wish, asked: Sequence[Asked]) -> list[Asked]:
    """What tells something by itself: no pieces of words in kana, which stand in many other words, and no small numbers."""
    return [
        (field, term)
        for field, term in asked
        if term not in wish.pieces and not SMALL_NUMBER.fullmatch(term) and not (field == "b" and KATAKANA.fullmatch(term))
    ]


def _as_written(searcher: tantivy.Searcher | None, wish: Wish, text: str) -> list[tantivy.Query]:
    """The words in kana as they are written, wherever they stand within a longer one; but for those that stand everywhere."""
    found = []
    hiragana = (word for word in wish.words if len(word) >= SPELLED_CHARS and HIRAGANA.fullmatch(word))
    for word in [*(reading(part) for part in KATAKANA.findall(text)), *hiragana][:MAX_TERMS]:
        pieces = list(characters(fold(word)))
        if any(_tells(searcher, ("b", piece)) for piece in pieces if len(piece) > 1):
            query = tantivy.Query.phrase_query(SCHEMA, "b", list(pieces))
            found.append(tantivy.Query.boost_query(query, CHARACTERS_WEIGHT))
    return found


def _by_reading(searcher: tantivy.Searcher | None, wish: Wish) -> list[tantivy.Query]:
    """Words in kana alone also stand for what is read so; where nothing is, the words of a sentence in kana do."""
    words = [("r", kana) for kana in (*wish.kana, *(() if searcher is not None else wish.said))[:MAX_TERMS]]
    return [tantivy.Query.term_query(SCHEMA, *word) for word in words if _tells(searcher, word)]


def _codes(wish: Wish) -> list[tantivy.Query]:
    codes = dict.fromkeys(form for part in (wish.text, *wish.words[:MAX_TERMS]) for form in code_forms(part))
    found = [tantivy.Query.boost_query(_unscored_term("code", code), CODE_WEIGHT) for code in codes]
    for word in wish.words[:MAX_TERMS]:
        if CODE_BEGINNING.fullmatch(word):
            begins = tantivy.Query.regex_query(SCHEMA, "code", word.replace("-", "") + ".*")
            found.append(tantivy.Query.const_score_query(begins, CODE_BEGINNING_WEIGHT))
    return found


def _tells(searcher: tantivy.Searcher | None, one: Asked) -> bool:
    # A word that stands nowhere counts as rare: whether it stands somewhere out of the reader's sight must not show.
    return searcher is None or bool(searcher.doc_freq(*one) <= max(FEW, COMMON * searcher.num_docs))


def _telling(searcher: tantivy.Searcher | None, asked: Sequence[Asked]) -> list[Asked]:
    return [one for one in asked if _tells(searcher, one)]


def _scored(field: str, term: str) -> tantivy.Query:
    query = tantivy.Query.term_query(SCHEMA, field, term)
    return query if field in {"m", "r"} else tantivy.Query.boost_query(query, CHARACTERS_WEIGHT)


def _unscored_term(field: str, term: str) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_query(SCHEMA, field, term), 1.0)


def _phrase(phrase: str) -> tantivy.Query:
    terms = [token.term for token in morphemes(fold(phrase))]
    if len(terms) > 1:
        return tantivy.Query.phrase_query(SCHEMA, "m", list(terms))
    if terms:
        return tantivy.Query.term_query(SCHEMA, "m", terms[0])
    runs = list(characters(fold(phrase)))
    return tantivy.Query.term_query(SCHEMA, "b", runs[-1]) if runs else tantivy.Query.empty_query()
