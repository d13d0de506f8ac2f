"""Finds where a text names an article of a law: 安衛則518条, 労働安全衛生規則（…）第五百十八条, 同規則第519条. Pure functions.

An article belongs to the law named just before it; 同規則 is the law of that sort named last, as long as nobody can take it for
another one. An article that follows another one (第518条、第519条及び第520条) belongs to the same law.
"""

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mirai_knowledge.regulations.policy.numbers import ARTICLE, key_of_match

SAME = {
    "同法": ("法", "法律"),
    "同令": ("令",),
    "同規則": ("規則", "則"),
    "同則": ("則",),
    "同規程": ("規程",),
    "同基準": ("基準",),
}
NAME_CHARS = 100
TAIL_CHARS = 40
_BETWEEN = re.compile(r"[ \t\u3000」』]*(?:[（(][^（）()\n]{0,120}[）)])?[ \t\u3000]*の?[ \t\u3000]*")
_KANJI = "〇一二三四五六七八九十百千0-9０-９"
_MORE = re.compile(
    rf"(?:第[ \u3000]*[{_KANJI}]{{1,6}}[ \u3000]*[項号](?:の[{_KANJI}]{{1,4}})*|ただし書|本文|前段|後段)*"
    r"[ \u3000]*(?:、|，|・|,|及び|並びに|又は|若しくは|または|および|から|～|〜|と)[ \u3000]*"
)
_TAIL = re.compile(
    r"[\w・ー々〆ヶ]{1,36}(?:法|法律|令|規則|則|規程|規定|基準|要領|要綱|指針|条例|標準|仕様書|マニュアル|手引き?|ガイド)$"
)
_SAME = re.compile(r"(?:同|本|この|その|当該|前記|上記)[^同]{1,3}$")
_WORD = re.compile(r"[一-龠々ァ-ヶー]")
SHORTEST = 2
NEAR = 4
"""A name may stand apart from its article by a note in brackets that names other laws."""
_OLD = re.compile(r"(?:旧|改正前の|改正前)[「『]?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Text number `index` names an article from `start` to `end`. `name` is what it calls the law (in one form), `known` tells
    whether it is one of the names given.
    """

    index: int
    start: int
    end: int
    name: str
    key: str
    known: bool


def one_form(name: str) -> str:
    """A name as it is compared: full-width and half-width alike, without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def names_article(text: str) -> bool:
    """Whether an article may be named at all: asked before anything dearer."""
    return "条" in text and ARTICLE.search(text) is not None


def mentions(texts: Iterable[str], names: Collection[str]) -> Iterator[Mention]:
    """The articles named in texts that follow each other, in order. `names` are names of laws in one form."""
    pattern = _pattern(tuple(sorted(names, key=lambda name: (-len(name), name))))
    memory: list[str] = []
    for index, text in enumerate(texts):
        if "条" in text or memory or any(part in text for part in ("法", "則", "令", "規程", "基準")):
            yield from _in_text(index, text, pattern, memory)


def _in_text(index: int, text: str, pattern: re.Pattern[str], memory: list[str]) -> Iterator[Mention]:
    named: list[tuple[int, int, str]] = []
    last: Mention | None = None
    tokens = sorted(
        [*((found.start(), "name", found) for found in pattern.finditer(text)),
         *((found.start(), "article", found) for found in ARTICLE.finditer(text))],
        key=lambda token: token[0],
    )  # fmt: skip
    for _, sort, found in tokens:
        if sort == "name":
            name = "" if _is_part(text, found) else _resolved(found[0], memory)
            if name:
                memory.append(name)
                named = [*named[1 - NEAR :], (found.start(), found.end(), name)]
            continue
        last = _article(index, text, found, named, last) or last
        if last is not None and last.end == found.end():
            yield last


def _article(
    index: int, text: str, found: re.Match[str], named: Sequence[tuple[int, int, str]], last: Mention | None
) -> Mention | None:
    key, (start, end) = key_of_match(found), found.span()
    law = next((one for one in reversed(named) if one[1] <= start and _BETWEEN.fullmatch(text, one[1], start)), None)
    if not key or (law is not None and _OLD.search(text, 0, law[0]) is not None):
        return None
    if law is not None:
        begin = start if text[law[1] : start].strip(" \u3000\tの") else law[0]
        return Mention(index, begin, end, law[2], key, True)
    if found["prefix"] and last is not None and last.end <= start and _MORE.fullmatch(text, last.end, start) is not None:
        return Mention(index, start, end, last.name, key, last.known)
    tail = _TAIL.search(text, max(0, start - TAIL_CHARS), start)
    name = one_form(tail[0]) if tail is not None and _SAME.search(tail[0]) is None else ""
    return Mention(index, start, end, name, key, False) if name else None


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Whether a name of two characters is the end of another word (亜鉛則)."""
    before = text[found.start() - 1 : found.start()]
    return found.end() - found.start() <= SHORTEST and bool(before) and _WORD.match(before) is not None


def _resolved(word: str, memory: Sequence[str]) -> str:
    plain = one_form(word)
    endings = SAME.get(plain)
    if endings is None:
        return plain
    fitting = [name for name in memory if name.endswith(endings)]
    nearest = bool(memory) and memory[-1].endswith(endings)
    return fitting[-1] if fitting and (nearest or len(set(fitting)) == 1) else ""


@functools.lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = [*(re.escape(name) for name in names if name), *SAME]
    return re.compile("|".join(words))
