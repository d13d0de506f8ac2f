"""Attachments over HTTP: small pictures in one call, and everything under short-lived signed addresses."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter, RawBody
from litestar.response import Stream

from mirai_knowledge import edge
from mirai_knowledge.accounts.errors import PersonNotFound
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.errors import AttachmentNotFound
from mirai_knowledge.documents.model import Attachment
from mirai_knowledge.documents.policy import P_071, P_072, require_upload, signing
from mirai_knowledge.documents.policy.pictures import MAX_BYTES, make_safe
from mirai_knowledge.documents.policy.preparing import prepare_picture
from mirai_knowledge.documents.routes.door import blobs_of, keep_file
from mirai_knowledge.documents.schemas.files import AttachmentView, PreviewView
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

TAGS = ["添付"]
PATH = "/api/v1/attachments"
ONE = f"{PATH}/{{attachment_id:uuid}}"
HOLDER = Actor.system("attachment.address")
GONE = "この添付のアドレスは無効か、期限が切れています。元の文書を開き直してください。"
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
PDF_POLICY = "default-src 'none'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
INLINE = ("image/", "video/", "application/pdf")
Signature = Annotated[str, QueryParameter(name="sig", max_length=100)]
Expiry = Annotated[int, QueryParameter(name="exp", ge=0, le=10**12)]


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    """What an address that was given out to one person says of itself."""

    signature: str
    expires: int
    by: UUID


def holder(signature: Signature, expires: Expiry, by: FromQuery[UUID]) -> Holder:
    """For whom the address was signed, from its query."""
    return Holder(signature, expires, by)


PERSONAL = {"holder": Provide(holder, sync_to_thread=False)}


@post(
    PATH,
    status_code=201,
    sync_to_thread=True,
    opt={"rule": P_071},
    tags=TAGS,
    summary="画像を添付する（本文に画像そのもの、10 MB まで）",
    request_max_body_size=MAX_BYTES,
)
def add_picture(
    request: edge.HttpRequest,
    body: RawBody,
    name: Annotated[str, QueryParameter(max_length=300, description="ファイル名")] = "画像",
    attachment_id: Annotated[UUID | None, QueryParameter(name="id", description="送る側で決めた id")] = None,
) -> Response[AttachmentView]:
    """The picture, written anew without its EXIF, and the address it is shown under; in a text it is `attachment:ID`."""
    with edge.read(request) as r:
        require_upload(r.actor)
    # Decoding takes seconds at worst: no connection waits for it.
    command = prepare_picture(blobs_of(request), make_safe(body, limit=MAX_BYTES), name=name, key=attachment_id)
    with edge.write(request) as w:
        kept = keep_file(w, blobs_of(request), command)
        view = queries.get_attachment_view(w.tx, w.actor, kept)
        return w.answer(view, status=201, location=f"{PATH}/{kept}")


@get(ONE, sync_to_thread=True, opt={"rule": P_072}, tags=TAGS, summary="添付の画像（署名付きのアドレス）", security=[{}])
def show_picture(
    request: edge.HttpRequest, attachment_id: FromPath[UUID], signature: Signature, expires: Expiry
) -> Response[bytes]:
    """The picture, to whoever holds an address that was given out within the last two hours."""
    seconds = _require_signed(attachment_id, signature, expires, signing.SHOW)
    with edge.public_read(request) as tx:
        row = queries.get_attachment(tx, HOLDER, attachment_id)
    if not row.media_type.startswith("image/"):
        raise AttachmentNotFound(GONE)
    headers = {"Content-Disposition": _disposition("inline", row.name), **_cached(row.hash, seconds)}
    return Response(blobs_of(request).read(row.hash), media_type=row.media_type, headers=headers)


@get(f"{ONE}/thumbnail", sync_to_thread=True, opt={"rule": P_072}, tags=TAGS, summary="添付の縮小画像（署名付き）", security=[{}])
def show_thumbnail(
    request: edge.HttpRequest, attachment_id: FromPath[UUID], signature: Signature, expires: Expiry
) -> Response[bytes]:
    """The small picture of a picture or of the first page; of older pictures the picture itself."""
    seconds = _require_signed(attachment_id, signature, expires, signing.SHOW)
    with edge.public_read(request) as tx:
        row = queries.get_attachment(tx, HOLDER, attachment_id)
    blob = row.thumb_hash or (row.hash if row.media_type.startswith("image/") else None)
    if blob is None:
        raise AttachmentNotFound(GONE)
    media_type = "image/jpeg" if row.thumb_hash else row.media_type
    return Response(blobs_of(request).read(blob), media_type=media_type, headers=_cached(blob, seconds))


@get(
    f"{ONE}/pages/{{number:int}}",
    sync_to_thread=True,
    opt={"rule": P_072},
    tags=TAGS,
    summary="添付の一ページの画像（署名付き）",
    security=[{}],
)
def show_page(
    request: edge.HttpRequest, attachment_id: FromPath[UUID], number: FromPath[int], signature: Signature, expires: Expiry
) -> Response[bytes]:
    """How a page of a PDF looks."""
    seconds = _require_signed(attachment_id, signature, expires, f"page:{number}")
    with edge.public_read(request) as tx:
        blob = queries.get_page_picture(tx, HOLDER, attachment_id, number=number)
    return Response(blobs_of(request).read(blob), media_type="image/jpeg", headers=_cached(blob, seconds))


@get(
    f"{ONE}/preview",
    sync_to_thread=True,
    opt={"rule": P_072},
    tags=TAGS,
    summary="添付の中の文字とページ（署名付き、開いた人を記録する）",
    security=[{}],
    dependencies=PERSONAL,
)
def show_preview(
    request: edge.HttpRequest,
    attachment_id: FromPath[UUID],
    holder: NamedDependency[Holder],
    start: Annotated[int, QueryParameter(name="from", ge=0, le=10**6)] = 0,
) -> Response[PreviewView]:
    """The text of a file part by part, with pictures of its pages; the first look stands in the audit."""
    _require_personal(attachment_id, holder, "preview")
    row = _noted(request, attachment_id, holder.by, saved=False, first=start == 0)
    with edge.public_read(request) as tx:
        view = queries.get_preview(tx, HOLDER, row, start=start)
    return Response(view, headers={"Cache-Control": "no-store"})


@get(
    f"{ONE}/open",
    sync_to_thread=True,
    opt={"rule": P_072},
    tags=TAGS,
    summary="添付を開く（署名付き、開いた人を記録する、Range に対応）",
    security=[{}],
    dependencies=PERSONAL,
)
def open_file(request: edge.HttpRequest, attachment_id: FromPath[UUID], holder: NamedDependency[Holder]) -> Stream:
    """A PDF or a video as the browser shows it; it stands in the audit before the first byte leaves."""
    _require_personal(attachment_id, holder, "open")
    return _sent(request, attachment_id, holder.by, saved=False)


@get(
    f"{ONE}/save",
    sync_to_thread=True,
    opt={"rule": P_072},
    tags=TAGS,
    summary="添付をダウンロードする（署名付き、した人を記録する、Range に対応）",
    security=[{}],
    dependencies=PERSONAL,
)
def save_file(request: edge.HttpRequest, attachment_id: FromPath[UUID], holder: NamedDependency[Holder]) -> Stream:
    """The file to be kept; it stands in the audit before the first byte leaves."""
    _require_personal(attachment_id, holder, "save")
    return _sent(request, attachment_id, holder.by, saved=True)


def _require_signed(attachment_id: UUID, signature: str, expires: int, what: str) -> int:
    """How many seconds the address still holds; raises AttachmentNotFound when it does not."""
    now = clock.now()
    if not signing.is_signed(attachment_id, signature=signature, expires=expires, now=now, what=what):
        raise AttachmentNotFound(GONE)
    return int(signing.lasts_for(expires, now).total_seconds())


def _require_personal(attachment_id: UUID, holder: Holder, deed: signing.Deed) -> None:
    _require_signed(attachment_id, holder.signature, holder.expires, f"{deed}:{holder.by}")


def _person(tx: Tx, request: edge.HttpRequest, by: UUID) -> Actor:
    try:
        person = queries.get_actor_of(tx, HOLDER, by)
    except PersonNotFound:
        raise AttachmentNotFound(GONE) from None
    return dataclasses.replace(person, address=edge.address_of(request))


def _noted(request: edge.HttpRequest, attachment_id: UUID, by: UUID, *, saved: bool, first: bool) -> Attachment:
    # The one thing that a GET writes: who took a file out stands in the audit before its first byte leaves, or it stays in.
    with edge.public_write(request) as tx:
        actor = _person(tx, request, by)
        row = queries.get_opened(tx, actor, attachment_id)
        if first:
            service.note_opened_file(tx, actor, row, saved=saved)
    return row


def _sent(request: edge.HttpRequest, attachment_id: UUID, by: UUID, *, saved: bool) -> Stream:
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    # A player that jumps, and a download that goes on, ask for later bytes of what has been noted.
    row = _noted(request, attachment_id, by, saved=saved, first=asked is None or int(asked[1]) == 0)
    start = int(asked[1]) if asked else 0
    end = min(int(asked[2]) + 1 if asked and asked[2] else row.size, row.size)
    if asked is not None and start >= end:
        return Stream(iter(()), status_code=416, headers={"Content-Range": f"bytes */{row.size}"})
    pieces = blobs_of(request).stream(row.hash, start=start, end=end) if end > start else iter(())
    return _stream(row, pieces, (start, end), saved=saved, partial=asked is not None)


def _stream(row: Attachment, pieces: Iterator[bytes], span: tuple[int, int], *, saved: bool, partial: bool) -> Stream:
    inline = not saved and row.media_type.startswith(INLINE)
    headers = {
        "Content-Length": str(span[1] - span[0]),
        "Content-Disposition": _disposition("inline" if inline else "attachment", row.name),
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "ETag": f'"{row.hash}"',
    }
    if row.media_type == "application/pdf":
        # The browser's own reader is an object in an empty page of ours; nothing else is let in.
        headers["Content-Security-Policy"] = PDF_POLICY
    if partial:
        headers["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{row.size}"
    return Stream(pieces, status_code=206 if partial else 200, media_type=row.media_type, headers=headers)


def _disposition(how: str, name: str) -> str:
    return f"{how}; filename*=UTF-8''{quote(name, safe='')}"


def _cached(blob: str, seconds: int) -> dict[str, str]:
    return {"Cache-Control": f"private, max-age={seconds}, immutable", "ETag": f'"{blob}"'}


ATTACHMENT_ROUTES = (add_picture, show_picture, show_thumbnail, show_page, show_preview, open_file, save_file)
