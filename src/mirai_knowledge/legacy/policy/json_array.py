"""Reads a JSON array element by element, so that a file of any size needs no more memory than its largest record."""

import json
import math
import re
from collections.abc import Iterator

from mirai_knowledge.kernel.errors import JsonValue

MAX_ELEMENT = 32_000_000
"""Characters of one element; what is longer is taken for a file without an end."""

MAX_DIGITS = 4_000
"""Digits of a whole number; Python reads no more than 4,300."""

_BLANK = re.compile(r"[ \t\r\n]*")
_WHAT = {
    "Expecting value": "値が必要です",
    "Expecting ',' delimiter": "「,」が必要です",
    "Expecting ':' delimiter": "「:」が必要です",
    "Expecting property name enclosed in double quotes": '項目名を「"」で囲む必要があります',
    "Illegal trailing comma before end of object": "余分な「,」があります",
    "Illegal trailing comma before end of array": "余分な「,」があります",
    "Unterminated string starting at": "閉じられていない文字列があります",
    "Invalid control character at": "文字列の中に制御文字があります",
    "Invalid \\escape": "「\\」の使い方が正しくありません",
    "Invalid \\uXXXX escape": "「\\u」の後は16進数4桁が必要です",
}


class BrokenJson(Exception):
    """The text is no JSON array. The message says in Japanese where and why."""


class _NotJson(ValueError):
    """A word that Python reads and JSON does not know."""


class DuplicateKeys:
    """Counts objects that name a key twice; the last value counts, as JSON readers do."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def __call__(self, pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
        """The pairs as an object."""
        made = dict(pairs)
        if len(made) != len(pairs):
            seen: set[str] = set()
            self.found.update(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return made

    def take(self) -> tuple[str, ...]:
        """The keys found since the last call."""
        found, self.found = tuple(sorted(self.found)), set()
        return found


class ArrayReader:
    """The elements of an array that comes in pieces of text; raises BrokenJson where it is none.

    `keys` tells after each element which keys were named twice in it.
    """

    def __init__(self, pieces: Iterator[str]) -> None:
        self.keys = DuplicateKeys()
        self._pieces = pieces
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self.keys, parse_constant=_refuse_constant, parse_float=_finite, parse_int=_countable
        )
        self._text = ""
        self._position = 0
        self._lines = 1
        self._ended = False

    def __iter__(self) -> Iterator[JsonValue]:
        if self._peek() != "[":
            raise self._broken("配列（[ … ]）で始まっていません" if self._text.strip() else "ファイルが空です")
        self._position += 1
        if self._peek() == "]":
            self._close()
            return
        while True:
            yield self._element()
            following = self._peek()
            self._position += 1
            if following == "]":
                self._position -= 1
                self._close()
                return
            if following != ",":
                self._position -= 1
                raise self._broken("「,」か「]」が必要です。ファイルが途中で切れていませんか")
            if self._peek() == "]":
                raise self._broken("最後の「,」が余分です")

    def _element(self) -> JsonValue:
        self._peek()
        while True:
            try:
                value: JsonValue
                value, end = self._decoder.raw_decode(self._text, self._position)
            except json.JSONDecodeError as fault:
                if self._ended or len(self._text) - self._position > MAX_ELEMENT:
                    raise self._broken(_WHAT.get(fault.msg, "JSONとして読めません"), fault.pos) from None
                self._grow()
            except RecursionError:
                raise self._broken("入れ子が深すぎます") from None
            except _NotJson as fault:
                raise self._broken(str(fault)) from None
            except ValueError:  # Python refuses numbers of thousands of digits
                raise self._broken("桁の多すぎる数があります") from None
            else:
                # A number at the end of a piece may go on in the next one.
                if end < len(self._text) or self._ended:
                    self._position = end
                    return value
                self._grow()

    def _peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            found = _BLANK.match(self._text, self._position)
            self._position = found.end() if found else self._position
            if self._position < len(self._text):
                return self._text[self._position]
            if self._ended:
                return ""
            self._grow()

    def _grow(self) -> None:
        """The text behind the position is dropped and at least as much as is left is read."""
        self._lines += self._text.count("\n", 0, self._position)
        parts, wanted = [self._text[self._position :]], len(self._text) - self._position
        got = 0
        while got <= wanted:
            piece = next(self._pieces, None)
            if piece is None:
                self._ended = True
                break
            parts.append(piece)
            got += len(piece)
        self._text, self._position = "".join(parts), 0

    def _close(self) -> None:
        self._position += 1
        if self._peek():
            raise self._broken("配列の後に余分な文字があります")

    def _broken(self, why: str, position: int | None = None) -> BrokenJson:
        at = self._position if position is None else position
        if self._ended and self._text.strip() and at >= len(self._text.rstrip()):
            why = "ファイルが途中で終わっています"
        return BrokenJson(f"{self._lines + self._text.count(chr(10), 0, at)}行目: {why}")


def _finite(digits: str) -> float | str:
    """The number; one that no float holds stays the text it is written as."""
    number = float(digits)
    return number if math.isfinite(number) else digits


def _countable(digits: str) -> int | str:
    """The number; one with more digits than numbers have stays the text it is written as."""
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _refuse_constant(name: str) -> JsonValue:
    raise _NotJson(f"{name} はJSONの値ではありません")
