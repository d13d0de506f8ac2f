"""The ways out of the house, over HTTP."""

from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, JSONBody

from mirai_knowledge import edge
from mirai_knowledge.kernel.errors import Invalid
from mirai_knowledge.notifications import queries, service
from mirai_knowledge.notifications.policy import HOLD_ALL, MANAGE_GROUPS, SEE_DELIVERIES, SEND_TEST
from mirai_knowledge.notifications.schemas.deliveries import (
    DeliveryView,
    HoldView,
    Moved,
    OutboundView,
    SaveWebhook,
    SetHold,
    TestSending,
    WebhookView,
)

TAGS = ["送信設定"]
HERE = "/api/v1/outbound"


@get(
    HERE, sync_to_thread=True, opt={"rule": SEE_DELIVERIES}, tags=TAGS, summary="送信設定（保留、送信方法の状態、Teams の送り先）"
)
def show_outbound(request: edge.HttpRequest) -> Response[OutboundView]:
    """Whether everything is held, how each channel does, and the groups in Teams."""
    with edge.read(request) as r:
        return r.answer(queries.get_outbound_view(r.tx, r.actor))


@post(f"{HERE}/hold", status_code=200, sync_to_thread=True, opt={"rule": HOLD_ALL}, tags=TAGS, summary="すべての送信を保留する")
def hold_all(request: edge.HttpRequest, data: JSONBody[SetHold]) -> Response[HoldView]:
    """Nothing leaves the house."""
    with edge.write(request) as w:
        service.hold_all(w.tx, w.actor, data.why)
        return w.answer(queries.get_hold_view(w.tx, w.actor))


@post(
    f"{HERE}/release",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": HOLD_ALL},
    tags=TAGS,
    summary="保留していた送信を再開する",
)
def release_all(request: edge.HttpRequest) -> Response[Moved]:
    """What was held is sent."""
    with edge.write(request) as w:
        return w.answer(Moved(service.release_all(w.tx, w.actor)))


@post(f"{HERE}/drop", status_code=200, sync_to_thread=True, opt={"rule": HOLD_ALL}, tags=TAGS, summary="保留していた送信を捨てる")
def drop_held(request: edge.HttpRequest) -> Response[Moved]:
    """What was held will not be sent."""
    with edge.write(request) as w:
        return w.answer(Moved(service.drop_held(w.tx, w.actor)))


@post(
    f"{HERE}/test",
    status_code=202,
    sync_to_thread=True,
    opt={"rule": SEND_TEST},
    tags=TAGS,
    summary="自分あて、または Teams にテスト送信する",
)
def send_test(request: edge.HttpRequest, data: JSONBody[TestSending]) -> Response[DeliveryView]:
    """A test is on its way to me; the delivery tells what came of it."""
    with edge.write(request) as w:
        if w.actor.person_id is None:
            raise Invalid("サインインした人だけが行える操作です。")
        delivery_id = service.send_test(w.tx, w.actor, data, to=w.actor.person_id)
        return w.answer(queries.get_delivery_view(w.tx, w.actor, delivery_id), status=202)


@post(
    f"{HERE}/groups",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": MANAGE_GROUPS},
    tags=TAGS,
    summary="Teams の送り先を登録する",
)
def add_group(request: edge.HttpRequest, data: JSONBody[SaveWebhook]) -> Response[WebhookView]:
    """Cards are posted to the group."""
    with edge.write(request) as w:
        return w.answer(queries.view_webhook(service.add_group(w.tx, w.actor, data)), status=201)


@put(
    f"{HERE}/groups/{{group_id:uuid}}",
    sync_to_thread=True,
    opt={"rule": MANAGE_GROUPS},
    tags=TAGS,
    summary="Teams の送り先を変更する（If-Match が必要）",
)
def change_group(request: edge.HttpRequest, group_id: FromPath[UUID], data: JSONBody[SaveWebhook]) -> Response[WebhookView]:
    """The group is as given."""
    expected = edge.expected_version(request)
    with edge.write(request) as w:
        return w.answer(queries.view_webhook(service.change_group(w.tx, w.actor, group_id, command=data, expected=expected)))


@delete(
    f"{HERE}/groups/{{group_id:uuid}}",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": MANAGE_GROUPS},
    tags=TAGS,
    summary="Teams の送り先を無効にする",
)
def remove_group(request: edge.HttpRequest, group_id: FromPath[UUID]) -> Response[None]:
    """Nothing is posted to the group any more."""
    with edge.write(request) as w:
        service.remove_group(w.tx, w.actor, group_id)
        return w.answer(None, status=204)


ROUTES = (show_outbound, hold_all, release_all, drop_held, send_test, add_group, change_group, remove_group)
