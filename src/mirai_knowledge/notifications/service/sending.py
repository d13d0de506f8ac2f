"""Claim, send, record: each message is claimed in a committed transaction, sent outside any, and recorded at once.

A process that dies leaves what it had claimed; after the lease it is sent again under the same id. So a message is
doubled only where the process died after the other side had taken it and before that was written down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import case, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import InterfaceError, OperationalError

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.kernel import clock, metrics
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import DatabaseAway, Tx
from mirai_knowledge.kernel.log import get_logger
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.model import ChannelHealth, Delivery, DeliveryState, PushDevice, TrayMail
from mirai_knowledge.notifications.policy.planning import MAX_TRIES, back_off, circuit
from mirai_knowledge.notifications.policy.wording import Item, compose
from mirai_knowledge.notifications.schemas.channels import (
    ChannelAway,
    ChannelCode,
    Device,
    Message,
    SendLater,
    SendRefused,
    Sent,
    outbound,
)

log = get_logger(__name__)
LEASE = timedelta(seconds=120)
"""Longer than any one sending may take; then the claim of a dead process is void."""
FAILURES_TO_OPEN = 5
"""So many deliveries not taken in a row, and the channel is left alone for a while."""
TRAY_KEPT = timedelta(days=30)
DELIVERIES_KEPT = timedelta(days=730)
INTERRUPTED = "送信の途中で処理が何度も止まりました。ワーカーのログを確認してください。"
UNMADE = "メッセージを作れませんでした。ワーカーのログを確認してください。"
GONE = {
    "person": "受け取る人がサインインできない状態のため、送りませんでした。",
    "address": "宛先がなくなったため、送りませんでした。",
    "sight": "対象を見られなくなった、または既に読まれたため、送りませんでした。",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that this process alone sends now."""

    channel: ChannelCode
    message: Message
    tries: int


def prepare(tx: Tx, actor: Actor, channel: ChannelCode) -> bool:
    """Whether something is to be sent by the channel now: claims of the dead are void, and what is due is held if all is.

    False also while the channel is left alone after failures.
    """
    _void_stale(tx, channel)
    if _is_held(tx, actor):
        _hold_due(tx, channel)
    oldest = queries.find_oldest_due(tx, actor, channel)
    age = max(0.0, (clock.now() - oldest).total_seconds()) if oldest is not None else 0.0
    metrics.DELIVERY_AGE.labels(channel).set(age)
    open_until = queries.list_channel_health(tx, actor)[channel].open_until
    return oldest is not None and (open_until is None or open_until <= clock.now())


def claim_next(tx: Tx, actor: Actor, channel: ChannelCode) -> Claim | None:
    """The next message of the channel, claimed for this process; None when nothing is due, or everything is held.

    What need not be sent any more (a reader who is gone, a text not seen any more, a digest already read) is withdrawn.
    """
    if _is_held(tx, actor):
        return None
    while (rows := queries.find_next_bundle(tx, actor, channel)) is not None:
        try:
            with tx.begin_nested():
                kept, message, reason = _composed(tx, actor, rows)
        except (DatabaseAway, OperationalError, InterfaceError):
            raise
        except Exception:
            # One message that cannot be made must not hold up all that come after it.
            log.exception("delivery.not_composed", channel=channel, delivery=str(rows[0].id))
            _end(tx, channel, [row.id for row in rows], (DeliveryState.FAILED, UNMADE))
            continue
        dropped = [row.id for row in rows if row not in kept]
        if dropped:
            _end(tx, channel, dropped, (DeliveryState.WITHDRAWN, reason))
        if message is not None:
            tries = kept[0].tries + 1
            _claim(tx, message.id, [row.id for row in kept], tries)
            return Claim(channel, message, tries)
    return None


def record_outcome(tx: Tx, actor: Actor, claim: Claim, *, outcome: Sent | SendRefused | SendLater | ChannelAway) -> None:
    """What came of the message stands in its deliveries, and how the channel does."""
    now = clock.now()
    values: dict[str, object] = {"error": None if isinstance(outcome, Sent) else str(outcome)[:500], "claimed_at": None}
    wait = back_off(claim.tries)
    if isinstance(outcome, Sent):
        values |= {"state": DeliveryState.SENT, "sent_at": now}
    elif isinstance(outcome, SendRefused) or wait is None:
        values |= {"state": DeliveryState.FAILED}
    else:
        values |= {"state": DeliveryState.WAITING, "due_at": now + wait}
    mine = (Delivery.message_id == claim.message.id, Delivery.state == DeliveryState.CLAIMED)
    count = len(tx.execute(update(Delivery).where(*mine).values(values).returning(Delivery.id)).all())
    metrics.DELIVERIES.labels(claim.channel, str(values["state"])).inc(count)
    _after(tx, actor, claim, outcome)


def keep_in_tray(tx: Tx, actor: Actor, claim: Claim) -> None:
    """The mail can be read in the outbox page; it counts as sent."""
    words = claim.message.words
    person_id = queries.get_reader_of(tx, actor, claim.message.id)
    statement = insert(TrayMail).values(
        id=claim.message.id,
        person_id=person_id,
        address=claim.message.address,
        subject=words.subject[:300],
        text=words.text,
        link=words.link[:600],
        at=clock.now(),
    )
    tx.execute(statement.on_conflict_do_nothing())
    record_outcome(tx, actor, claim, outcome=Sent())


def note_away(tx: Tx, actor: Actor, channel: ChannelCode, *, words: str) -> None:
    """The channel does not answer: it is left alone for a while, longer each time."""
    row = queries.list_channel_health(tx, actor)[channel]
    failures, now = row.failures + 1, clock.now()
    values = {"failures": failures, "open_until": now + circuit(failures), "error": words[:500], "failed_at": now}
    tx.execute(update(ChannelHealth).where(ChannelHealth.channel == channel).values(values))
    log.warning("channel.away", channel=channel, failures=failures)


def forget_old(tx: Tx, _actor: Actor) -> None:
    """Kept mails are gone after a month, deliveries that have come to their end after two years. Notices stay."""
    now = clock.now()
    tx.execute(delete(TrayMail).where(TrayMail.at < now - TRAY_KEPT))
    over = Delivery.state.in_((DeliveryState.SENT, DeliveryState.WITHDRAWN))
    tx.execute(delete(Delivery).where(Delivery.created_at < now - DELIVERIES_KEPT, over))


def _is_held(tx: Tx, actor: Actor) -> bool:
    return outbound().held or queries.get_hold(tx, actor).held_at is not None


def _void_stale(tx: Tx, channel: ChannelCode) -> None:
    stale = (
        Delivery.channel == channel,
        Delivery.state == DeliveryState.CLAIMED,
        Delivery.claimed_at < clock.now() - LEASE,
    )
    over = Delivery.tries >= MAX_TRIES
    statement = update(Delivery).where(*stale)
    tx.execute(
        statement.values(
            state=case((over, DeliveryState.FAILED), else_=DeliveryState.WAITING),
            error=case((over, INTERRUPTED), else_=Delivery.error),
            claimed_at=None,
        )
    )


def _hold_due(tx: Tx, channel: ChannelCode) -> None:
    due = (Delivery.channel == channel, Delivery.state == DeliveryState.WAITING, Delivery.due_at <= clock.now())
    held = len(tx.execute(update(Delivery).where(*due).values(state=DeliveryState.HELD).returning(Delivery.id)).all())
    metrics.DELIVERIES.labels(channel, DeliveryState.HELD.value).inc(held)


def _composed(tx: Tx, actor: Actor, rows: Sequence[Delivery]) -> tuple[Sequence[Delivery], Message | None, str]:
    """The deliveries that are still wanted, their message, and why the others are not."""
    first, notices, reader = rows[0], [row.notice_id for row in rows], actor
    if first.person_id is not None:
        if not accounts.list_mail_addresses(tx, actor, [first.person_id]):
            return (), None, GONE["person"]
        reader = queries.get_reader(tx, actor, first.person_id, notices=notices)
    items = queries.list_claimed(tx, reader, notices, for_digest=first.digest)
    kept = [row for row in rows if row.notice_id in items]
    message = _message(tx, actor, kept, items) if kept else None
    return (kept, message, GONE["sight"]) if message is not None or not kept else ((), None, GONE["address"])


def _message(tx: Tx, actor: Actor, kept: Sequence[Delivery], items: Mapping[UUID, Item]) -> Message | None:
    """The message of these deliveries in the words of its reader; None when there is nowhere to send it."""
    first = kept[0]
    address, devices, language = "", tuple[Device, ...](), "ja"
    if first.person_id is None:
        address = (queries.find_webhook_address(tx, actor, first.webhook_id) or "") if first.webhook_id is not None else ""
    else:
        language = queries.get_wishes_of(tx, actor, first.person_id).language
        if first.channel == "mail":
            address = accounts.list_mail_addresses(tx, actor, [first.person_id]).get(first.person_id) or ""
        else:
            found = queries.list_devices(tx, actor, first.person_id)
            devices = tuple(Device(one.id, one.endpoint, one.key, one.auth) for one in found)
    if not address and not devices:
        return None
    said = [items[row.notice_id] for row in kept]
    words = compose(said, language=language, base_url=outbound().base_url, digest=first.digest, now=clock.now())
    urgent = any(item.importance in {"high", "critical"} for item in said)
    return Message(first.message_id or first.id, words, urgent, address, devices)


def _claim(tx: Tx, message_id: UUID, ids: Sequence[UUID], tries: int) -> None:
    values = {"state": DeliveryState.CLAIMED, "claimed_at": clock.now(), "tries": tries}
    same = {"message_id": message_id, "bundle": str(message_id)}
    tx.execute(update(Delivery).where(Delivery.id.in_(ids)).values({**values, **same}))


def _end(tx: Tx, channel: ChannelCode, ids: Sequence[UUID], end: tuple[DeliveryState, str]) -> None:
    state, reason = end
    tx.execute(update(Delivery).where(Delivery.id.in_(ids)).values(state=state, error=reason))
    metrics.DELIVERIES.labels(channel, state.value).inc(len(ids))


def _after(tx: Tx, actor: Actor, claim: Claim, outcome: Sent | SendRefused | SendLater | ChannelAway) -> None:
    health = queries.list_channel_health(tx, actor)[claim.channel]
    mine = update(ChannelHealth).where(ChannelHealth.channel == claim.channel)
    if not isinstance(outcome, ChannelAway) and outcome.gone:
        tx.execute(delete(PushDevice).where(PushDevice.id.in_(outcome.gone)))
    if isinstance(outcome, Sent):
        if claim.message.devices:
            still = [one.id for one in claim.message.devices if one.id not in outcome.gone]
            tx.execute(update(PushDevice).where(PushDevice.id.in_(still)).values(used_at=clock.now()))
        # Not at each of thousands of messages: a minute is exact enough.
        if health.failures or health.ok_at is None or health.ok_at < clock.now() - timedelta(minutes=1):
            tx.execute(mine.values(failures=0, open_until=None, error=None, ok_at=clock.now()))
    elif isinstance(outcome, SendLater):
        if health.failures + 1 >= FAILURES_TO_OPEN:
            note_away(tx, actor, claim.channel, words=str(outcome))
        else:
            tx.execute(mine.values(failures=health.failures + 1, error=str(outcome)[:500], failed_at=clock.now()))
