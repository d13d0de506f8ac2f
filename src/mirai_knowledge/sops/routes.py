"""Checklist runs over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.sops import queries, service
from mirai_knowledge.sops.policy import P_082, P_083, P_084
from mirai_knowledge.sops.schemas.runs import CancelRun, RecordRun, RunPage, RunView

TAGS = ["点検の記録"]
OF_DOCUMENT = "/api/v1/documents/{ref:str}/checklist-runs"
ONE = "/api/v1/checklist-runs/{run_id:uuid}"


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


ROUTES = (list_runs, record_run, get_run, cancel_run)
