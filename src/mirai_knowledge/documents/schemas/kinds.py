"""Port: what a kind of document brings with it. The kinds register in `entry.wiring`; nothing here knows one of them.

Drafts, publishing, compare, restore, print and index are written once, over this port. An edition's content is one JSON
object in the schema of its kind; documents store, hash and compare it and never look inside.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from mirai_knowledge.kernel.errors import FieldError, Invalid, JsonValue
from mirai_knowledge.kernel.rights import Rule

Content: TypeAlias = Mapping[str, JsonValue]
"""The content of a draft or an edition, as plain JSON in the schema of its kind."""

Importance = Literal["low", "medium", "high", "critical"]
IMPORTANCE_NAMES: Mapping[str, str] = {"low": "低", "medium": "中", "high": "高", "critical": "最重要"}
TITLE_CHARS = 300


@dataclass(frozen=True, slots=True)
class Projection:
    """What lists, headers and search show of a content."""

    title: str
    summary: str
    importance: Importance = "medium"
    language: str = "ja"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text with its heading; `anchor` is its id in the page ("" for what stands before the first heading)."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a content that is compared by itself: a field, a step, an article. `key` finds it in another edition."""

    key: str
    name: str
    text: str


class Kind(Protocol):
    """A kind of document. `writes` is the rule that says who writes it; one that is `routed` needs approval to be published.

    One that is not `drafted` is a record: each save of its slice is in force at once, and its own `states` (code and name,
    in their order) stand beside the editions.
    """

    code: str
    name: str
    prefix: str
    schema_version: int
    writes: Rule
    routed: bool
    drafted: bool
    states: Mapping[str, str]

    def parse(self, content: Content) -> dict[str, JsonValue]:
        """The content with every field in its place, no character changed; raises ContentRefused naming wrong fields.

        A draft may be unfinished: what is only missing is no fault here.
        """

    def find_gaps(self, content: Content) -> tuple[FieldError, ...]:
        """What is still missing for an edition, by field (`content.title`)."""

    def project(self, content: Content) -> Projection:
        """What lists show of it; the title has at most 300 characters."""

    def sections(self, content: Content) -> tuple[Section, ...]:
        """The whole text in sections, in order, without markup."""

    def items(self, content: Content) -> tuple[Item, ...]:
        """The parts to compare, in order."""

    def markdown(self, content: Content) -> str:
        """The body as Markdown, from which the page is rendered; pictures stand in it as `attachment:ID`."""


@runtime_checkable
class ReadInParts(Protocol):
    """A kind whose texts may be too long for one page: what reads it brings the text part by part."""

    def preface(self, content: Content) -> str:
        """What the page shows at once, as Markdown; the rest is asked for by its reader."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """From now on documents of that kind can be written; another kind under the same code or prefix is a mistake."""
    for known in _kinds.values():
        if kind.code == known.code or kind.prefix == known.prefix:
            raise ValueError(f"kind {kind.code} ({kind.prefix}) is registered twice")
    _kinds[kind.code] = kind


def all_kinds() -> tuple[Kind, ...]:
    """Every registered kind, in the order of registration."""
    return tuple(_kinds.values())


def kind_of(code: str) -> Kind:
    """The kind of that code; raises Invalid for an unknown one."""
    kind = _kinds.get(code)
    if kind is None:
        known = "、".join(f"{entry.code}（{entry.name}）" for entry in _kinds.values())
        raise Invalid(fields=(FieldError("kind", "kind.unknown", f"文書の種類は次のいずれかです: {known}"),))
    return kind


def is_known(code: str) -> bool:
    """Whether a kind of that code is registered."""
    return code in _kinds


def code_of(kind: str, serial: int) -> str:
    """The code people say: KN-000001."""
    return f"{_kinds[kind].prefix if kind in _kinds else kind.upper()}-{serial:06d}"


def parse_code(text: str) -> tuple[str, int] | None:
    """Kind and serial of a code such as `kn-1` or `KN-000001`; None when it is none."""
    prefix, _, digits = text.rpartition("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return None
    return next(((kind.code, int(digits)) for kind in _kinds.values() if kind.prefix == prefix.upper()), None)


def content_hash(content: Content) -> str:
    """SHA-256 over the content as canonical JSON: equal exactly when every character of it is equal."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
