"""Pictures over HTTP: uploaded as they are, shown under short-lived signed addresses."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter, RawBody

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.errors import AttachmentNotFound
from mirai_knowledge.documents.policy import P_071, P_072, require_upload, signing
from mirai_knowledge.documents.policy.pictures import MAX_BYTES, KeepPicture, make_safe
from mirai_knowledge.documents.routes.door import blobs_of
from mirai_knowledge.documents.schemas.views import AttachmentView
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor

TAGS = ["添付"]
PATH = "/api/v1/attachments"
HOLDER = Actor(name="attachment.address")
GONE = "この添付のアドレスは無効か、期限が切れています。元の文書を開き直してください。"


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
    picture = make_safe(body)
    command = KeepPicture(picture, blobs_of(request).put(picture.content), name, attachment_id)
    with edge.write(request) as w:
        kept = service.keep_picture(w.tx, w.actor, command)
        row = queries.get_attachment(w.tx, w.actor, kept)
        view = AttachmentView(
            id=row.id,
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            width=row.width,
            height=row.height,
            url=signing.address_of(row.id, clock.now()),
        )
        return w.answer(view, status=201, location=f"{PATH}/{row.id}")


@get(
    f"{PATH}/{{attachment_id:uuid}}",
    sync_to_thread=True,
    opt={"rule": P_072},
    tags=TAGS,
    summary="添付の画像（署名付きのアドレス）",
    security=[{}],
)
def show_picture(
    request: edge.HttpRequest,
    attachment_id: FromPath[UUID],
    signature: Annotated[str, QueryParameter(name="sig", max_length=100)],
    expires: Annotated[int, QueryParameter(name="exp", ge=0, le=10**12)],
) -> Response[bytes]:
    """The picture, to whoever holds an address that was given out within the last two hours."""
    now = clock.now()
    if not signing.is_signed(attachment_id, signature=signature, expires=expires, now=now):
        raise AttachmentNotFound(GONE)
    with edge.public_read(request) as tx:
        row = queries.get_attachment(tx, HOLDER, attachment_id)
    seconds = int(signing.lasts_for(expires, now).total_seconds())
    headers = {
        "Cache-Control": f"private, max-age={seconds}, immutable",
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(row.name)}",
        "ETag": f'"{row.hash}"',
    }
    return Response(blobs_of(request).read(row.hash), media_type=row.media_type, headers=headers)


PICTURE_ROUTES = (add_picture, show_picture)
