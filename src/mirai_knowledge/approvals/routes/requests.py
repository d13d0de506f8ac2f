"""Requests and decisions over HTTP."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.approvals import queries, service
from mirai_knowledge.approvals.policy import P_190, P_191, P_192, P_193, P_194, P_197, P_199
from mirai_knowledge.approvals.schemas.commands import Approve, ApproveMany, Box, Delegate, Period, Return, Submit
from mirai_knowledge.approvals.schemas.views import (
    ApprovalFigures,
    ApprovedMany,
    DecidedPage,
    DocumentRequests,
    RequestPage,
    RequestView,
    WaitingCount,
)
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["承認"]
HERE = "/api/v1/approvals"
ONE = f"{HERE}/{{request_id:uuid}}"
DOCUMENT = "/api/v1/documents/{ref:str}"
View = Response[RequestView]


Boxed = Annotated[Box, QueryParameter(description="waiting 承認待ち / asked 申請したもの / decided 決定したもの")]


def wanted_box(box: Boxed = "waiting") -> Box:
    """Which box, from the query of the address."""
    return box


@get(HERE, sync_to_thread=True, opt={"rule": P_194}, tags=TAGS, summary="承認の一覧")
def list_requests(
    request: edge.HttpRequest,
    box: Boxed = "waiting",
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[RequestPage]:
    """Requests that wait for me, that I made, or that I decided."""
    with edge.read(request) as r:
        return r.answer(queries.list_requests(r.tx, r.actor, box, cursor=cursor, limit=limit))


@get(f"{HERE}/waiting", sync_to_thread=True, opt={"rule": P_194}, tags=TAGS, summary="自分の承認を待っている件数")
def count_waiting(request: edge.HttpRequest) -> Response[WaitingCount]:
    """How many requests wait for me."""
    with edge.read(request) as r:
        return r.answer(queries.get_waiting_count(r.tx, r.actor))


def wanted_period(
    since: Annotated[date | None, QueryParameter(description="この日から（省略すると 90 日前）")] = None,
    until: Annotated[date | None, QueryParameter(description="この日まで（省略すると今日）")] = None,
) -> Period:
    """Which days, from the query of the address."""
    last = min(until or clock.today_jst(), clock.today_jst())
    return Period(since or last - timedelta(days=90), last)


BY_DAYS = {"wanted": Provide(wanted_period, sync_to_thread=False)}


@get(
    f"{HERE}/figures",
    sync_to_thread=True,
    opt={"rule": P_199},
    tags=TAGS,
    summary="承認にかかった時間（月・段階・人ごとの中央値と90パーセンタイル）",
    dependencies=BY_DAYS,
)
def show_figures(request: edge.HttpRequest, wanted: NamedDependency[Period]) -> Response[ApprovalFigures]:
    """How long approvals took that ended in these days."""
    with edge.read(request) as r:
        return r.answer(queries.get_figures(r.tx, r.actor, wanted))


@get(
    f"{HERE}/decided",
    sync_to_thread=True,
    opt={"rule": P_199},
    tags=TAGS,
    summary="承認された申請（時間のかかった順）",
    dependencies=BY_DAYS,
)
def list_decided(
    request: edge.HttpRequest,
    wanted: NamedDependency[Period],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[DecidedPage]:
    """The requests behind the figures."""
    with edge.read(request) as r:
        return r.answer(queries.list_decided(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(
    f"{HERE}/approve-many",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_197},
    tags=TAGS,
    summary="重要度が「低」の申請をまとめて承認する",
)
def approve_many(request: edge.HttpRequest, data: JSONBody[ApproveMany]) -> Response[ApprovedMany]:
    """All of them are approved, or none."""
    with edge.write(request) as w:
        return w.answer(ApprovedMany(service.approve_many(w.tx, w.actor, data)))


@get(ONE, sync_to_thread=True, opt={"rule": P_194}, tags=TAGS, summary="一件の申請")
def show_request(request: edge.HttpRequest, request_id: FromPath[UUID]) -> View:
    """One request with its stages and decisions."""
    with edge.read(request) as r:
        return r.answer(queries.get_request(r.tx, r.actor, request_id))


@post(f"{ONE}/approve", status_code=200, sync_to_thread=True, opt={"rule": P_191}, tags=TAGS, summary="承認する")
def approve(request: edge.HttpRequest, request_id: FromPath[UUID], data: JSONBody[Approve]) -> View:
    """My approval counts for the edition and the stage that it names."""
    with edge.write(request) as w:
        service.approve(w.tx, w.actor, data, request_id=request_id)
        return w.answer(queries.get_request(w.tx, w.actor, request_id))


@post(f"{ONE}/return", status_code=200, sync_to_thread=True, opt={"rule": P_191}, tags=TAGS, summary="差し戻す")
def send_back(request: edge.HttpRequest, request_id: FromPath[UUID], data: JSONBody[Return]) -> View:
    """The writers have their text again, with the reason."""
    with edge.write(request) as w:
        service.send_back(w.tx, w.actor, data, request_id=request_id)
        return w.answer(queries.get_request(w.tx, w.actor, request_id))


@post(f"{ONE}/delegate", status_code=200, sync_to_thread=True, opt={"rule": P_192}, tags=TAGS, summary="承認をほかの人に任せる")
def delegate(request: edge.HttpRequest, request_id: FromPath[UUID], data: JSONBody[Delegate]) -> View:
    """Somebody else decides in my place in this stage."""
    with edge.write(request) as w:
        service.delegate(w.tx, w.actor, data, request_id=request_id)
        return w.answer(queries.get_request(w.tx, w.actor, request_id))


@post(f"{ONE}/withdraw", status_code=200, sync_to_thread=True, opt={"rule": P_193}, tags=TAGS, summary="申請を取り下げる")
def withdraw(request: edge.HttpRequest, request_id: FromPath[UUID]) -> View:
    """The text is the draft again."""
    with edge.write(request) as w:
        service.withdraw(w.tx, w.actor, request_id)
        return w.answer(queries.get_request(w.tx, w.actor, request_id))


@post(
    f"{DOCUMENT}/submit",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": P_190},
    tags=TAGS,
    summary="下書きの承認を申請する（If-Match が必要）",
)
def submit(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Submit]) -> View:
    """The draft waits for approval."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        made = service.submit(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_request(w.tx, w.actor, made), status=201, location=f"{HERE}/{made}")


@get(f"{DOCUMENT}/approvals", sync_to_thread=True, opt={"rule": P_194}, tags=TAGS, summary="文書の申請と決定の履歴")
def list_of_document(request: edge.HttpRequest, ref: FromPath[str]) -> Response[DocumentRequests]:
    """Every request for the document, the newest first."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_of_document(r.tx, r.actor, document_id))


REQUEST_ROUTES = (
    list_requests,
    count_waiting,
    show_figures,
    list_decided,
    approve_many,
    show_request,
    approve,
    send_back,
    delegate,
    withdraw,
    submit,
    list_of_document,
)
