"""What the sending of deliveries asks of the rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.exc import NoResultFound

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.notifications.model import (
    ChannelHealth,
    Delivery,
    DeliveryState,
    Notice,
    NoticeWishes,
    OutboundHold,
    PushDevice,
    TeamsWebhook,
)
from mirai_knowledge.notifications.policy import visible_to
from mirai_knowledge.notifications.policy.planning import RANKS
from mirai_knowledge.notifications.policy.wording import Item
from mirai_knowledge.notifications.queries.wishes import wishes_of
from mirai_knowledge.notifications.schemas.channels import ChannelCode
from mirai_knowledge.notifications.schemas.notices import Importance
from mirai_knowledge.notifications.schemas.wishes import SetWishes

OPEN = (DeliveryState.WAITING, DeliveryState.CLAIMED, DeliveryState.SENT, DeliveryState.HELD)


@dataclass(frozen=True, slots=True)
class Reachable:
    """How a person can be reached, and wants to be."""

    person_id: PersonId
    channels: tuple[ChannelCode, ...]
    wishes: SetWishes


def list_plannable(tx: Tx, actor: Actor, people: Collection[PersonId]) -> tuple[Reachable, ...]:
    """Those of the people who can sign in and have an address or a device, whatever their number."""
    addresses = accounts.list_mail_addresses(tx, actor, people)
    wishes = {row.person_id: wishes_of(row) for row in tx.scalars(select(NoticeWishes).where(NoticeWishes.person_id.in_(people)))}
    devices = set(tx.scalars(select(PushDevice.person_id).where(PushDevice.person_id.in_(people)).distinct()))
    standard = SetWishes()
    found = []
    for person_id, address in addresses.items():
        channels: tuple[ChannelCode, ...] = (*(("mail",) if address else ()), *(("push",) if person_id in devices else ()))
        if channels:
            found.append(Reachable(person_id, channels, wishes.get(person_id, standard)))
    return tuple(found)


def list_recent_topics(
    tx: Tx, _actor: Actor, topic: str, *, people: Collection[PersonId], within: timedelta
) -> Mapping[tuple[PersonId, str], datetime]:
    """When the last message on this topic is due or was, by person and channel, as far as that is not long ago."""
    statement = (
        select(Delivery.person_id, Delivery.channel, func.max(Delivery.due_at))
        .where(
            Delivery.topic == topic,
            Delivery.person_id.in_(people),
            Delivery.due_at > clock.now() - within,
            Delivery.digest.is_(False),
            Delivery.state.in_(OPEN),
        )
        .group_by(Delivery.person_id, Delivery.channel)
    )
    return {(person_id, channel): due_at for person_id, channel, due_at in tx.execute(statement) if person_id is not None}


def list_webhooks_for(
    tx: Tx, _actor: Actor, importance: Importance, *, project_id: UUID | None, for_all: bool
) -> Sequence[TeamsWebhook]:
    """The groups in Teams that take a notice of this importance: the site's, and the company's when it is for all."""
    sites = [TeamsWebhook.project_id == project_id] if project_id is not None else []
    company = [TeamsWebhook.project_id.is_(None)] if for_all else []
    if not (sites or company):
        return ()
    statement = select(TeamsWebhook).where(TeamsWebhook.active, or_(*sites, *company)).order_by(TeamsWebhook.id)
    least = RANKS_OF_LEAST[importance]
    return [row for row in tx.scalars(statement) if row.least in least]


RANKS_OF_LEAST: dict[Importance, frozenset[str]] = {
    "low": frozenset({"low"}),
    "medium": frozenset({"low", "medium"}),
    "high": frozenset({"low", "medium", "high"}),
    "critical": frozenset(RANKS),
}


def get_hold(tx: Tx, _actor: Actor) -> OutboundHold:
    """The row that says whether everything is held."""
    return tx.scalars(select(OutboundHold)).one()


def list_channel_health(tx: Tx, _actor: Actor) -> Mapping[str, ChannelHealth]:
    """How each channel does."""
    return {row.channel: row for row in tx.scalars(select(ChannelHealth))}


def find_next_bundle(tx: Tx, _actor: Actor, channel: ChannelCode) -> Sequence[Delivery] | None:
    """The deliveries that leave next by the channel as one message, the most urgent first, locked; none when nothing is due."""
    due = (Delivery.channel == channel, Delivery.state == DeliveryState.WAITING, Delivery.due_at <= clock.now())
    order = (Delivery.rank, Delivery.due_at, Delivery.id)
    first = tx.scalars(select(Delivery).where(*due).order_by(*order).limit(1).with_for_update(skip_locked=True)).first()
    if first is None:
        return None
    same = (
        Delivery.bundle == first.bundle,
        Delivery.person_id.is_not_distinct_from(first.person_id),
        Delivery.webhook_id.is_not_distinct_from(first.webhook_id),
    )
    bundle = select(Delivery).where(*due, *same).order_by(Delivery.created_at, Delivery.id)
    return tx.scalars(bundle.with_for_update(skip_locked=True)).all()


def find_oldest_due(tx: Tx, _actor: Actor, channel: ChannelCode) -> datetime | None:
    """Since when the oldest delivery that is due waits for the channel."""
    due = (Delivery.channel == channel, Delivery.state == DeliveryState.WAITING, Delivery.due_at <= clock.now())
    return tx.execute(select(func.min(Delivery.due_at)).where(*due)).scalar_one()


def list_claimed(tx: Tx, actor: Actor, notices: Collection[UUID], *, for_digest: bool) -> Mapping[UUID, Item]:
    """What the reader may still be told of these notices, by their ids: what is seen now, of a digest what is unread.

    The actor is the reader, or machine work for a group.
    """
    statement = select(Notice).where(Notice.id.in_(notices))
    if actor.person_id is not None:
        statement = statement.where(visible_to(actor))
    if for_digest:
        statement = statement.where(Notice.read_at.is_(None))
    return {
        row.id: Item(row.title, row.body, row.link, row.stream, row.importance, row.why, row.created_at)
        for row in tx.scalars(statement)
    }


def get_reader(tx: Tx, actor: Actor, person_id: PersonId, *, notices: Collection[UUID]) -> Actor:
    """The person as who reads these notices: with the rights of now, where one of them is about something."""
    about = select(Notice.id).where(Notice.id.in_(notices), Notice.subject_kind.is_not(None)).limit(1)
    if tx.scalars(about).first() is None:
        return Actor(name="", person_id=person_id, origin="job")
    return accounts.get_actor_of(tx, actor, person_id)


def get_reader_of(tx: Tx, _actor: Actor, message_id: UUID) -> PersonId:
    """Whom a message is for; raises NoResultFound for one that goes to a group."""
    statement = select(Delivery.person_id).where(Delivery.message_id == message_id, Delivery.person_id.is_not(None)).limit(1)
    person_id = tx.execute(statement).scalar_one()
    if person_id is None:
        raise NoResultFound
    return person_id
