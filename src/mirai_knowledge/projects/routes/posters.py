"""The QR poster of a site as PDF."""

import io
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import segno
from litestar import Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.edge.openapi import FILES
from mirai_knowledge.kernel.pdf import Printer, Sheet
from mirai_knowledge.projects import queries, service
from mirai_knowledge.projects.policy import PRINT_POSTER
from mirai_knowledge.projects.schemas import PosterView, PrintPoster, ProjectRef

TAGS = ["現場"]
TEMPLATE = Path(__file__).parent.parent / "poster.typ"
Size = Annotated[Literal["a4", "a3"], QueryParameter(description="用紙")]
Ticket = Annotated[str | None, QueryParameter(name=edge.TICKET, max_length=2000, description="署名付きのアドレスの券")]
HERE = "/api/v1/projects/{project_id:uuid}/poster"


@post(HERE, status_code=200, sync_to_thread=True, opt={"rule": PRINT_POSTER}, tags=TAGS, summary="QR ポスターを用意する")
def prepare_poster(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[PrintPoster]) -> Response[PosterView]:
    """The poster is ready at an address that I can open for some minutes."""
    with edge.read(request) as r:
        project = queries.get_for_poster(r.tx, r.actor, project_id)
    _made(request, project, data.size)
    address = edge.signed_address(request, f"/api/v1/projects/{project_id}/poster?size={data.size}")
    return Response(PosterView(url=address, name=_name(project, data.size)), headers={"Cache-Control": "no-store"})


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": PRINT_POSTER, edge.DOWNLOAD: True, FILES: ("application/pdf",)},
    tags=TAGS,
    summary="QR ポスター（PDF、A4・A3）",
    media_type="application/pdf",
)
def show_poster(
    request: edge.HttpRequest,
    project_id: FromPath[UUID],
    size: Size = "a4",
    ticket: Ticket = None,  # noqa: ARG001  read where the person is, before the transaction
) -> Response[bytes]:
    """The poster; that I took it along stands in the audit log before the first byte leaves."""
    with edge.read(request) as r:
        project = queries.get_for_poster(r.tx, r.actor, project_id)
    content = _made(request, project, size)
    edge.note_download(request, lambda tx, actor: service.note_poster(tx, actor, project_id, size=size))
    headers = {"Content-Disposition": edge.disposition(_name(project, size)), "Cache-Control": "private, no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


def _made(request: edge.HttpRequest, project: ProjectRef, size: str) -> bytes:
    services = edge.edge_of(request)
    printer = services.services[Printer]
    if not isinstance(printer, Printer):
        raise TypeError("the entry gives the wrong thing for Printer")
    url = f"{services.settings.base_url}/projects/{project.id}"
    data = {"code": project.code, "name": project.name, "url": url, "size": size}
    return printer.print(Sheet(TEMPLATE, data, {"qr.svg": lambda: _qr(url)}))


def _qr(url: str) -> bytes:
    # Level Q bears a quarter of the square being dirty, as it will be on a site.
    drawn = io.BytesIO()
    segno.make(url, error="q", micro=False).save(drawn, kind="svg", border=4, scale=8)
    return drawn.getvalue()


def _name(project: ProjectRef, size: str) -> str:
    return f"{project.code}_{project.name[:60]}_QRポスター_{size.upper()}.pdf"


POSTER_ROUTES = (prepare_poster, show_poster)
