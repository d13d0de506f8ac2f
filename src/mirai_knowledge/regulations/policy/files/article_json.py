"""Article JSON: one object a law, its articles in a flat list, without chapters and without 附則."""

import json
import re
from collections.abc import Mapping
from datetime import date

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
from mirai_knowledge.regulations.policy.numbers import key_of
from mirai_knowledge.regulations.policy.tree import plain_text
from mirai_knowledge.regulations.schemas import LawArticle
from mirai_knowledge.regulations.schemas.laws import LawFile, LawText

PUBLIC_ADDRESS = "https://laws.e-gov.go.jp/law/"
_REVISION = re.compile(r"(?P<day>\d{8})_\S{1,80}")
_KNOWN = frozenset({"lawId", "lawTitle", "revisionId", "source", "articles"})
_ARTICLE = frozenset({"articleNum", "caption", "isDeleted", "paragraphs", "text"})
_PARAGRAPH = frozenset({"num", "text", "items"})
_ITEM = frozenset({"num", "text"})


def read_json(file: LawFile, text: str) -> LawText:
    """The law of the file; raises LawFileRefused."""
    law = _parsed(file.name, text)
    law_id = law_id_of(file.name, law.get("lawId"))
    revision = law.get("revisionId")
    found = _REVISION.fullmatch(revision) if isinstance(revision, str) else None
    if found is None:
        raise refused(file.name, "改正のID（revisionId、20260401_… の形）がありません。")
    effective_on = _day(file.name, found["day"])
    told = law.get("articles")
    if not isinstance(told, list) or not told:
        raise refused(file.name, "条（articles）がありません。")
    articles = [_article(file.name, entry, place) for place, entry in enumerate(told)]
    number = law_number_of(law_id)
    content = fit_content(
        file.name,
        {
            "title": law.get("lawTitle"),
            "issuer": issuer_of(number),
            "law_number": number,
            "law_id": law_id,
            "revision": revision,
            "effective_on": effective_on,
            "url": PUBLIC_ADDRESS + law_id,
            "source": law.get("source") or "",
            "articles": articles,
            "kept": kept(law, _KNOWN),
        },
    )
    if not content.title.strip():
        raise refused(file.name, "法令の題名（lawTitle）がありません。")
    slim = content.model_copy(update={"articles": tuple(_slim(article) for article in content.articles)})
    digest = digest_of(content.title, [article.model_dump(mode="json") for article in slim.articles])
    return LawText(file.name, law_id, content.revision, effective_on, 0, digest, slim)


def _parsed(name: str, text: str) -> Mapping[str, JsonValue]:
    try:
        law = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        place = f"{fault.lineno}行目の{fault.colno}文字目" if isinstance(fault, json.JSONDecodeError) else "途中"
        raise refused(name, f"JSON として読めません（{place}）。ファイルが途中で切れていないか確かめてください。") from fault
    if not isinstance(law, dict):
        raise refused(name, "法令の JSON ではありません。")
    return law


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _day(name: str, digits: str) -> date:
    return day_of(name, "revisionId", f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def _article(name: str, entry: JsonValue, place: int) -> dict[str, object]:
    if not isinstance(entry, dict) or not isinstance(entry.get("articleNum"), str) or not key_of(str(entry["articleNum"])):
        raise refused(name, f"{place + 1}番目の条に、条の番号（articleNum、第1条 の形）がありません。")
    paragraphs = entry.get("paragraphs")
    if not isinstance(paragraphs, list):
        raise refused(name, f"{entry['articleNum']}に、項（paragraphs）がありません。")
    return {
        "num": entry["articleNum"],
        "caption": entry.get("caption") or "",
        "deleted": entry.get("isDeleted", False),
        "paragraphs": [_paragraph(name, str(entry["articleNum"]), paragraph) for paragraph in paragraphs],
        "text": entry.get("text"),
        "kept": kept(entry, _ARTICLE),
    }


def _paragraph(name: str, article: str, paragraph: JsonValue) -> dict[str, object]:
    if not isinstance(paragraph, dict) or set(paragraph) - _PARAGRAPH:
        raise refused(name, f"{article}の項（paragraphs）の形が違います。")
    items = paragraph.get("items")
    if items is not None and (
        not isinstance(items, list) or any(not isinstance(item, dict) or set(item) - _ITEM for item in items)
    ):
        raise refused(name, f"{article}の号（items）の形が違います。")
    return dict(paragraph)


def _slim(article: LawArticle) -> LawArticle:
    """Without what can be told from the rest: the words repeated in one piece, and the numbers to sort by."""
    update: dict[str, object] = {}
    if article.text is not None and article.text == plain_text(article):
        update["text"] = None
    parts: list[JsonValue] = [int(part) for part in key_of(article.num).split("-")]
    if article.kept.get("sortKey") == parts:
        update["kept"] = {key: value for key, value in article.kept.items() if key != "sortKey"}
    return article.model_copy(update=update) if update else article
