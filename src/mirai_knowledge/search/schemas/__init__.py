"""Searches in, hits out."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.documents.schemas.views import LinkWay
from mirai_knowledge.search.schemas.port import Entry, Facts, Indexable, Named, Part, Passage

__all__ = [
    "LAST_HIT",
    "MAX_CHARS",
    "PAGE",
    "Entry",
    "FacetCount",
    "Facts",
    "Find",
    "Found",
    "FoundFacets",
    "Hit",
    "IndexStatus",
    "Indexable",
    "Named",
    "Part",
    "Passage",
    "Piece",
    "Reason",
    "Related",
    "RelatedItem",
    "Sort",
    "Suggestion",
    "Suggestions",
    "Tried",
]

MAX_CHARS = 256
PAGE = 20
LAST_HIT = 1000
"""People do not page further than this; a better query helps."""
Sort = Literal["relevance", "updated"]


class Find(Struct, frozen=True, kw_only=True):
    """A search. Filters of one sort are alternatives; different sorts must all hold."""

    q: str
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    work_type: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    sort: Sort = "relevance"
    page: int = 1


class Piece(Struct, frozen=True):
    """A piece of text, marked when it is what was looked for."""

    t: str
    mark: bool = False


class Hit(Struct, frozen=True, kw_only=True):
    """One thing found, with what its rows say now, and the place in its text (`section_anchor`: "" for the beginning;
    `place`: what people call it, when it is a page of an attached file).
    """

    id: UUID
    kind: str
    code: str
    title: list[Piece]
    snippet: list[Piece]
    section_anchor: str
    place: str
    category: Named | None
    project: Named | None
    edition_no: int
    in_force_from: datetime
    status: str
    own_state: Named | None
    updated_at: datetime
    score: float


class FacetCount(Struct, frozen=True):
    """How many of the hits have this value."""

    value: str
    name: str
    count: int


class FoundFacets(Struct, frozen=True):
    """Counts by value over all hits; those of one sort take no notice of what was chosen of that sort itself."""

    kind: tuple[FacetCount, ...] = ()
    status: tuple[FacetCount, ...] = ()
    category: tuple[FacetCount, ...] = ()
    work_type: tuple[FacetCount, ...] = ()
    project: tuple[FacetCount, ...] = ()


class Tried(Struct, frozen=True):
    """How the search text was understood: the words looked for in their usual spelling, phrases, and refused words."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    without: tuple[str, ...]


class Found(Struct, frozen=True, kw_only=True):
    """A page of hits. `mode` is simple while there is no index: titles and numbers only, at most 100, without facets."""

    hits: list[Hit]
    total: int
    facets: FoundFacets
    tried: Tried
    mode: Literal["full", "simple"]
    took_ms: float
    next_page: int | None


class Suggestion(Struct, frozen=True):
    """A title or number that begins with or contains what was typed; or the place that it names (`anchor`)."""

    text: str
    code: str
    kind: str
    anchor: str = ""


class Suggestions(Struct, frozen=True):
    """The best first."""

    items: list[Suggestion]


Reason = Literal["link", "tag", "text"]


class RelatedItem(Struct, frozen=True, kw_only=True):
    """A document that stands near another, and why, the strongest reason first: links (and how that other one stands
    to it), tags that both carry, a text about the same.
    """

    id: UUID
    kind: str
    code: str
    title: str
    project: Named | None
    own_state: Named | None
    reasons: tuple[Reason, ...]
    links: tuple[LinkWay, ...]
    tags: tuple[str, ...]


class Related(Struct, frozen=True):
    """The nearest first, at most 8. Without an index (`mode` is simple) nothing is known of what the texts are about."""

    items: list[RelatedItem]
    mode: Literal["full", "simple"]


class IndexStatus(Struct, frozen=True):
    """How the index of a machine stands. `lag_seconds` is the age of the oldest change that it has not read; `building` says
    how many things a new index has so far, while its indexer makes one.
    """

    node: str
    usable: bool
    documents: int
    waiting: int
    lag_seconds: float
    seen_seconds_ago: float | None
    building: int | None
