"""From Japanese text to terms: one pure function for index, query and highlight alike.

NFKC and lower case (half-width kana, full-width digits and letters become the usual ones), one kind of hyphen, then
two views of the same text: morphemes in Sudachi's normalised form (取外し = 取り外し) and characters (runs of one and
two), which find what the dictionary does not know. Offsets always point into the original text.
"""

import functools
import hashlib
import threading
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import NamedTuple

import regex
from sudachipy import Dictionary, SplitMode
from sudachipy.tokenizer import Tokenizer

CHUNK_CHARS = 12_000
"""Sudachi takes about 49 kB at once; a chunk ends at a line or sentence where there is one."""
DROPPED = frozenset({"助詞", "助動詞", "補助記号", "空白", "記号"})
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣ｰ"), "-")
INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}--[\n\t]]", regex.VERSION1)
JOINING = frozenset({"\uff9e", "\uff9f", "\u3099", "\u309a"})
KATAKANA = regex.compile(r"\p{Katakana}|ー")
OTHER = r"[[\p{L}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}ー々〆]]"
RUN = regex.compile(
    rf"(?P<cjk>[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}ー々〆]+)|(?P<word>{OTHER}+(?:[-_.]{OTHER}+)*)", regex.VERSION1
)
UNIT = regex.compile(
    r"(?P<number>\d[\d.,]*)\s?"
    r"(?P<unit>立方メートル|立米|平方メートル|平米|ミリメートル|センチメートル|メートル|キログラム|パーセント|トン|(?:ミリ|センチ)(?!\p{Katakana}))"
)
UNITS = {
    "立方メートル": "m3",
    "立米": "m3",
    "平方メートル": "m2",
    "平米": "m2",
    "ミリメートル": "mm",
    "ミリ": "mm",
    "センチメートル": "cm",
    "センチ": "cm",
    "メートル": "m",
    "キログラム": "kg",
    "パーセント": "%",
    "トン": "t",
}
LONGEST_READING = 3
"""Morphemes in a row whose readings are taken together."""
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}ー]+")
CODE = regex.compile(r"(?P<letters>[a-z]+)0*(?P<number>[1-9]\d*)")
RULES = "3"
Place = tuple[str, int, int]
"""A term and where it begins and ends in the original text."""


class Token(NamedTuple):
    """A term and the place in the original text that it stands for. A long text has a million of them."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """Normalised text; character i of it comes from `starts[i]` to `ends[i]` of the original."""

    text: str
    starts: list[int]
    ends: list[int]


def fold(text: str) -> Folded:
    """The text as everybody types it: NFKC, lower case, one hyphen, nothing invisible; with a way back."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and (text[end] in JOINING or unicodedata.combining(text[end])):
            end += 1
        for character in _folded_cluster(text[position:end]):
            out.append(character)
            starts.append(position)
            ends.append(end)
        position = end
    _mend_long_vowels(out)
    return Folded("".join(out), starts, ends)


def _folded_cluster(cluster: str) -> str:
    if INVISIBLE.fullmatch(cluster):
        return ""
    # A half-width long vowel must stay one: only dashes that are no kana become hyphens.
    if cluster == "ｰ":
        return "ー"
    return unicodedata.normalize("NFKC", cluster).lower().translate(DASHES)


def _mend_long_vowels(characters: list[str]) -> None:
    for place in range(1, len(characters) - 1):
        if characters[place] == "-" and KATAKANA.match(characters[place - 1]) and KATAKANA.match(characters[place + 1]):
            characters[place] = "ー"


def morphemes(folded: Folded) -> Iterator[Token]:
    """Content words in normalised form, in the order of the text."""
    for token, _ in _words(folded):
        if token is not None:
            yield token


@dataclass(frozen=True, slots=True)
class Analysed:
    """The content words as `morphemes` has them; `read`: how words are read, in katakana, one by one and up to three in a
    row, so that 打継ぎ is found by うちつぎ; `readings`: how each term is read.
    """

    tokens: list[Token]
    read: frozenset[str]
    readings: Mapping[str, str]


def analysed(folded: Folded) -> Analysed:
    """The words of a text, and how they are read."""
    tokens: list[Token] = []
    said: set[str] = set()
    readings: dict[str, str] = {}
    row: list[str] = []
    for token, kana in _words(folded):
        spoken = _is_kana(kana)
        if token is not None:
            tokens.append(token)
            if spoken:
                readings[token.term] = kana
        row = [*row[1 - LONGEST_READING :], kana] if spoken else []
        said.update("".join(row[start:]) for start in range(len(row)))
    return Analysed(tokens, frozenset(map(reading, said)), readings)


def spoken(text: str) -> str | None:
    """How a short text is read; None for one of more words than `Analysed.read` takes together."""
    parts = [kana for _, kana in _words(fold(text))]
    whole = "".join(parts)
    return reading(whole) if len(parts) <= LONGEST_READING and KANA.fullmatch(whole) else None


def places_read(places: Sequence[Place], readings: Mapping[str, str], kana: Collection[str]) -> list[Place]:
    """Of these words, in the order of the text, those that are read like one of the kana: alone, or up to three side by side."""
    found: list[Place] = []
    row: list[Place] = []
    for place in places:
        row = [*(row[1 - LONGEST_READING :] if row and row[-1][2] == place[1] else []), place]
        for first in range(len(row)):
            said = reading("".join(readings.get(term, "?") for term, _, _ in row[first:]))
            if said in kana:
                found.append((said, row[first][1], place[2]))
    return found


def _words(folded: Folded) -> Iterator[tuple[Token | None, str]]:
    """Every morpheme with its reading; None for those that tell nothing by themselves."""
    tokenizer = _tokenizer()
    for begin, chunk in _chunks(folded.text):
        for morpheme in tokenizer.tokenize(chunk, SplitMode.A):
            token = None
            if not _is_dropped(morpheme.part_of_speech_id()):
                term = morpheme.normalized_form().lower().replace(" ", "_")
                first, last = begin + morpheme.begin(), begin + morpheme.end() - 1
                token = Token(term, folded.starts[first], folded.ends[last]) if term and last >= first else None
            yield token, morpheme.reading_form()


@functools.cache
def _is_dropped(part_of_speech: int) -> bool:
    return _dictionary().pos_of(part_of_speech)[0] in DROPPED


@functools.lru_cache(maxsize=50_000)
def _is_kana(said: str) -> bool:
    return KANA.fullmatch(said) is not None


def reading(kana: str) -> str:
    """Kana as they are looked up: katakana, without a long vowel at the end, which some write and others do not."""
    plain = kana.translate(TO_KATAKANA)
    return plain.rstrip("ー") or plain


def characters(folded: Folded) -> Iterator[str]:
    """Runs of one and two characters of Japanese script; other words whole, and without their hyphens; in the order of the text.

    A measure is there in its short form too: 10立方メートル is 10m3 as well.
    """
    for measure in UNIT.finditer(folded.text):
        yield in_short(measure[0])
    for run in RUN.finditer(folded.text):
        text = run[0]
        if run["word"] is not None:
            yield text
            compact = regex.sub(r"[-_.]", "", text)
            if compact != text:
                yield compact
            continue
        yield text[0]
        for place in range(1, len(text)):
            yield text[place - 1 : place + 1]
            yield text[place]


def in_short(text: str) -> str:
    """The folded text with measures in their short form: 10立方メートル as 10m3."""
    return UNIT.sub(lambda measure: measure["number"] + UNITS[measure["unit"]], text)


def code_forms(text: str) -> tuple[str, ...]:
    """The forms under which a document's code is looked up: folded, and without separators."""
    folded = fold(text).text.strip()
    compact = regex.sub(r"[-_./\s]", "", folded)
    return tuple(dict.fromkeys(form for form in (folded, compact) if form))


def code_keys(code: str) -> tuple[str, ...]:
    """The forms under which a document's code is kept: those it is looked up by, and without the zeros that people leave out."""
    forms = code_forms(code)
    short = (CODE.fullmatch(form) for form in forms)
    return tuple(dict.fromkeys((*forms, *(found["letters"] + found["number"] for found in short if found))))


@functools.cache
def fingerprint() -> str:
    """Changes when terms may: another dictionary, analyser or rule means another index."""
    parts = (RULES, version("sudachipy"), version("sudachidict_core"), unicodedata.unidata_version)
    return hashlib.blake2b("|".join(parts).encode(), digest_size=6).hexdigest()


_local = threading.local()


@functools.cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


def _tokenizer() -> Tokenizer:
    # One tokenizer a thread: sharing one between threads is an error, and making one costs little.
    found: Tokenizer | None = getattr(_local, "tokenizer", None)
    if found is None:
        found = _local.tokenizer = _dictionary().tokenizer()
    return found


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    begin = 0
    while begin < len(text):
        end = min(begin + CHUNK_CHARS, len(text))
        if end < len(text):
            cut = max(text.rfind(mark, begin, end) for mark in ("\n", "。", " "))
            end = cut + 1 if cut > begin else end
        yield begin, text[begin:end]
        begin = end
