"""The audit log over HTTP."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.params import Parameter

from mirai_knowledge import edge
from mirai_knowledge.audit import queries
from mirai_knowledge.audit.policy import P_030
from mirai_knowledge.audit.schemas import EntryPage, ListEntries, TagList
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["監査ログ"]


@get("/api/v1/audit", sync_to_thread=True, opt={"rule": P_030}, tags=TAGS, summary="監査ログの一覧（新しい順）")
def list_entries(  # noqa: PLR0913  each is a filter of the list
    request: edge.HttpRequest,
    *,
    tag: str | None = None,
    person_id: UUID | None = None,
    subject_kind: str | None = None,
    subject_id: str | None = None,
    since: Annotated[datetime | None, Parameter(query="from", description="この日時から（時差付き）")] = None,
    until: Annotated[datetime | None, Parameter(description="この日時より前（時差付き）")] = None,
    code: Annotated[str | None, Parameter(query="request_id", description="連絡用コード")] = None,
    cursor: str | None = None,
    limit: Annotated[int, Parameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[EntryPage]:
    """Who did what, newest first."""
    wanted = ListEntries(tag, person_id, subject_kind, subject_id, since, until, code)
    with edge.read(request) as r:
        return r.answer(queries.list_entries(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@get("/api/v1/audit/tags", sync_to_thread=True, opt={"rule": P_030}, tags=TAGS, summary="監査ログに現れる操作の種類")
def list_tags(request: edge.HttpRequest) -> Response[TagList]:
    """Every kind of entry, to filter by."""
    with edge.read(request) as r:
        return r.answer(queries.list_tags(r.tx, r.actor))


ROUTES = (list_entries, list_tags)
