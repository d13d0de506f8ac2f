"""Names taken out of texts. Pure functions.

Names are looked for in a folded form of the text: half-width as full-width, 髙 as 高, ABC as abc. A whole name is found with any
blanks in it, and in kana where its reading is known; a family or given name alone where it stands as a word of its own
(渡会が, but not 渡会町), and one of a single character (林, 堀, 原) or in kana only before さん, 氏, 君 and the like, since those
are words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mirai_knowledge.kernel.text import katakana, reading_key

HONORIFICS = (
    "さん|さま|様|ちゃん|チャン|くん|クン|君|氏|殿|サン|先生|親方|職長|班長|主任|係長|課長|次長|部長|所長|社長|専務|会長|"
    "作業員|作業者|組長|工長|技師|技能員|運転手|オペ"
)
CALLED = "さん|さま|様|ちゃん|チャン|くん|クン|君|サン"
"""After a given name: 太郎さん, but 太郎氏 is nobody's way to speak."""
DESIGNATION = re.compile(r"[A-Za-z0-9]$")
LETTERS = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ.'-]+")
MEMBER = "（氏名）"
BLANKS = r"[\s・=,.-]*"
FAMILY_CHARS = 2
WORD_CHARS = 4
"""A part of a name in letters that is at least so long is no other word."""
BOTH = 2
"""A family name and a given name."""
LABEL_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HAN = "\u3400-\u9fff々"
# Written in the family register in one way and typed in another.
VARIANTS = str.maketrans(
    "髙﨑嵜邉邊澤齋齊斉濵濱廣國嶋嶌眞德惠冨瀨桒舘槇靜藪淵渕龍瀧櫻圓學榮條壽豐彌曾與假",
    "高崎崎辺辺沢斎斎斎浜浜広国島島真徳恵富瀬桑館槙静薮渕渕竜滝桜円学栄条寿豊弥曽与仮",
)
MARKS = "\uff9e\uff9f\u3099\u309a"


@dataclass(frozen=True, slots=True)
class Known:
    """A name that must not stand in a text, what stands there instead, and how it is read (kana, in the same parts) if known."""

    name: str
    label: str
    reading: str = ""


class Masker:
    """Takes the names out of texts; a longer name goes before a shorter one."""

    def __init__(self, names: Iterable[Known]) -> None:
        labels: dict[str, str] = {}
        patterns: list[tuple[int, str]] = []
        for known in names:
            for pattern, weight in _patterns(known):
                if pattern not in labels:
                    labels[pattern] = known.label
                    patterns.append((weight, pattern))
        patterns.sort(key=lambda pair: -pair[0])
        self._order = [(re.compile(pattern), labels[pattern]) for _, pattern in patterns]

    def mask(self, text: str) -> str:
        """The text with a label in place of each name; nothing else of it changes."""
        units = _units(text)
        folded, owners = _folded(units)
        taken: dict[int, tuple[int, str]] = {}
        for pattern, label in self._order:
            for found in pattern.finditer(folded):
                first, last = owners[found.start()], owners[found.end() - 1]
                if not any(at in taken for at in range(first, last + 1)):
                    taken |= {first: (last, label)} | {at: (at, "") for at in range(first + 1, last + 1)}
        return "".join(taken[at][1] if at in taken else unit for at, unit in enumerate(units))


def is_name(text: str) -> bool:
    """Whether this is somebody's name: 作業員A and such are designations, which tell nobody apart."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    if LETTERS.fullmatch(bare):
        return len(bare) >= WORD_CHARS
    return len(bare) >= FAMILY_CHARS and DESIGNATION.search(bare) is None


def next_label(part_name: str, taken: Iterable[str]) -> str:
    """被災者A, 被災者B, …: the first that is free, after Z with a number (被災者A2)."""
    held = set(taken)
    for turn in range(1, 100):
        for letter in LABEL_LETTERS:
            label = f"{part_name}{letter}{turn if turn > 1 else ''}"
            if label not in held:
                return label
    raise ValueError("there are not that many people")


def masked_fields(texts: Mapping[str, str], masker: Masker) -> tuple[dict[str, str], tuple[str, ...]]:
    """Every text without names, and the fields in which there was one."""
    masked = {field: masker.mask(text) for field, text in texts.items()}
    return masked, tuple(field for field, text in texts.items() if masked[field] != text)


def _units(text: str) -> list[str]:
    """The characters of the text, a voiced kana of half width (ﾀﾞ) as one."""
    units: list[str] = []
    for character in text:
        if units and character in MARKS:
            units[-1] += character
        else:
            units.append(character)
    return units


def _folded(units: Sequence[str]) -> tuple[str, list[int]]:
    """The text as names are looked for in it, and which unit each of its characters is from."""
    characters: list[str] = []
    owners: list[int] = []
    for at, unit in enumerate(units):
        for character in fold_name(unit):
            characters.append(character)
            owners.append(at)
    return "".join(characters), owners


def fold_name(text: str) -> str:
    """One form for all ways to write the same name."""
    return unicodedata.normalize("NFKC", text).translate(VARIANTS).lower()


def _patterns(known: Known) -> Sequence[tuple[str, int]]:
    parts = _parts(known.name)
    bare = "".join(parts)
    if not is_name(bare):
        return ()
    found = [
        (
            f"{_edge(bare, before=True)}{BLANKS.join(map(re.escape, bare))}{_edge(bare)}(?:{BLANKS}(?:{HONORIFICS}))?",
            len(bare) + 20,
        )
    ]
    if len(parts) == 1 and len(bare) > FAMILY_CHARS and not bare.isascii():
        parts = [bare[:FAMILY_CHARS], bare[FAMILY_CHARS:]]
    if len(parts) != BOTH:
        return [*found, *(pattern for part in parts for pattern in _alone(part, re.escape(part), HONORIFICS))]
    readings = _parts(known.reading)
    family, given = (_ways(*pair) for pair in zip(parts, readings if len(readings) == BOTH else ("", ""), strict=True))
    found.append((f"{family}{BLANKS}{given}(?:{BLANKS}(?:{HONORIFICS}))?", len(bare) + 10))
    found += _alone(parts[0], family, HONORIFICS)
    if len(parts[1]) >= FAMILY_CHARS:
        found += _alone(parts[1], given, CALLED)
    return found


def _alone(part: str, ways: str, honorifics: str) -> list[tuple[str, int]]:
    """A part of a name before what people are called by, and as a word of its own where it can be no other."""
    found = [(f"{_edge(part, before=True)}{ways}{BLANKS}(?:{honorifics})", len(part) + 5)]
    if len(part) >= (WORD_CHARS if part.isascii() else FAMILY_CHARS):
        found.append((f"{_edge(part, before=True)}{re.escape(part)}{_edge(part)}", len(part)))
    return found


def _edge(part: str, *, before: bool = False) -> str:
    """Where a word of these characters begins or ends: beside no character of its kind."""
    kind = "a-z0-9" if part.isascii() else HAN
    return f"(?<![{kind}])" if before else f"(?![{kind}])"


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s・=＝]+", fold_name(name).strip()) if part]


def _ways(part: str, reading: str) -> str:
    """The ways to write a part of a name: as it is, and each sound of its reading in hiragana or katakana."""
    either = "".join(f"[{re.escape(sound + katakana(sound))}]" for sound in reading_key(reading))
    return f"(?:{re.escape(part)}|{either})" if either else re.escape(part)
