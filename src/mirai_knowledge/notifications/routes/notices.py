"""One's notices over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.notifications import queries, service
from mirai_knowledge.notifications.policy import P_020
from mirai_knowledge.notifications.schemas import NoticePage, ReadCount

TAGS = ["お知らせ"]
# Litestar keeps the word `state` for its own and would refuse a wrong value under another name: the query checks it.
Which = Annotated[
    str,
    QueryParameter(name="state", description="未読だけ、またはすべて", schema_extra={"enum": list(queries.STATES)}),
]


@get("/api/v1/notices", sync_to_thread=True, opt={"rule": P_020}, tags=TAGS, summary="自分あてのお知らせ（新しい順）")
def list_notices(
    request: edge.HttpRequest,
    *,
    which: Which = "all",
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[NoticePage]:
    """What I was told, and how many of all are unread."""
    with edge.read(request) as r:
        return r.answer(queries.list_notices(r.tx, r.actor, state=which, cursor=cursor, limit=limit))


@post(
    "/api/v1/notices/{notice_id:uuid}/read",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": P_020},
    tags=TAGS,
    summary="お知らせを既読にする",
)
def mark_read(request: edge.HttpRequest, notice_id: FromPath[UUID]) -> Response[None]:
    """One of my notices is read."""
    with edge.write(request) as w:
        service.mark_read(w.tx, w.actor, notice_id)
        return w.answer(None, status=204)


@post(
    "/api/v1/notices/read-all",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_020},
    tags=TAGS,
    summary="すべてのお知らせを既読にする",
)
def mark_all_read(request: edge.HttpRequest) -> Response[ReadCount]:
    """None of my notices is unread."""
    with edge.write(request) as w:
        return w.answer(ReadCount(service.mark_all_read(w.tx, w.actor)))


ROUTES = (list_notices, mark_read, mark_all_read)
