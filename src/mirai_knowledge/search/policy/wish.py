"""What a person typed, understood: words, quoted phrases, words that must not stand there."""

from dataclasses import dataclass

import regex

from mirai_knowledge.search.policy.analysis import KANA, Token, fold, in_short, morphemes, reading, spoken

PARTS = regex.compile(r'(?P<minus>(?:^|(?<=\s))-)?(?:"(?P<phrase>[^"]+)"|(?P<word>[^\s"]+))')
HIRAGANA = regex.compile(r"[\p{Hiragana}ー]+")
MIXED = regex.compile(r"(?=.*\p{Han})(?=.*\p{Hiragana})[\p{Han}\p{Hiragana}々]+")
SPELLED_CHARS = 3
LONGEST_MIXED = 12
MAX_READ = 32
QUOTES = str.maketrans(dict.fromkeys("「」“”『』", '"'))


@dataclass(frozen=True, slots=True)
class Wish:
    """The parts of a search text, each folded; `terms` are the normalised ones, in the order typed: what is marked in a hit.

    `kana` are the words of three and more kana, and those in kanji and hiragana, as they are read. `pieces` are the terms
    into which words in hiragana fall apart (うち and 次 of うちつぎ): they mean something else; `said` is how the longer ones
    are read, for a sentence in hiragana is no word.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    without: tuple[str, ...]
    terms: tuple[str, ...]
    kana: tuple[str, ...]
    pieces: frozenset[str]
    said: tuple[str, ...]

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
    parts = [(word, token) for word in words for token in _pieces(word)]
    pieces = frozenset(token.term for _, token in parts)
    spelled = (part for word in (*words, *phrases) for part in (word, in_short(word)))
    terms = dict.fromkeys(token.term for part in spelled for token in morphemes(fold(part)))
    return Wish(
        text=plain.strip(),
        words=tuple(words),
        phrases=tuple(phrases),
        without=tuple(without),
        terms=tuple(term for term in terms if term not in pieces),
        kana=tuple(kana for word in words[:MAX_READ] if (kana := _read(word)) is not None),
        pieces=pieces,
        said=tuple(reading(word[token.start : token.end]) for word, token in parts if token.end - token.start >= SPELLED_CHARS),
    )


def _read(word: str) -> str | None:
    if len(word) >= SPELLED_CHARS and KANA.fullmatch(word):
        return reading(word)
    if len(word) > LONGEST_MIXED or not MIXED.fullmatch(word):
        return None
    kana = spoken(word)
    return kana if kana is not None and len(kana) > SPELLED_CHARS else None


def _pieces(word: str) -> list[Token]:
    if len(word) < SPELLED_CHARS or not HIRAGANA.fullmatch(word):
        return []
    return [token for token in morphemes(fold(word)) if token.end - token.start < len(word)]
