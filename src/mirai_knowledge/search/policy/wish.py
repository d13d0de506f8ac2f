"""What a person typed, understood: words, quoted phrases, words that must not stand there."""

from dataclasses import dataclass

import regex

from mirai_knowledge.search.policy.analysis import KANA, Token, fold, morphemes, reading

PARTS = regex.compile(r'(?P<minus>(?:^|(?<=\s))-)?(?:"(?P<phrase>[^"]+)"|(?P<word>[^\s"]+))')
HIRAGANA = regex.compile(r"[\p{Hiragana}ー]+")
SPELLED_CHARS = 3
QUOTES = str.maketrans(dict.fromkeys("「」“”『』", '"'))


@dataclass(frozen=True, slots=True)
class Wish:
    """The parts of a search text, each folded; `terms` are the normalised ones, in the order typed: what is marked in a hit.

    `pieces` are those into which words in hiragana fall apart (うち and 次 of うちつぎ): they mean something else.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    without: tuple[str, ...]
    terms: tuple[str, ...]
    pieces: frozenset[str]

    @property
    def kana(self) -> tuple[str, ...]:
        """The words of three and more kana, as they are read."""
        return tuple(reading(word) for word in self.words if len(word) >= SPELLED_CHARS and KANA.fullmatch(word))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for: then everything is found, the newest first."""
        return not (self.words or self.phrases)


def understood(text: str) -> Wish:
    """The parts of a search text; full-width quotes, spaces and minus signs count as the usual ones."""
    plain = fold(text.translate(QUOTES)).text
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    for part in PARTS.finditer(plain):
        target = without if part["minus"] else phrases if part["phrase"] else words
        target.append((part["phrase"] or part["word"]).strip())
    pieces = frozenset(token.term for word in words for token in _pieces(word))
    terms = dict.fromkeys(token.term for part in (*words, *phrases) for token in morphemes(fold(part)))
    marked = tuple(term for term in terms if term not in pieces)
    return Wish(plain.strip(), tuple(words), tuple(phrases), tuple(without), marked, pieces)


def _pieces(word: str) -> list[Token]:
    if len(word) < SPELLED_CHARS or not HIRAGANA.fullmatch(word):
        return []
    return [token for token in morphemes(fold(word)) if token.end - token.start < len(word)]
