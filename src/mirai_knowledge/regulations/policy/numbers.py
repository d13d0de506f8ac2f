"""Numbers of articles in one form: 第三十六条の二, 第36条の2 and ３６条の２ are all `36-2`. Pure functions."""

import re
import unicodedata

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"[〇零一二三四五六七八九十百千0-9０-９]{1,12}"
BRANCHES = rf"(?:[ \u3000]*の[ \u3000]*{NUMBER}(?![つ人項号個]))*"
ARTICLE = re.compile(rf"(?P<prefix>第[ \u3000]*)?(?P<main>{NUMBER})[ \u3000]*条(?P<branches>{BRANCHES})")
"""An article's number as people write it; without 第 it means one only where a law is named before it."""
_PARTS = re.compile(NUMBER)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def number_of(text: str) -> int | None:
    """The value of a number in kanji or Arabic digits; None for what is neither (十百, 一二十)."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii():
        return int(plain) if plain.isdigit() else None
    if not any(character in UNITS for character in plain):
        digits = [DIGITS.get(character, -1) for character in plain]
        return None if -1 in digits else int("".join(map(str, digits)))
    return _with_units(plain)


def key_of(text: str) -> str:
    """The number of the first article named in the text: `518`, `36-2`; empty where there is none."""
    found = ARTICLE.search(text)
    return key_of_match(found) if found is not None else ""


def key_of_match(found: re.Match[str]) -> str:
    """The number of a match of `ARTICLE`; empty where it is no number."""
    parts = [number_of(part) for part in (found["main"], *_PARTS.findall(found["branches"]))]
    return "-".join(str(part) for part in parts) if None not in parts else ""


def name_of(key: str) -> str:
    """What people call the article of that key: 第36条の2."""
    main, *branches = key.split("-")
    return f"第{main}条{''.join(f'の{branch}' for branch in branches)}"


def full_width(number: int) -> str:
    """The number of a paragraph as laws print it: ２."""
    return str(number).translate(_FULL_WIDTH)


def _with_units(text: str) -> int | None:
    total, held, last = 0, 0, 10_000
    for character in text:
        if character in UNITS:
            unit = UNITS[character]
            if unit >= last:
                return None
            total, held, last = total + (held or 1) * unit, 0, unit
        else:
            digit = DIGITS.get(character, int(character) if character.isdigit() else -1)
            if digit < 0 or held:
                return None
            held = digit
    return total + held
