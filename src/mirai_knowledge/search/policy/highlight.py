"""Marks what was looked for, by places in the original text; and chooses the part of a text that shows it best."""

from collections.abc import Collection, Sequence

from mirai_knowledge.search.policy.analysis import Place, fold
from mirai_knowledge.search.schemas import Piece

SNIPPET_CHARS = 120
LEAD_CHARS = 24
LOOKED_THROUGH_CHARS = 20_000
"""Where no term stands, words are looked for in so much of the text, and only short parts of few of them."""
FALLBACK_WORDS = 6
FALLBACK_CHARS = 16


def marked(text: str, places: Sequence[Place], terms: Collection[str], *, fallback: Sequence[str] = ()) -> list[Piece]:
    """The whole text in pieces, terms marked; where no term stands, the longest part of each fallback word is."""
    return _pieces(text, 0, len(text), _spans(text, places, terms, fallback))


def snippet(
    text: str, places: Sequence[Place], terms: Collection[str], *, fallback: Sequence[str] = ()
) -> tuple[list[Piece], int]:
    """About 120 characters of the text around the densest group of terms, in pieces, with … where it was cut; and the place
    in the text where that group begins.
    """
    spans = _spans(text, places, terms, fallback)
    place = _best_begin(spans)
    begin = max(0, min(place - LEAD_CHARS, len(text) - SNIPPET_CHARS))
    end = min(len(text), begin + SNIPPET_CHARS)
    pieces = _pieces(text, begin, end, spans)
    before, after = ["…"] if begin > 0 else [], ["…"] if end < len(text) else []
    flat = [Piece(piece.t.replace("\n", " "), piece.mark) for piece in pieces]
    return [*(Piece(dots) for dots in before), *flat, *(Piece(dots) for dots in after)], place


def _spans(text: str, places: Sequence[Place], terms: Collection[str], fallback: Sequence[str]) -> list[tuple[int, int, str]]:
    spans = sorted((start, end, term) for term, start, end in places if term in terms and end <= len(text))
    if spans or not text:
        return spans
    folded = fold(text[:LOOKED_THROUGH_CHARS])
    found: list[tuple[int, int, str]] = []
    for word in [word for word in fallback if word][:FALLBACK_WORDS]:
        part = _longest_part(word[:FALLBACK_CHARS], folded.text)
        place = folded.text.find(part) if part else -1
        while place >= 0:
            found.append((folded.starts[place], folded.ends[place + len(part) - 1], part))
            place = folded.text.find(part, place + len(part))
    return sorted(found)


def _longest_part(word: str, text: str) -> str:
    # Less than half of a word is most likely another one.
    for length in range(len(word), min(max(2, (len(word) + 1) // 2), len(word)) - 1, -1):
        for begin in range(len(word) - length + 1):
            if word[begin : begin + length] in text:
                return word[begin : begin + length]
    return ""


def _best_begin(spans: Sequence[tuple[int, int, str]]) -> int:
    best, best_score = 0, 0.0
    for number, (start, _, _) in enumerate(spans):
        last = start + SNIPPET_CHARS - LEAD_CHARS
        inside = [term for other, end, term in spans[number : number + 40] if other >= start and end <= last]
        # Different terms together say more than one term many times.
        score = 3.0 * len(set(inside)) + 0.2 * len(inside)
        if score > best_score:
            best, best_score = start, score
    return best


def _pieces(text: str, begin: int, end: int, spans: Sequence[tuple[int, int, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    place = begin
    for first, last, _ in spans:
        start, stop = max(first, place), min(last, end)
        if stop <= start:
            continue
        if start > place:
            pieces.append(Piece(text[place:start]))
        if pieces and pieces[-1].mark:
            pieces[-1] = Piece(pieces[-1].t + text[start:stop], mark=True)
        else:
            pieces.append(Piece(text[start:stop], mark=True))
        place = stop
    if place < end:
        pieces.append(Piece(text[place:end]))
    return pieces
