"""Names taken out of texts. Pure functions.

A full name is found with any blanks between its parts; a family name alone only before さん, 氏, 君 and the like, since many of
them are words of their own (林, 堀, 原).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HONORIFICS = "さん|氏|君|くん|様|サン|職長|作業員|主任|係長|課長|所長|班長"
DESIGNATION = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９]$")
MEMBER = "（氏名）"
BLANKS = r"[\s　・]*"
FAMILY_CHARS = 2
LABEL_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Known:
    """A name that must not stand in a text, and what stands there instead."""

    name: str
    label: str


class Masker:
    """Takes the names out of texts; a longer name goes before a shorter one."""

    def __init__(self, names: Iterable[Known]) -> None:
        self._labels: dict[str, str] = {}
        patterns: list[tuple[int, str]] = []
        for known in names:
            for pattern, weight in _patterns(known.name):
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


def _patterns(name: str) -> Sequence[tuple[str, int]]:
    parts = [part for part in re.split(r"[\s　・]+", name.strip()) if part]
    bare = "".join(parts)
    if not is_name(bare):
        return ()
    whole = BLANKS.join(re.escape(part) for part in (parts if len(parts) > 1 else list(bare)))
    found = [(f"{whole}(?:{BLANKS}(?:{HONORIFICS}))?", len(bare) + 10)]
    family = parts[0] if len(parts) > 1 else bare[:FAMILY_CHARS] if len(bare) > FAMILY_CHARS else ""
    if family:
        found.append((f"{re.escape(family)}{BLANKS}(?:{HONORIFICS})", len(family)))
    return found
