"""Names taken out of texts. Pure functions.

A full name is found with any blanks between its parts, and in kana where its reading is known; a family or given name alone
only before さん, 氏, 君 and the like, since many of them are words of their own (林, 堀, 原).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mirai_knowledge.kernel.text import katakana, reading_key

HONORIFICS = "さん|氏|君|くん|様|サン|職長|作業員|主任|係長|課長|所長|班長"
CALLED = "さん|君|くん|ちゃん"
"""After a given name: 太郎さん, but 太郎氏 is nobody's way to speak."""
DESIGNATION = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９]$")
MEMBER = "（氏名）"
BLANKS = r"[\s　・]*"
FAMILY_CHARS = 2
BOTH = 2
"""A family name and a given name."""
LABEL_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Known:
    """A name that must not stand in a text, what stands there instead, and how it is read (kana, in the same parts) if known."""

    name: str
    label: str
    reading: str = ""


class Masker:
    """Takes the names out of texts; a longer name goes before a shorter one."""

    def __init__(self, names: Iterable[Known]) -> None:
        self._labels: dict[str, str] = {}
        patterns: list[tuple[int, str]] = []
        for known in names:
            for pattern, weight in _patterns(known):
                if pattern not in self._labels:
                    self._labels[pattern] = known.label
                    patterns.append((weight, pattern))
        patterns.sort(key=lambda pair: -pair[0])
        self._order = [(re.compile(pattern), self._labels[pattern]) for _, pattern in patterns]

    def mask(self, text: str) -> str:
        """The text with a label in place of each name."""
        for pattern, label in self._order:
            text = pattern.sub(label, text)
        return text


def is_name(text: str) -> bool:
    """Whether this is somebody's name: 作業員A and such are designations, which tell nobody apart."""
    bare = "".join(text.split())
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


def _patterns(known: Known) -> Sequence[tuple[str, int]]:
    parts = _parts(known.name)
    bare = "".join(parts)
    if not is_name(bare):
        return ()
    whole = BLANKS.join(re.escape(part) for part in (parts if len(parts) > 1 else list(bare)))
    found = [(f"{whole}(?:{BLANKS}(?:{HONORIFICS}))?", len(bare) + 10)]
    if len(parts) == 1 and len(bare) > FAMILY_CHARS:
        parts = [bare[:FAMILY_CHARS], bare[FAMILY_CHARS:]]
    if len(parts) != BOTH:
        return found
    readings = _parts(known.reading)
    family, given = (_ways(*pair) for pair in zip(parts, readings if len(readings) == BOTH else ("", ""), strict=True))
    found.append((f"{family}{BLANKS}{given}(?:{BLANKS}(?:{HONORIFICS}))?", len(bare) + 9))
    found.append((f"{family}{BLANKS}(?:{HONORIFICS})", len(parts[0])))
    if len(parts[1]) >= FAMILY_CHARS:
        found.append((f"{given}{BLANKS}(?:{CALLED})", len(parts[1])))
    return found


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s　・]+", name.strip()) if part]


def _ways(part: str, reading: str) -> str:
    """The ways to write a part of a name: as it is, and each sound of its reading in hiragana or katakana."""
    either = "".join(f"[{re.escape(sound + katakana(sound))}]" for sound in reading_key(reading))
    return f"(?:{re.escape(part)}|{either})" if either else re.escape(part)
