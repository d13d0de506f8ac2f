"""Markdown texts of laws: a head between two lines of `---` (`key: "value"`), then chapters, articles and 附則."""

import hashlib
import re
from collections.abc import Mapping
from typing import TypeAlias

from pydantic import JsonValue

from mirai_knowledge.regulations.policy.files.words import (
    day_of,
    digest_of,
    fit_content,
    issuer_of,
    kept,
    law_id_of,
    law_number_of,
    refused,
)
from mirai_knowledge.regulations.policy.writing import written
from mirai_knowledge.regulations.schemas.laws import LawFile, LawText

Head: TypeAlias = dict[str, JsonValue]
_FIELD = re.compile(r"(?P<indent> *)(?P<key>[A-Za-z_][A-Za-z0-9_]{0,40}):[ \t]*(?P<value>.*)")
_SEQUENCE = re.compile(r"_(?P<sequence>\d{1,4})_")
_KNOWN = frozenset({"title", "identifier", "publication_date", "last_updated", "status", "source"})
_EXTRA = frozenset({"law_num", "enforced_at"})
MAX_HEAD_LINES = 200


def read_markdown(file: LawFile, text: str) -> LawText:
    """The law of the file; raises LawFileRefused. A text of which no revision is told is known by its words."""
    head, body = _split(file.name, text)
    extra = head.get("extra")
    more: Mapping[str, JsonValue] = extra if isinstance(extra, dict) else {}
    law_id = law_id_of(file.name, head.get("identifier"))
    effective_on = day_of(file.name, "enforced_at", more.get("enforced_at") or head.get("last_updated"))
    promulgated = head.get("publication_date")
    number = str(more.get("law_num") or "") or law_number_of(law_id)
    digest = digest_of(head.get("title"), body)
    title = head.get("title")
    if not isinstance(title, str) or not title.strip():
        raise refused(file.name, "題名（title）がありません。")
    if not any(entry.level == 0 for entry in written(body)):
        raise refused(file.name, "本文に条（第一条 …）がありません。")
    rest: Head = kept(head, _KNOWN | {"extra"})
    other = kept(more, _EXTRA)
    content = fit_content(
        file.name,
        {
            "title": title,
            "issuer": issuer_of(number),
            "law_number": number,
            "law_id": law_id,
            "revision": f"{effective_on:%Y%m%d}_{hashlib.sha256(text.encode()).hexdigest()[:16]}",
            "promulgated_on": day_of(file.name, "publication_date", promulgated) if promulgated else None,
            "effective_on": effective_on,
            "standing": head.get("status") or "",
            "url": head.get("source") or "",
            "source": "e-Gov法令検索",
            "body": body,
            "kept": {**rest, **({"extra": other} if other else {})},
        },
    )
    return LawText(file.name, law_id, content.revision, effective_on, _sequence(file), digest, content)


def _split(name: str, text: str) -> tuple[Head, str]:
    lines = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").split("\n")
    end = next((place for place in range(1, min(len(lines), MAX_HEAD_LINES)) if lines[place].rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        raise refused(name, "先頭の見出し（--- から --- まで）が閉じていません。")
    head: Head = {}
    inner: Head | None = None
    for place, line in enumerate(lines[1:end], start=2):
        if not line.strip():
            continue
        found = _FIELD.fullmatch(line.rstrip())
        if found is None or (found["indent"] and inner is None):
            raise refused(name, f'先頭の見出しの{place}行目を読めません（項目: "値" の形にしてください）。')
        if found["indent"] and inner is not None:
            inner[found["key"]] = _value(found["value"])
        elif found["value"]:
            head[found["key"]], inner = _value(found["value"]), None
        else:
            inner = {}
            head[found["key"]] = inner
    return head, "\n".join(lines[end + 1 :]).lstrip("\n")


def _value(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


def _sequence(file: LawFile) -> int:
    if file.sequence is not None:
        return file.sequence
    found = _SEQUENCE.search(file.name)
    return int(found["sequence"]) if found is not None else 1
