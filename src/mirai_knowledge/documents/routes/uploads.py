"""Files in parts over HTTP (the steps of tus): announced, sent part by part from wherever they stand, finished, or given up."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post
from litestar.params import FromPath, HeaderParameter, JSONBody, RawBody

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.errors import UploadNotFound
from mirai_knowledge.documents.policy import P_071, P_120
from mirai_knowledge.documents.policy.preparing import Arrived, prepare_file
from mirai_knowledge.documents.routes.door import blobs_of, keep_file
from mirai_knowledge.documents.schemas.files import PART_BYTES, AttachmentView, BeginUpload, KeepFile, UploadView
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid, TooLarge

TAGS = ["添付"]
PATH = "/api/v1/uploads"
ONE = f"{PATH}/{{upload_id:uuid}}"
Offset = Annotated[str | None, HeaderParameter(name="Upload-Offset", description="この部分が始まる位置（必須）")]


@post(PATH, status_code=201, sync_to_thread=True, opt={"rule": P_071}, tags=TAGS, summary="ファイルの送信を始める")
def begin_upload(request: edge.HttpRequest, data: JSONBody[BeginUpload]) -> Response[UploadView]:
    """A file that will come in parts; beginning again with the same id tells where to go on."""
    with edge.write(request) as w:
        upload_id = service.begin_upload(w.tx, w.actor, data)
        view = _view(w.tx, w.actor, upload_id)
        return w.answer(view, status=201, location=f"{PATH}/{upload_id}")


@get(ONE, sync_to_thread=True, opt={"rule": P_120}, tags=TAGS, summary="どこまで届いているか（HEAD でも）")
def show_upload(request: edge.HttpRequest, upload_id: FromPath[UUID]) -> Response[UploadView]:
    """How much of the file has arrived; the offset stands in `Upload-Offset` as well."""
    with edge.read(request) as r:
        view = _view(r.tx, r.actor, upload_id)
        answer: Response[UploadView] = r.answer(view)
    answer.headers.update({"Upload-Offset": str(view.offset), "Upload-Length": str(view.size), "Cache-Control": "no-store"})
    return answer


@patch(
    ONE,
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_120},
    tags=TAGS,
    summary="続きの部分を送る（4 MB まで）",
    request_max_body_size=PART_BYTES,
)
def send_part(request: edge.HttpRequest, upload_id: FromPath[UUID], body: RawBody, begins: Offset = None) -> Response[UploadView]:
    """The bytes from that place on; 409 with the right place in `current` when the upload stands elsewhere."""
    with edge.read(request) as r:
        offset = _offset(begins)
        service.refuse_elsewhere(queries.get_upload(r.tx, r.actor, upload_id), offset=offset, length=len(body))
    blobs_of(request).put_part(upload_id, offset, body)
    with edge.write(request) as w:
        service.receive_part(w.tx, w.actor, upload_id, offset=offset, length=len(body))
        view = _view(w.tx, w.actor, upload_id)
        answer: Response[UploadView] = w.answer(view)
    answer.headers["Upload-Offset"] = str(view.offset)
    return answer


@post(f"{ONE}/finish", status_code=201, sync_to_thread=True, opt={"rule": P_120}, tags=TAGS, summary="送信を終える")
def finish_upload(request: edge.HttpRequest, upload_id: FromPath[UUID]) -> Response[AttachmentView]:
    """The file is kept as an attachment of the same id, or refused with the remedy; finishing again gives the same answer."""
    with edge.read(request) as r:
        if queries.find_attachment(r.tx, r.actor, upload_id) is not None:
            return _answered(request, upload_id)
        arrived = queries.get_arrived(r.tx, r.actor, upload_id)
        service.refuse_unfinished(arrived)
    # Joining and looking take seconds at worst: no connection waits for it.
    try:
        command = _prepared(request, upload_id, arrived)
    except (Invalid, TooLarge):
        # What the file is does not change by sending it again.
        with edge.write(request) as w:
            service.end_upload(w.tx, w.actor, upload_id)
        blobs_of(request).drop_parts(upload_id)
        raise
    try:
        with edge.write(request) as w:
            service.end_upload(w.tx, w.actor, upload_id)
            keep_file(w, blobs_of(request), command)
    except UploadNotFound:
        # A second finish was quicker, or it was given up: the one is answered, the other said.
        return _answered(request, upload_id)
    blobs_of(request).drop_parts(upload_id)
    return _answered(request, upload_id)


@delete(ONE, status_code=204, sync_to_thread=True, opt={"rule": P_120}, tags=TAGS, summary="送信をやめる")
def give_up_upload(request: edge.HttpRequest, upload_id: FromPath[UUID]) -> Response[None]:
    """Nothing of the file is kept."""
    with edge.write(request) as w:
        service.end_upload(w.tx, w.actor, upload_id)
        answer: Response[None] = w.answer(None, status=204)
    blobs_of(request).drop_parts(upload_id)
    return answer


def _offset(begins: str | None) -> int:
    if begins is None or not begins.isascii() or not begins.isdecimal() or len(begins) > 13:
        message = "この部分が始まる位置を、バイト数で指定してください。"
        raise Invalid(fields=(FieldError("Upload-Offset", "value.missing", message),))
    return int(begins)


def _prepared(request: edge.HttpRequest, upload_id: UUID, arrived: queries.ArrivedParts) -> KeepFile:
    blobs = blobs_of(request)
    with blobs.scratch() as path:
        digest = blobs.join_parts(upload_id, arrived.offsets, path)
        return prepare_file(blobs, Arrived(path, digest, arrived.name, arrived.keep_position, upload_id))


def _answered(request: edge.HttpRequest, upload_id: UUID) -> Response[AttachmentView]:
    with edge.write(request) as w:
        if queries.find_attachment(w.tx, w.actor, upload_id) is None:
            raise UploadNotFound("送信が取り消されています。ファイルを選び直してください。")
        view = queries.get_attachment_view(w.tx, w.actor, upload_id)
        return w.answer(view, status=201, location=f"/api/v1/attachments/{upload_id}")


def _view(tx: Tx, actor: Actor, upload_id: UUID) -> UploadView:
    row = queries.get_upload(tx, actor, upload_id)
    return UploadView(id=row.id, name=row.name, size=row.size, offset=row.received, part_bytes=PART_BYTES)


UPLOAD_ROUTES = (begin_upload, show_upload, send_part, finish_upload, give_up_upload)
