"""The free texts of a content by their place (`timeline.e1.text`): read, and put back. Pure functions."""

from collections.abc import Iterator, Mapping
from typing import Any

from mirai_knowledge.documents.schemas.kinds import Content
from mirai_knowledge.kernel.errors import JsonValue

PLAIN = ("title", "place", "weather", "work", "machine", "description", "immediate")
ROWS: Mapping[str, tuple[str, ...]] = {
    "photos": ("caption",),
    "people": ("occupation", "company", "injury"),
    "timeline": ("title", "text"),
    "causes": ("text",),
    "whys": ("text",),
    "actions": ("text",),
}
NAMES = {
    "title": "題名",
    "place": "場所",
    "weather": "天候",
    "work": "作業",
    "machine": "機械・設備",
    "description": "何が起きたか",
    "immediate": "応急の処置",
    "photos": "写真の説明",
    "people": "当事者の欄",
    "timeline": "時系列",
    "causes": "原因",
    "whys": "なぜなぜ分析",
    "actions": "是正処置",
}


def texts_of(content: Content) -> dict[str, str]:
    """Every free text that is not empty, by its place."""
    return {place: text for place, text in _all(content) if text}


def with_texts(content: Content, texts: Mapping[str, str]) -> dict[str, JsonValue]:
    """The content with these texts in their places; what is not named stays."""
    changed: dict[str, Any] = {**content}
    for name in PLAIN:
        changed[name] = texts.get(name, content.get(name, ""))
    for name, fields in ROWS.items():
        changed[name] = [
            {**row, **{field: texts.get(f"{name}.{row['id']}.{field}", row.get(field, "")) for field in fields}}
            for row in _rows(content, name)
        ]
    return changed


def place_name(place: str) -> str:
    """What people call the place of a text."""
    return NAMES[place.partition(".")[0]]


def _all(content: Content) -> Iterator[tuple[str, str]]:
    for name in PLAIN:
        yield name, str(content.get(name) or "")
    for name, fields in ROWS.items():
        for row in _rows(content, name):
            for field in fields:
                yield f"{name}.{row['id']}.{field}", str(row.get(field) or "")


def _rows(content: Content, name: str) -> list[Mapping[str, Any]]:
    rows: Any = content.get(name) or ()
    return list(rows)
