"""The one door through which lists leave as files: `GET /api/v1/exports/NAME?format=csv` with the filters of the list."""

import contextlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Annotated, Any

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from litestar.response import Stream

from mirai_knowledge.edge.openapi import FILES
from mirai_knowledge.edge.policy import EXPORT_LISTS
from mirai_knowledge.edge.units import DOWNLOAD, TICKET, HttpRequest, disposition, edge_of, read, write
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.errors import FieldError, Invalid, Unavailable
from mirai_knowledge.kernel.lists import MEDIA_TYPES, Asked, Export, ExportedList, Format, listed, write_list
from mirai_knowledge.kernel.rights import require

PIECE = 64 * 1024
WAIT_SECONDS = 20
AT_ONCE = threading.BoundedSemaphore(2)
"""Long lists are written by few at a time in each process, so that reading goes on beside them."""
FORMATS: tuple[Format, ...] = ("csv", "xlsx")
# Checked by hand: Litestar would name a wrong value by the name it has in the code.
FileFormat = Annotated[
    str,
    QueryParameter(name="format", description="csv（BOM 付き UTF-8）/ xlsx（Excel）", schema_extra={"enum": list(FORMATS)}),
]
Ticket = Annotated[str | None, QueryParameter(name=TICKET, max_length=2000, description="署名付きのアドレスの券")]


class ExportsBusy(Unavailable):
    """Others are writing long lists right now; trying again helps."""

    code = "list.exports_busy"
    title = "ほかの書き出しを処理しています"


def export_route(entry: ExportedList[Any, Any], filters: Mapping[str, Callable[..., object]]) -> HTTPRouteHandler:
    """The route that gives the list as a file. `filters` are the providers of the list's own route; one of them, `wanted`,
    is what the list is asked with. Each call is kept in the audit log.
    """
    listed(entry)

    @get(
        f"/api/v1/exports/{entry.name}",
        sync_to_thread=True,
        opt={"rule": EXPORT_LISTS, "list": entry, DOWNLOAD: True, FILES: tuple(MEDIA_TYPES.values())},
        tags=["一覧の書き出し"],
        summary=f"「{entry.title}」を書き出す（一覧と同じ条件）",
        operation_id=f"Export{entry.name.title().replace('-', '')}",
        dependencies={name: Provide(source, sync_to_thread=False) for name, source in filters.items()},
    )
    def export_list(
        request: HttpRequest,
        wanted: NamedDependency[Any],
        file_format: FileFormat = "csv",
        ticket: Ticket = None,  # noqa: ARG001  read where the person is, before the transaction
    ) -> Stream:
        return _export(request, entry, wanted, _format(file_format))

    return export_list


def _export(request: HttpRequest, entry: ExportedList[Any, Any], wanted: object, file_format: Format) -> Stream:
    # On disk until the last byte has left: a slow line holds neither memory nor a transaction.
    file = tempfile.TemporaryFile()  # noqa: SIM115  it lives on in the answer
    try:
        with _turn(), tempfile.TemporaryDirectory() as pieces:
            with read(request) as r:
                require(r.actor, EXPORT_LISTS)
                asked = Asked(r.tx, r.actor, wanted)
                written = write_list(file, entry, asked, file_format=file_format, folder=Path(pieces))
            written.finish()
        with write(request) as w:
            given = {name: value for name, value in request.query_params.items() if name not in {TICKET, "format"}}
            edge_of(request).exports(w.tx, w.actor, Export(entry.name, entry.title, file_format, written.rows, given))
        ending = f"_{clock.today_jst():%Y%m%d}.{file_format}"
        headers = {
            "Content-Disposition": disposition(f"{entry.title}{ending}", plain=f"{entry.name}{ending}"),
            "Content-Length": str(file.seek(0, os.SEEK_END)),
            "Cache-Control": "no-store",
            "X-Row-Count": str(written.rows),
        }
    except BaseException:
        file.close()
        raise
    return Stream(_pieces(file), media_type=MEDIA_TYPES[file_format], headers=headers)


def _format(given: str) -> Format:
    for known in FORMATS:
        if known == given:
            return known
    message = f"次のいずれかを指定してください: {', '.join(FORMATS)}"
    raise Invalid(fields=(FieldError("format", "value.literal_error", message),))


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise ExportsBusy("ほかの一覧の書き出しが続いています。少し待ってから、もう一度お試しください。")
    try:
        yield
    finally:
        AT_ONCE.release()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
