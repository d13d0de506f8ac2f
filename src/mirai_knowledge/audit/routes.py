"""The audit log over HTTP."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.audit import queries
from mirai_knowledge.audit.policy import P_030
from mirai_knowledge.audit.schemas import EntryPage, EntryView, ListEntries, Span, TagList
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.lists import Column, ExportedList, joined
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["監査ログ"]
SupportCode = Annotated[str | None, QueryParameter(name="request_id", description="連絡用コード")]
INSTANT = {"format": "date-time"}
Since = Annotated[str | None, QueryParameter(name="from", description="この日時から（時差付き）", schema_extra=INSTANT)]
Until = Annotated[str | None, QueryParameter(description="この日時より前（時差付き）", schema_extra=INSTANT)]


def about(
    tag: FromQuery[str | None] = None,
    person_id: FromQuery[UUID | None] = None,
    subject_kind: FromQuery[str | None] = None,
    subject_id: FromQuery[str | None] = None,
    code: SupportCode = None,
) -> ListEntries:
    """What the wanted entries are about, from the query of the address."""
    return ListEntries(tag, person_id, subject_kind, subject_id, request_id=code)


def span(since: Since = None, until: Until = None) -> Span:
    """Between which instants, from the query of the address; raises Invalid for what is no aware instant."""
    return Span(_instant("from", since), _instant("until", until))


def _instant(field: str, given: str | None) -> datetime | None:
    if given is None:
        return None
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        message = "日時は、時差を付けて 2026-01-31T09:00:00+09:00 の形で指定してください。"
        raise Invalid(fields=(FieldError(field, "value.datetime_parsing", message),))
    return at


@get(
    "/api/v1/audit",
    sync_to_thread=True,
    opt={"rule": P_030},
    tags=TAGS,
    summary="監査ログの一覧（新しい順）",
    dependencies={"wanted": Provide(about, sync_to_thread=False), "between": Provide(span, sync_to_thread=False)},
)
def list_entries(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListEntries],
    between: NamedDependency[Span],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[EntryPage]:
    """Who did what, newest first."""
    with edge.read(request) as r:
        return r.answer(queries.list_entries(r.tx, r.actor, replace(wanted, between=between), cursor=cursor, limit=limit))


@get("/api/v1/audit/tags", sync_to_thread=True, opt={"rule": P_030}, tags=TAGS, summary="監査ログに現れる操作の種類")
def list_tags(request: edge.HttpRequest) -> Response[TagList]:
    """Every kind of entry, to filter by."""
    with edge.read(request) as r:
        return r.answer(queries.list_tags(r.tx, r.actor))


def wanted_entries(about: NamedDependency[ListEntries], between: NamedDependency[Span]) -> ListEntries:
    """Which entries, from the query of the address."""
    return replace(about, between=between)


ENTRIES = ExportedList[ListEntries, EntryView](
    name="audit",
    title="監査ログ",
    sees=P_030,
    read=queries.list_entries,
    columns=(
        Column("日時", lambda row: row.at, 18),
        Column("操作した人", lambda row: row.actor.name if row.actor else None, 18),
        Column("操作", lambda row: row.tag_name, 28),
        Column("対象", lambda row: row.subject.label if row.subject else None, 40),
        Column("変更", lambda row: joined(f"{one.name}: {one.before or '空'} → {one.after or '空'}" for one in row.changes), 50),
        Column("詳細", lambda row: joined(f"{one.name}: {one.value or ''}" for one in row.detail), 40),
        Column("経路", lambda row: row.origin, 8),
        Column("アドレス", lambda row: row.address, 16),
        Column("連絡用コード", lambda row: row.request_id, 28),
        Column("符号", lambda row: row.tag, 24),
    ),
)

ROUTES = (
    list_entries,
    list_tags,
    edge.export_route(ENTRIES, {"about": about, "between": span, "wanted": wanted_entries}),
)
