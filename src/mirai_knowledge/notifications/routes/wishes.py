"""How one is told, over HTTP."""

from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, JSONBody

from mirai_knowledge import edge
from mirai_knowledge.notifications import queries, service
from mirai_knowledge.notifications.policy import OWN_WISHES
from mirai_knowledge.notifications.schemas.wishes import AddDevice, SetWishes, WishesView

TAGS = ["通知設定"]
HERE = "/api/v1/notice-wishes"


@get(HERE, sync_to_thread=True, opt={"rule": OWN_WISHES}, tags=TAGS, summary="自分の通知設定")
def show_wishes(request: edge.HttpRequest) -> Response[WishesView]:
    """Which stream comes to me by which channel, and when; my devices."""
    with edge.read(request) as r:
        return r.answer(queries.get_wishes(r.tx, r.actor))


@put(HERE, sync_to_thread=True, opt={"rule": OWN_WISHES}, tags=TAGS, summary="通知設定を変える（If-Match が必要）")
def set_wishes(request: edge.HttpRequest, data: JSONBody[SetWishes]) -> Response[WishesView]:
    """I am told like this from now on."""
    with edge.write(request) as w:
        service.set_wishes(w.tx, w.actor, data, expected=edge.expected_version(request))
        return w.answer(queries.get_wishes(w.tx, w.actor))


@post(
    f"{HERE}/devices",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": OWN_WISHES},
    tags=TAGS,
    summary="この端末でプッシュ通知を受け取る",
)
def add_device(request: edge.HttpRequest, data: JSONBody[AddDevice]) -> Response[WishesView]:
    """The browser shows what I am told."""
    with edge.write(request) as w:
        service.add_device(w.tx, w.actor, data)
        return w.answer(queries.get_wishes(w.tx, w.actor), status=201)


@delete(
    f"{HERE}/devices/{{device_id:uuid}}",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": OWN_WISHES},
    tags=TAGS,
    summary="端末のプッシュ通知をやめる",
)
def remove_device(request: edge.HttpRequest, device_id: FromPath[UUID]) -> Response[WishesView]:
    """One of my devices shows nothing any more."""
    with edge.write(request) as w:
        service.remove_device(w.tx, w.actor, device_id)
        return w.answer(queries.get_wishes(w.tx, w.actor))


ROUTES = (show_wishes, set_wishes, add_device, remove_device)
