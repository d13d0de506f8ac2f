"""Text that people type: brought to one form, freed of what cannot be seen, and limited in length.

`Line` is one line (names, titles), `Paragraphs` several, `Verbatim` is taken as it is (passwords):

    name: Annotated[str, Line(100, at_least=1)]

Each refuses control characters with a Japanese message. Sorting by reading uses `reading_key`.
"""

import errno
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from annotated_types import GroupedMetadata, MaxLen, MinLen
from pydantic import AfterValidator

OS_WORDS = {
    errno.ENOENT: "見つかりません",
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.ENOTDIR: "フォルダーではありません",
    errno.EISDIR: "ファイルではなくフォルダーです",
    errno.EEXIST: "同じ名前のものがあります",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EROFS: "書き込めないディスクです",
}

_LINE_BREAKS = "\n\r\t"
_FIRST_KATAKANA, _LAST_KATAKANA, _TO_HIRAGANA = 0x30A1, 0x30F6, 0x60
_INVISIBLE = frozenset({"Cc", "Cs", "Co", "Cn"})
# Bidirectional overrides and isolates can make a name read as another one; zero-width characters hide in it.
_DECEIVING = frozenset("\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def has_control_characters(text: str, *, allowed: str = "") -> bool:
    """Whether the text holds control, unassigned or direction-changing characters other than the allowed ones."""
    return any(
        character not in allowed and (character in _DECEIVING or unicodedata.category(character) in _INVISIBLE)
        for character in text
    )


def clean_line(text: str) -> str:
    """The text in NFC on one line, without blanks at its ends.

    Raises ValueError, in Japanese, for control characters and line breaks.
    """
    line = unicodedata.normalize("NFC", text).strip(" \u3000")
    if has_control_characters(line):
        raise ValueError("改行や目に見えない制御文字が含まれています。手で入力し直してください。")
    return line


def clean_paragraphs(text: str) -> str:
    """The text in NFC with line breaks as LF, without blanks at its ends; raises ValueError for other control characters."""
    cleaned = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip(" \u3000\n\t")
    if has_control_characters(cleaned, allowed=_LINE_BREAKS):
        raise ValueError("目に見えない制御文字が含まれています。手で入力し直してください。")
    return cleaned


def verbatim(text: str) -> str:
    """The text as it is; raises ValueError for control characters, which nobody can type a second time."""
    if has_control_characters(text):
        raise ValueError("目に見えない制御文字が含まれています。手で入力し直してください。")
    return text


@dataclass(frozen=True)
class _Text(GroupedMetadata, ABC):
    """Limits in characters, asked before cleaning and after it (normalising can lengthen a text, trimming can empty it)."""

    at_most: int
    at_least: int = 0

    def __iter__(self) -> Iterator[object]:
        yield MinLen(self.at_least)
        yield MaxLen(self.at_most)
        yield AfterValidator(self._checked)

    def _checked(self, text: str) -> str:
        cleaned = self._clean(text)
        if len(cleaned) < self.at_least:
            raise ValueError("入力してください。" if self.at_least == 1 else f"{self.at_least}文字以上で入力してください。")
        if len(cleaned) > self.at_most:
            raise ValueError(f"{self.at_most}文字以内で入力してください。")
        return cleaned

    @abstractmethod
    def _clean(self, text: str) -> str: ...


class Line(_Text):
    """One line as a person types it."""

    def _clean(self, text: str) -> str:
        return clean_line(text)


class Paragraphs(_Text):
    """Several lines as a person types them."""

    def _clean(self, text: str) -> str:
        return clean_paragraphs(text)


class Verbatim(_Text):
    """Taken as it is, for secrets."""

    def _clean(self, text: str) -> str:
        return verbatim(text)


def none_if_empty(text: str | None) -> str | None:
    """None for an emptied field: "nothing" has one form only."""
    return text or None


def fold(text: str) -> str:
    """The text as it is compared: full-width and half-width alike, capitals and small letters alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def reading_key(reading: str) -> str:
    """What a reading sorts and is searched by: hiragana without blanks, full-width and half-width, kana alike."""
    folded = "".join(fold(reading).split())
    return "".join(_hiragana(character) for character in folded)


def _hiragana(character: str) -> str:
    code = ord(character)
    return chr(code - _TO_HIRAGANA) if _FIRST_KATAKANA <= code <= _LAST_KATAKANA else character


def katakana(sound: str) -> str:
    """The katakana of a hiragana; anything else is itself."""
    code = ord(sound) + _TO_HIRAGANA
    return chr(code) if _FIRST_KATAKANA <= code <= _LAST_KATAKANA else sound


def os_words(fault: OSError) -> str:
    """What the operating system refused, in Japanese where it is one of the usual causes."""
    return OS_WORDS.get(fault.errno or 0, fault.strerror or str(fault))
