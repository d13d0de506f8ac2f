"""Morning meetings and proofs over HTTP, as PDF among others."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.distribution import queries, service
from mirai_knowledge.distribution.policy import P_201, P_208
from mirai_knowledge.distribution.queries.printing import PrintedSheet
from mirai_knowledge.distribution.schemas.commands import HoldMeeting
from mirai_knowledge.distribution.schemas.views import MeetingPlan, MeetingView, PdfAddress
from mirai_knowledge.edge.openapi import FILES
from mirai_knowledge.kernel.pdf import Printer, Sheet

TAGS = ["周知"]
FOLDER = Path(__file__).parent.parent
ONE = "/api/v1/distributions/{distribution_id:uuid}"
MEETING = "/api/v1/morning-meetings/{meeting_id:uuid}"
PDF = "application/pdf"
Meeting = Response[MeetingView]
Ticket = Annotated[str | None, QueryParameter(name=edge.TICKET, max_length=2000, description="署名付きのアドレスの券")]


@get(f"{ONE}/meeting-plan", sync_to_thread=True, opt={"rule": P_208}, tags=TAGS, summary="朝礼に要るもの（現場とその人）")
def show_plan(
    request: edge.HttpRequest, distribution_id: FromPath[UUID], project: FromQuery[UUID | None] = None
) -> Response[MeetingPlan]:
    """The sites, and the people of the chosen one."""
    with edge.read(request) as r:
        return r.answer(queries.get_plan(r.tx, r.actor, distribution_id, project_id=project))


@post(f"{ONE}/meetings", status_code=201, sync_to_thread=True, opt={"rule": P_208}, tags=TAGS, summary="朝礼の署名を記録する")
def hold_meeting(
    request: edge.HttpRequest, distribution_id: FromPath[UUID], data: JSONBody[HoldMeeting]
) -> Response[MeetingView]:
    """Everybody who signed stands in it; recipients among them have confirmed."""
    with edge.write(request) as w:
        made = service.hold_meeting(w.tx, w.actor, data, distribution_id=distribution_id)
        view = queries.get_meeting_view(w.tx, w.actor, made)
        return w.answer(view, status=201, location=f"/api/v1/morning-meetings/{made}")


@get(MEETING, sync_to_thread=True, opt={"rule": P_208}, tags=TAGS, summary="一回の朝礼の記録")
def show_meeting(request: edge.HttpRequest, meeting_id: FromPath[UUID]) -> Response[MeetingView]:
    """A morning meeting with its signatures."""
    with edge.read(request) as r:
        return r.answer(queries.get_meeting_view(r.tx, r.actor, meeting_id))


@post(f"{MEETING}/pdf", status_code=200, sync_to_thread=True, opt={"rule": P_208}, tags=TAGS, summary="朝礼の記録の PDF を作る")
def prepare_meeting(request: edge.HttpRequest, meeting_id: FromPath[UUID]) -> Response[PdfAddress]:
    """The PDF is ready at an address that I can open for some minutes."""
    with edge.read(request) as r:
        sheet = queries.get_meeting_sheet(r.tx, r.actor, meeting_id)
    return _prepared(request, sheet, "meeting.typ", f"/api/v1/morning-meetings/{meeting_id}/pdf")


@get(
    f"{MEETING}/pdf",
    sync_to_thread=True,
    opt={"rule": P_208, edge.DOWNLOAD: True, FILES: (PDF,)},
    tags=TAGS,
    summary="朝礼の記録（PDF）",
    media_type=PDF,
)
def show_meeting_pdf(
    request: edge.HttpRequest,
    meeting_id: FromPath[UUID],
    ticket: Ticket = None,  # noqa: ARG001  read where the person is, before the transaction
) -> Response[bytes]:
    """The PDF; that I took it along stands in the audit log before the first byte leaves."""
    with edge.read(request) as r:
        sheet = queries.get_meeting_sheet(r.tx, r.actor, meeting_id)
        distribution_id = queries.get_meeting_view(r.tx, r.actor, meeting_id).distribution_id
    return _sent(request, sheet, "meeting.typ", distribution_id)


@post(f"{ONE}/proof", status_code=200, sync_to_thread=True, opt={"rule": P_201}, tags=TAGS, summary="周知記録の PDF を用意する")
def prepare_proof(request: edge.HttpRequest, distribution_id: FromPath[UUID]) -> Response[PdfAddress]:
    """The PDF is ready at an address that I can open for some minutes."""
    with edge.read(request) as r:
        sheet = queries.get_proof_sheet(r.tx, r.actor, distribution_id)
    return _prepared(request, sheet, "proof.typ", f"/api/v1/distributions/{distribution_id}/proof")


@get(
    f"{ONE}/proof",
    sync_to_thread=True,
    opt={"rule": P_201, edge.DOWNLOAD: True, FILES: (PDF,)},
    tags=TAGS,
    summary="周知記録（PDF）",
    media_type=PDF,
)
def show_proof(
    request: edge.HttpRequest,
    distribution_id: FromPath[UUID],
    ticket: Ticket = None,  # noqa: ARG001  read where the person is, before the transaction
) -> Response[bytes]:
    """The PDF; that I took it along stands in the audit log before the first byte leaves."""
    with edge.read(request) as r:
        sheet = queries.get_proof_sheet(r.tx, r.actor, distribution_id)
    return _sent(request, sheet, "proof.typ", distribution_id)


def _prepared(request: edge.HttpRequest, sheet: PrintedSheet, template: str, address: str) -> Response[PdfAddress]:
    _made(request, sheet, template)
    view = PdfAddress(url=edge.signed_address(request, address), name=sheet.name)
    return Response(view, headers={"Cache-Control": "no-store"})


def _sent(request: edge.HttpRequest, sheet: PrintedSheet, template: str, distribution_id: UUID) -> Response[bytes]:
    # Laying out takes seconds at worst: no connection waits for it.
    content = _made(request, sheet, template)
    note = partial(service.note_printed, distribution_id=distribution_id)
    edge.note_download(request, lambda tx, actor: note(tx, actor, sheet.document_id))
    headers = {"Content-Disposition": edge.disposition(sheet.name), "Cache-Control": "private, no-store"}
    return Response(content, media_type=PDF, headers=headers)


def _made(request: edge.HttpRequest, sheet: PrintedSheet, template: str) -> bytes:
    printer = edge.edge_of(request).services[Printer]
    if not isinstance(printer, Printer):
        raise TypeError("the entry gives the wrong thing for Printer")
    pictures: dict[str, Callable[[], bytes]] = {name: partial(bytes, picture) for name, picture in sheet.pictures.items()}
    return printer.print(Sheet(FOLDER / template, sheet.data, pictures))


MEETING_ROUTES = (
    show_plan,
    hold_meeting,
    show_meeting,
    prepare_meeting,
    show_meeting_pdf,
    prepare_proof,
    show_proof,
)
