"""Documents as PDF."""

from functools import partial
from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.policy import P_141
from mirai_knowledge.documents.policy.printing import TEMPLATE
from mirai_knowledge.documents.queries.printing import PrintedDocument
from mirai_knowledge.documents.routes.door import ONE, blobs_of
from mirai_knowledge.documents.schemas import PrintDocument
from mirai_knowledge.documents.schemas.views import PdfView
from mirai_knowledge.edge.openapi import FILES
from mirai_knowledge.kernel.pdf import Printer, Sheet

TAGS = ["文書の印刷"]
Number = Annotated[int | None, QueryParameter(ge=1, le=1_000_000, description="過去の版の番号。なければ施行中の版")]
OfDraft = Annotated[bool, QueryParameter(description="下書きを印刷する（下書きを見られる人だけ）")]
Ticket = Annotated[str | None, QueryParameter(name=edge.TICKET, max_length=2000, description="署名付きのアドレスの券")]


@post(f"{ONE}/pdf", status_code=200, sync_to_thread=True, opt={"rule": P_141}, tags=TAGS, summary="文書の PDF を用意する")
def prepare_pdf(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[PrintDocument]) -> Response[PdfView]:
    """The PDF is ready at an address that I can open for some minutes."""
    with edge.read(request) as r:
        printed = queries.get_printed(r.tx, r.actor, ref, wanted=data, base=_base(request))
    _made(request, printed)
    query = "?draft=true" if data.draft else f"?edition={data.edition}" if data.edition is not None else ""
    address = f"/api/v1/documents/{printed.document_id}/pdf{query}"
    return Response(PdfView(url=edge.signed_address(request, address), name=printed.name), headers={"Cache-Control": "no-store"})


@get(
    f"{ONE}/pdf",
    sync_to_thread=True,
    opt={"rule": P_141, edge.DOWNLOAD: True, FILES: ("application/pdf",)},
    tags=TAGS,
    summary="文書の PDF（施行中の版・過去の版・下書き）",
    media_type="application/pdf",
)
def show_pdf(
    request: edge.HttpRequest,
    ref: FromPath[str],
    edition: Number = None,
    draft: OfDraft = False,
    ticket: Ticket = None,  # noqa: ARG001  read where the person is, before the transaction
) -> Response[bytes]:
    """The PDF; that I took it along stands in the audit log before the first byte leaves."""
    with edge.read(request) as r:
        printed = queries.get_printed(r.tx, r.actor, ref, wanted=PrintDocument(edition=edition, draft=draft), base=_base(request))
    # Laying out takes seconds at worst: no connection waits for it.
    content = _made(request, printed)
    document_id, edition_id = printed.document_id, printed.edition_id
    edge.note_download(request, lambda tx, actor: service.note_printed(tx, actor, document_id, edition_id=edition_id))
    headers = {"Content-Disposition": edge.disposition(printed.name), "Cache-Control": "private, no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


def _made(request: edge.HttpRequest, printed: PrintedDocument) -> bytes:
    printer, blobs = edge.edge_of(request).services[Printer], blobs_of(request)
    if not isinstance(printer, Printer):
        raise TypeError("the entry gives the wrong thing for Printer")
    pictures = {file: partial(blobs.read, blob) for file, blob in printed.pictures.items()}
    return printer.print(Sheet(TEMPLATE, printed.data, pictures))


def _base(request: edge.HttpRequest) -> str:
    return edge.edge_of(request).settings.base_url


PRINT_ROUTES = (prepare_pdf, show_pdf)
