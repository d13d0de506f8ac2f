"""Checklist runs over HTTP."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, joined
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.sops import queries, service
from mirai_knowledge.sops.policy import P_082, P_083, P_084
from mirai_knowledge.sops.schemas.runs import CancelRun, Outcome, RecordRun, RunPage, RunView

TAGS = ["点検の記録"]
OF_DOCUMENT = "/api/v1/documents/{ref:str}/checklist-runs"
ONE = "/api/v1/checklist-runs/{run_id:uuid}"


@dataclass(frozen=True, slots=True)
class RunsOf:
    """The runs of one procedure, as people call it."""

    document: str


@get(OF_DOCUMENT, sync_to_thread=True, opt={"rule": P_083}, tags=TAGS, summary="点検の記録の一覧（新しい順）")
def list_runs(
    request: edge.HttpRequest,
    ref: FromPath[str],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[RunPage]:
    """Who went through the checklist of the procedure, where, when, and what was found."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_runs(r.tx, r.actor, document_id, cursor=cursor, limit=limit))


@post(OF_DOCUMENT, status_code=201, sync_to_thread=True, opt={"rule": P_082}, tags=TAGS, summary="点検を記録する")
def record_run(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[RecordRun]) -> Response[RunView]:
    """I went through the checklist."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        run_id = service.record_run(w.tx, w.actor, data, document_id=document_id)
        view = queries.get_run_view(w.tx, w.actor, run_id)
        return w.answer(view, status=201, location=f"/api/v1/checklist-runs/{run_id}")


@get(ONE, sync_to_thread=True, opt={"rule": P_083}, tags=TAGS, summary="点検の記録")
def get_run(request: edge.HttpRequest, run_id: FromPath[UUID]) -> Response[RunView]:
    """One run."""
    with edge.read(request) as r:
        return r.answer(queries.get_run_view(r.tx, r.actor, run_id))


@post(f"{ONE}/cancel", status_code=200, sync_to_thread=True, opt={"rule": P_084}, tags=TAGS, summary="点検の記録を取り消す")
def cancel_run(request: edge.HttpRequest, run_id: FromPath[UUID], data: JSONBody[CancelRun]) -> Response[RunView]:
    """The run was recorded by mistake; it stays in the list with the reason."""
    with edge.write(request) as w:
        service.cancel_run(w.tx, w.actor, data, run_id=run_id)
        return w.answer(queries.get_run_view(w.tx, w.actor, run_id))


def wanted_runs(
    document: Annotated[str, QueryParameter(max_length=100, description="標準施工手順（id・コード）")],
) -> RunsOf:
    """The runs of which procedure, from the query of the address."""
    return RunsOf(document)


def _page(tx: Tx, actor: Actor, wanted: RunsOf, *, cursor: str | None, limit: int) -> RunPage:
    document_id = documents.get_document_id(tx, actor, wanted.document)
    return queries.list_runs(tx, actor, document_id, cursor=cursor, limit=limit)


def _results(row: RunView, outcome: Outcome) -> str:
    told = (f"{one.text}（{one.remark}）" if one.remark else one.text for one in row.results if one.outcome == outcome)
    return joined(told)


RUNS = ExportedList[RunsOf, RunView](
    name="checklist-runs",
    title="点検の記録",
    sees=P_083,
    read=_page,
    columns=(
        Column("点検日時", lambda row: row.done_at, 18),
        Column("点検した人", lambda row: row.person, 18),
        Column("現場", lambda row: row.project, 30),
        Column("場所", lambda row: row.place, 20),
        Column("版", lambda row: row.edition_no, 6),
        Column("異常の数", lambda row: row.faults, 9),
        Column("異常ありの項目", lambda row: _results(row, "fault"), 50),
        Column("良好の項目", lambda row: _results(row, "ok"), 50),
        Column("対象外の項目", lambda row: _results(row, "not_applicable"), 30),
        Column("所見", lambda row: row.remark, 40),
        Column("記録日時", lambda row: row.recorded_at, 18),
        Column("取り消し", lambda row: row.cancelled_at, 18),
        Column("取り消しの理由", lambda row: row.cancelled_reason, 30),
    ),
)

ROUTES = (list_runs, record_run, get_run, cancel_run, edge.export_route(RUNS, {"wanted": wanted_runs}))
