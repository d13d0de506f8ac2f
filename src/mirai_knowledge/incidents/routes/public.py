"""The public accident records over HTTP: read only."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.incidents import queries
from mirai_knowledge.incidents.policy import P_159
from mirai_knowledge.incidents.schemas.public import ListPublic, PublicPage, PublicView
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["公的な事故記録"]
HERE = "/api/v1/public-records"


def wanted(
    q: Annotated[str | None, QueryParameter(max_length=200, description="記述に含まれる言葉")] = None,
    accident_type: Annotated[int | None, QueryParameter(ge=1, le=99)] = None,
    agent: Annotated[int | None, QueryParameter(ge=1, le=999)] = None,
    year: Annotated[int | None, QueryParameter(ge=1900, le=2200)] = None,
    construction: FromQuery[bool] = False,
) -> ListPublic:
    """Which records, from the query of the address."""
    return ListPublic(q, accident_type, agent, year, construction)


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": P_159},
    tags=TAGS,
    summary="公的な事故記録の一覧（新しい順）",
    dependencies={"wanted": Provide(wanted, sync_to_thread=False)},
)
def list_records(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListPublic],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[PublicPage]:
    """Records as the ministry published them, the newest first."""
    with edge.read(request) as r:
        return r.answer(queries.list_records(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@get(f"{HERE}/{{record_id:uuid}}", sync_to_thread=True, opt={"rule": P_159}, tags=TAGS, summary="公的な事故記録")
def get_record(request: edge.HttpRequest, record_id: FromPath[UUID]) -> Response[PublicView]:
    """One record, with its source."""
    with edge.read(request) as r:
        return r.answer(queries.get_record(r.tx, r.actor, record_id))


ROUTES = (list_records, get_record)
