"""What can stand in the audit log: enumerated tags, and the Japanese names of fields. Slices declare their own."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """Something that was done: a lasting code in the past tense (`person.added`) and its Japanese name."""

    code: str
    name: str


_tags: dict[str, Tag] = {}
_field_names: dict[str, str] = {}


def tag(code: str, name: str) -> Tag:
    """Makes a tag known; the same code twice is a mistake of the program."""
    if code in _tags:
        raise ValueError(f"audit tag {code} is declared twice")
    _tags[code] = Tag(code, name)
    return _tags[code]


def all_tags() -> tuple[Tag, ...]:
    """Every declared tag, in the order of the codes."""
    return tuple(entry for _, entry in sorted(_tags.items()))


def tag_name(code: str) -> str:
    """The Japanese name of a tag; one that is no longer declared shows as its code."""
    return _tags[code].name if code in _tags else code


def name_fields(kind: str, names: Mapping[str, str]) -> None:
    """Fields of subjects of that kind are shown under these Japanese names."""
    _field_names.update({f"{kind}.{field}": name for field, name in names.items()})


def field_name(kind: str | None, field: str) -> str:
    """The Japanese name of a field, or the field itself when nobody named it."""
    return _field_names.get(f"{kind}.{field}", field)


LIST_EXPORTED = tag("list.exported", "一覧を書き出した")
EXPORTED = tag("audit.exported", "監査ログを書き出した")
MONTHS_ADDED = tag("audit.months_added", "監査ログの保存先の月を用意した")
MONTH_DROPPED = tag("audit.month_dropped", "保存期間を過ぎた監査ログの月を削除した")

name_fields("list", {"format": "形式", "rows": "行数", "filters": "絞り込み", "q": "検索した言葉"})
