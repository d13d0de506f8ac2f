"""What a person typed, understood: words, quoted phrases, words that must not stand there."""

from dataclasses import dataclass

import regex

from mirai_knowledge.search.policy.analysis import KANA, fold, morphemes, reading

PARTS = regex.compile(r'(?P<minus>(?:^|(?<=\s))-)?(?:"(?P<phrase>[^"]+)"|(?P<word>[^\s"]+))')
QUOTES = str.maketrans(dict.fromkeys("「」“”『』", '"'))


@dataclass(frozen=True, slots=True)
class Wish:
    """The parts of a search text, each folded; `terms` are the normalised ones, in the order typed: what is marked in a hit."""

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    without: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def kana(self) -> tuple[str, ...]:
        """The words of three and more kana, as they are read."""
        return tuple(reading(word) for word in self.words if len(word) > 2 and KANA.fullmatch(word))

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
    terms = dict.fromkeys(token.term for part in (*words, *phrases) for token in morphemes(fold(part)))
    return Wish(plain.strip(), tuple(words), tuple(phrases), tuple(without), tuple(terms))
