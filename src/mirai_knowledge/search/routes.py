"""Doors of search."""

from dataclasses import asdict, dataclass
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.search import queries
from mirai_knowledge.search.policy import RELATED, SEARCH
from mirai_knowledge.search.queries import IndexReader
from mirai_knowledge.search.schemas import LAST_HIT, MAX_CHARS, PAGE, Find, Found, Related, Sort, Suggestions
from mirai_knowledge.search.schemas.port import things

HERE = "/api/v1/search"
TAGS = ["検索"]
MANY = 50
Words = Annotated[
    str, QueryParameter(max_length=MAX_CHARS, description="探す言葉。「」で囲むと続いた言葉、-を付けるとその言葉を除く")
]
Typed = Annotated[str, QueryParameter(max_length=MAX_CHARS, description="入力中の言葉")]
Values = Annotated[list[str] | None, QueryParameter(max_items=MANY, description="何度でも指定できる")]
Projects = Annotated[list[UUID] | None, QueryParameter(max_items=MANY, description="何度でも指定できる")]


@dataclass(frozen=True, slots=True)
class Filters:
    """The chosen facets."""

    kind: tuple[str, ...]
    status: tuple[str, ...]
    category: tuple[str, ...]
    work_type: tuple[str, ...]
    project: tuple[str, ...]


def filters(
    kind: Values = None, status: Values = None, category: Values = None, work_type: Values = None, project: Projects = None
) -> Filters:
    """The chosen facets, from the query of the address."""
    return Filters(*(tuple(str(value) for value in given or ()) for given in (kind, status, category, work_type, project)))


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": SEARCH},
    tags=TAGS,
    summary="文書を探す",
    dependencies={"filters": Provide(filters, sync_to_thread=False)},
)
def list_found(
    request: edge.HttpRequest,
    filters: NamedDependency[Filters],
    q: Words = "",
    sort: FromQuery[Sort] = "relevance",
    page: Annotated[int, QueryParameter(ge=1, le=LAST_HIT // PAGE)] = 1,
) -> Response[Found]:
    """What I may see of it, the best first, with counts by facet and marked places; `mode` is `simple` without an index."""
    with edge.read(request) as r:
        find = Find(q=q, sort=sort, page=page, **asdict(filters))
        return r.answer(queries.list_found(r.tx, r.actor, find, reader=_reader(request), things=things()))


@get(f"{HERE}/suggest", sync_to_thread=True, opt={"rule": SEARCH}, tags=TAGS, summary="入力中の言葉に合う題名と番号")
def list_suggestions(request: edge.HttpRequest, q: Typed = "") -> Response[Suggestions]:
    """Titles and numbers that fit what was typed so far."""
    with edge.read(request) as r:
        return r.answer(queries.list_suggestions(r.tx, r.actor, q, reader=_reader(request), things=things()))


@get(
    "/api/v1/documents/{ref:str}/related",
    sync_to_thread=True,
    opt={"rule": RELATED},
    tags=TAGS,
    summary="関連する文書と、その理由（リンク・タグ・内容）",
)
def list_related(request: edge.HttpRequest, ref: FromPath[str]) -> Response[Related]:
    """What stands near this document, as far as I may see it."""
    with edge.read(request) as r:
        return r.answer(queries.list_related(r.tx, r.actor, ref, reader=_reader(request), things=things()))


def _reader(request: edge.HttpRequest) -> IndexReader:
    reader = edge.edge_of(request).services[IndexReader]
    if not isinstance(reader, IndexReader):
        raise TypeError("the entry gives the wrong thing for IndexReader")
    return reader


ROUTES = (list_found, list_suggestions, list_related)
