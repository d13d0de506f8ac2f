"""What both readers share: refusals, the digest of a text, and what the number of a law tells of it."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue, ValidationError

from mirai_knowledge.kernel.faults import sentence
from mirai_knowledge.regulations.errors import LawFileRefused
from mirai_knowledge.regulations.schemas import RegulationContent

LAW_ID = re.compile(r"[0-9]{3}[0-9A-Za-z]{6,20}")
FIRST_DAY, LAST_DAY = date(1868, 1, 1), date(2200, 12, 31)
ERAS = {"1": "明治", "2": "大正", "3": "昭和", "4": "平成", "5": "令和"}
SORTS = {"AC": "法律", "CO": "政令", "M50002000": "労働省令", "M60000100": "厚生労働省令"}
ISSUERS = (("厚生労働省令", "厚生労働省"), ("労働省令", "厚生労働省"), ("国土交通省令", "国土交通省"), ("建設省令", "国土交通省"),
           ("環境省令", "環境省"), ("政令", "内閣"), ("法律", "国"))  # fmt: skip
_KANJI = "〇一二三四五六七八九"
_ORDINANCE = re.compile(r"年(?:[^\s第]*、)?(?P<ministry>[^\s第年]{1,30}?)令第")


def refused(name: str, reason: str) -> LawFileRefused:
    """The refusal of that file."""
    return LawFileRefused(f"{name}: {reason}")


def fit_content(name: str, values: Mapping[str, object]) -> RegulationContent:
    """The values as a content; raises LawFileRefused naming the first field that cannot be."""
    try:
        return RegulationContent.model_validate(values)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise refused(name, f"「{place}」の値を使えません。{sentence(first)}") from fault


def digest_of(*parts: object) -> str:
    """SHA-256 over the words of a law, whatever stands around them in its file."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def day_of(name: str, field: str, value: object) -> date:
    """The day; raises LawFileRefused for what is none."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError as fault:
        raise refused(name, f"「{field}」が日付（2026-04-01 の形）ではありません。") from fault
    if not FIRST_DAY <= day <= LAST_DAY:
        raise refused(name, f"「{field}」の日付は {FIRST_DAY.year} 年から {LAST_DAY.year} 年までにしてください。")
    return day


def law_id_of(name: str, value: object) -> str:
    """The id of the law; raises LawFileRefused for what is none."""
    if not isinstance(value, str) or LAW_ID.fullmatch(value) is None:
        raise refused(name, "法令ID（347M50002000032 の形）がありません。")
    return value


def law_number_of(law: str) -> str:
    """The number that an id stands for, where its sort is known: 昭和四十七年労働省令第三十二号; empty otherwise."""
    era, year, rest = ERAS.get(law[0], ""), law[1:3], law[3:]
    for mark, sort in SORTS.items():
        number = rest.removeprefix(mark)
        if era and number != rest and number.isdigit() and year.isdigit() and int(number):
            return f"{era}{kanji(int(year))}年{sort}第{kanji(int(number))}号"
    return ""


def issuer_of(law_number: str) -> str:
    """Who issued a law of that number."""
    for ending, issuer in ISSUERS:
        if f"年{ending}第" in law_number:
            return issuer
    found = _ORDINANCE.search(law_number)
    return found["ministry"] if found is not None else ""


def kanji(number: int) -> str:
    """A number below 10,000 in kanji: 三十二."""
    out = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            out += ("" if digit == 1 and unit else _KANJI[digit]) + unit
    return out or "〇"


def kept(values: Mapping[str, JsonValue], known: frozenset[str]) -> dict[str, JsonValue]:
    """What a file says beside the known fields."""
    return {key: value for key, value in values.items() if key not in known}
