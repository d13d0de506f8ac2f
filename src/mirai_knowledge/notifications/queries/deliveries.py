"""What leaves the house, as administrators see it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, Page, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications.errors import DeliveryNotFound, WebhookNotFound
from mirai_knowledge.notifications.model import Delivery, DeliveryState, Notice, TeamsWebhook, TrayMail
from mirai_knowledge.notifications.policy import MANAGE_GROUPS, MOVE_DELIVERIES, READ_TRAY, SEE_DELIVERIES
from mirai_knowledge.notifications.queries.sending import get_hold, list_channel_health
from mirai_knowledge.notifications.schemas.channels import CHANNEL_NAMES, CHANNELS, ChannelCode, outbound
from mirai_knowledge.notifications.schemas.deliveries import (
    ChannelView,
    DeliveryCan,
    DeliveryCount,
    DeliveryPage,
    DeliveryView,
    HoldView,
    ListDeliveries,
    OutboundView,
    TrayPage,
    TrayView,
    WebhookView,
)

NEWEST_FIRST = (
    Key(Delivery.created_at.expression, lambda row: row.created_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(Delivery.id.expression, lambda row: str(row.id), UUID, descending=True),
)
TRAY_NEWEST_FIRST = (
    Key(TrayMail.at.expression, lambda row: row.at.isoformat(), datetime.fromisoformat, descending=True),
    Key(TrayMail.id.expression, lambda row: str(row.id), UUID, descending=True),
)
RESENDABLE = frozenset({DeliveryState.FAILED, DeliveryState.WITHDRAWN})
WITHDRAWABLE = frozenset({DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.HELD})
COUNTED_DAYS = 30


def list_deliveries(tx: Tx, actor: Actor, wanted: ListDeliveries, *, cursor: str | None = None, limit: int = 50) -> DeliveryPage:
    """Deliveries, newest first, and the counts of the last 30 days. Rule P-231."""
    require(actor, SEE_DELIVERIES)
    page = fetch_page(tx, _wanted(tx, actor, wanted), NEWEST_FIRST, cursor=cursor, limit=limit)
    titles = _titles(tx, page)
    people = accounts.list_person_names(tx, actor, {row.person_id for row in page.items if row.person_id is not None})
    groups = {row.id: row.name for row in tx.scalars(select(TeamsWebhook))}
    names = {**{key: person.name for key, person in people.items()}, **groups}
    items = tuple(
        _view(row, titles.get(row.notice_id, ""), names.get(row.person_id or row.webhook_id or row.id, "")) for row in page.items
    )
    return DeliveryPage(items, page.next_cursor, _counts(tx))


def get_delivery(tx: Tx, actor: Actor, delivery_id: UUID) -> Delivery:
    """A delivery, locked for a change; raises DeliveryNotFound. Rule P-232."""
    require(actor, MOVE_DELIVERIES)
    row = tx.scalars(select(Delivery).where(Delivery.id == delivery_id).with_for_update()).first()
    if row is None:
        raise DeliveryNotFound("送信が見つかりません。一覧を開き直してください。")
    return row


def get_delivery_view(tx: Tx, actor: Actor, delivery_id: UUID) -> DeliveryView:
    """One delivery as it stands now. Rule P-231; raises DeliveryNotFound."""
    require(actor, SEE_DELIVERIES)
    row = tx.scalars(select(Delivery).where(Delivery.id == delivery_id)).first()
    if row is None:
        raise DeliveryNotFound("送信が見つかりません。一覧を開き直してください。")
    title = tx.execute(select(Notice.title).where(Notice.id == row.notice_id)).scalar_one()
    person = accounts.list_person_names(tx, actor, [row.person_id]).get(row.person_id) if row.person_id else None
    group = tx.execute(select(TeamsWebhook.name).where(TeamsWebhook.id == row.webhook_id)).scalar()
    return _view(row, title, person.name if person is not None else group or "")


def get_outbound_view(tx: Tx, actor: Actor) -> OutboundView:
    """The hold, the channels and the groups in Teams. Rule P-231."""
    require(actor, SEE_DELIVERIES)
    groups = tx.scalars(select(TeamsWebhook).order_by(TeamsWebhook.name, TeamsWebhook.id))
    channels = tuple(_channel(tx, actor, code) for code in CHANNELS)
    return OutboundView(get_hold_view(tx, actor), channels, tuple(view_webhook(row) for row in groups))


def get_hold_view(tx: Tx, actor: Actor) -> HoldView:
    """Whether everything is held, and how many deliveries."""
    row = get_hold(tx, actor)
    count = tx.execute(select(func.count()).where(Delivery.state == DeliveryState.HELD)).scalar_one()
    by_setting = outbound().held
    return HoldView(row.held_at is not None or by_setting, by_setting, row.held_at, row.held_by, row.why, count)


def get_webhook(tx: Tx, actor: Actor, webhook_id: UUID) -> TeamsWebhook:
    """A group in Teams, locked for a change; raises WebhookNotFound. Rule P-234."""
    require(actor, MANAGE_GROUPS)
    row = find_webhook(tx, actor, webhook_id)
    if row is None:
        raise WebhookNotFound("送り先が見つかりません。画面を開き直してください。")
    return row


def find_webhook(tx: Tx, _actor: Actor, webhook_id: UUID) -> TeamsWebhook | None:
    """A group in Teams with its address, locked."""
    return tx.scalars(select(TeamsWebhook).where(TeamsWebhook.id == webhook_id).with_for_update()).first()


def find_webhook_address(tx: Tx, _actor: Actor, webhook_id: UUID) -> str | None:
    """Where cards for the group are posted; None when the group takes none."""
    return tx.execute(select(TeamsWebhook.address).where(TeamsWebhook.id == webhook_id, TeamsWebhook.active)).scalar()


def list_group_labels(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """What the groups in Teams are called, for the audit log."""
    return {row.id: row.name for row in tx.scalars(select(TeamsWebhook).where(TeamsWebhook.id.in_(ids)))} if ids else {}


def list_tray(tx: Tx, actor: Actor, *, cursor: str | None = None, limit: int = 30) -> TrayPage:
    """Mails that were kept instead of sent, newest first. Rule P-236."""
    require(actor, READ_TRAY)
    page = fetch_page(tx, select(TrayMail), TRAY_NEWEST_FIRST, cursor=cursor, limit=limit)
    people = accounts.list_person_names(tx, actor, {row.person_id for row in page.items})
    items = (
        TrayView(row.id, people[row.person_id].name, row.address, row.subject, row.text, row.link, row.at) for row in page.items
    )
    return TrayPage(tuple(items), page.next_cursor)


def view_webhook(row: TeamsWebhook) -> WebhookView:
    """The group as administrators see it: the secret part of the address is left out."""
    parts = urlsplit(row.address)
    shown = f"{parts.scheme}://{parts.netloc}/…"
    return WebhookView(row.id, row.name, row.project_id, shown, row.least, row.active, row.version)


def _wanted(tx: Tx, actor: Actor, wanted: ListDeliveries) -> Select[Delivery]:
    statement = select(Delivery)
    if wanted.state is not None:
        statement = statement.where(Delivery.state == wanted.state)
    if wanted.channel is not None:
        statement = statement.where(Delivery.channel == wanted.channel)
    if wanted.q and wanted.q.strip():
        people = [person.id for person in accounts.list_people_to_choose(tx, actor, wanted.q)]
        titled = select(Notice.id).where(Notice.title.icontains(wanted.q.strip(), autoescape=True))
        statement = statement.where(or_(Delivery.person_id.in_(people), Delivery.notice_id.in_(titled)))
    return statement


def _titles(tx: Tx, page: Page[Delivery]) -> Mapping[UUID, str]:
    rows: tuple[Row[UUID, str], ...] = tuple(
        tx.execute(select(Notice.id, Notice.title).where(Notice.id.in_({row.notice_id for row in page.items})))
    )
    return {row.id: row.title for row in rows}


def _counts(tx: Tx) -> tuple[DeliveryCount, ...]:
    # What was sent long ago is nobody's concern; what waits, failed or is held counts however old it is.
    since = clock.now() - timedelta(days=COUNTED_DAYS)
    recent = or_(
        Delivery.created_at > since, Delivery.state.in_((DeliveryState.FAILED, DeliveryState.HELD, DeliveryState.WAITING))
    )
    statement = select(Delivery.channel, Delivery.state, func.count()).where(recent).group_by(Delivery.channel, Delivery.state)
    return tuple(
        DeliveryCount(channel, state, count) for channel, state, count in tx.execute(statement.order_by(Delivery.channel))
    )


def _view(row: Delivery, title: str, recipient: str) -> DeliveryView:
    return DeliveryView(
        id=row.id,
        channel=row.channel,
        state=row.state,
        recipient=recipient,
        title=title,
        digest=row.digest,
        tries=row.tries,
        due_at=row.due_at,
        created_at=row.created_at,
        sent_at=row.sent_at,
        error=row.error,
        can=DeliveryCan(resend=row.state in RESENDABLE, withdraw=row.state in WITHDRAWABLE),
    )


def _channel(tx: Tx, actor: Actor, code: ChannelCode) -> ChannelView:
    health = list_channel_health(tx, actor)[code]
    channel = outbound().channels.get(code)
    waiting = (Delivery.channel == code, Delivery.state == DeliveryState.WAITING, Delivery.due_at <= clock.now())
    count, oldest = tx.execute(select(func.count(), func.min(Delivery.due_at)).where(*waiting)).one()
    open_until = health.open_until
    groups = select(func.count()).select_from(TeamsWebhook).where(TeamsWebhook.active)
    leads_somewhere = code != "teams" or tx.execute(groups).scalar_one() > 0
    return ChannelView(
        channel=code,
        name=CHANNEL_NAMES[code],
        goes_to=channel.describe() if channel is not None else "送信トレイ（SMTP サーバーが設定されていません）",
        configured=channel is not None and leads_somewhere,
        works=open_until is None or open_until <= clock.now(),
        error=health.error,
        failed_at=health.failed_at,
        ok_at=health.ok_at,
        again_at=open_until,
        waiting=count,
        oldest_due_at=oldest,
    )
