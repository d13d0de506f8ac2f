"""What leaves the house, over HTTP."""

from collections.abc import Mapping
from typing import Annotated, get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.lists import Column, ExportedList
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.notifications import queries, service
from mirai_knowledge.notifications.policy import MOVE_DELIVERIES, READ_TRAY, SEE_DELIVERIES
from mirai_knowledge.notifications.schemas.channels import CHANNEL_NAMES, ChannelCode
from mirai_knowledge.notifications.schemas.deliveries import (
    DeliveryPage,
    DeliveryView,
    ListDeliveries,
    Moved,
    StateCode,
    TrayPage,
)

TAGS = ["送信"]
HERE = "/api/v1/deliveries"
STATES = get_args(StateCode)
CHANNEL_WORDS: Mapping[str, str] = {str(code): name for code, name in CHANNEL_NAMES.items()}
STATE_WORDS: Mapping[str, str] = {
    "waiting": "送信待ち",
    "claimed": "送信中",
    "sent": "送信済み",
    "failed": "失敗",
    "held": "保留",
    "withdrawn": "取りやめ",
}
# Litestar keeps the word `state` for its own: the provider checks it.
State = Annotated[str | None, QueryParameter(name="state", description="状態", schema_extra={"enum": list(STATES)})]
Words = Annotated[str | None, QueryParameter(max_length=100, description="受け取る人の名前、または件名の一部")]


def wanted_deliveries(standing: State = None, channel: FromQuery[ChannelCode | None] = None, q: Words = None) -> ListDeliveries:
    """Which deliveries, from the query of the address; raises Invalid for a state that is none."""
    found: StateCode | None = next((state for state in STATES if state == standing), None)
    if standing is not None and found is None:
        message = f"次のいずれかを指定してください: {', '.join(STATES)}"
        raise Invalid(fields=(FieldError("state", "value.literal_error", message),))
    return ListDeliveries(state=found, channel=channel, q=q)


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": SEE_DELIVERIES},
    tags=TAGS,
    summary="送信の一覧（新しい順）と、送信方法・状態ごとの件数",
    dependencies={"wanted": Provide(wanted_deliveries, sync_to_thread=False)},
)
def list_deliveries(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListDeliveries],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[DeliveryPage]:
    """To whom what was sent, by which channel, and what came of it."""
    with edge.read(request) as r:
        return r.answer(queries.list_deliveries(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(
    f"{HERE}/{{delivery_id:uuid}}/resend",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MOVE_DELIVERIES},
    tags=TAGS,
    summary="失敗した送信を一つやり直す",
)
def resend(request: edge.HttpRequest, delivery_id: FromPath[UUID]) -> Response[DeliveryView]:
    """The delivery is sent again soon."""
    with edge.write(request) as w:
        service.resend(w.tx, w.actor, delivery_id)
        return w.answer(queries.get_delivery_view(w.tx, w.actor, delivery_id))


@post(
    f"{HERE}/{{delivery_id:uuid}}/withdraw",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MOVE_DELIVERIES},
    tags=TAGS,
    summary="まだ送られていない送信を取りやめる",
)
def withdraw(request: edge.HttpRequest, delivery_id: FromPath[UUID]) -> Response[DeliveryView]:
    """The delivery will not be sent."""
    with edge.write(request) as w:
        service.withdraw(w.tx, w.actor, delivery_id)
        w.tx.flush()  # the answer reads it back
        return w.answer(queries.get_delivery_view(w.tx, w.actor, delivery_id))


@post(
    f"{HERE}/resend-failed",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MOVE_DELIVERIES},
    tags=TAGS,
    summary="失敗した送信をすべてやり直す",
)
def resend_failed(request: edge.HttpRequest, channel: FromQuery[ChannelCode | None] = None) -> Response[Moved]:
    """Every failed delivery is sent again soon."""
    with edge.write(request) as w:
        return w.answer(Moved(service.resend_failed(w.tx, w.actor, channel)))


@get(
    "/api/v1/mail-tray",
    sync_to_thread=True,
    opt={"rule": READ_TRAY},
    tags=TAGS,
    summary="送信トレイ（送らずに残したメール、新しい順）",
)
def list_tray(
    request: edge.HttpRequest,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 30,
) -> Response[TrayPage]:
    """Mails that were not sent because no mail server is named."""
    with edge.read(request) as r:
        return r.answer(queries.list_tray(r.tx, r.actor, cursor=cursor, limit=limit))


def _page(tx: Tx, actor: Actor, wanted: ListDeliveries, *, cursor: str | None, limit: int) -> DeliveryPage:
    return queries.list_deliveries(tx, actor, wanted, cursor=cursor, limit=limit)


DELIVERIES = ExportedList[ListDeliveries, DeliveryView](
    name="deliveries",
    title="送信状況",
    sees=SEE_DELIVERIES,
    read=_page,
    columns=(
        Column("受け取る人", lambda row: row.recipient, 24),
        Column("件名", lambda row: row.title, 50),
        Column("送信方法", lambda row: CHANNEL_WORDS.get(row.channel, row.channel)),
        Column("状態", lambda row: STATE_WORDS.get(row.state, row.state)),
        Column("試行", lambda row: row.tries),
        Column("予定", lambda row: row.due_at),
        Column("送信", lambda row: row.sent_at),
        Column("理由", lambda row: row.error or "", 60),
    ),
)
ROUTES = (
    edge.export_route(DELIVERIES, {"wanted": wanted_deliveries}),
    list_deliveries,
    resend,
    withdraw,
    resend_failed,
    list_tray,
)
