"""Hold everything that would leave the house, release it, or drop it."""

from sqlalchemy import update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import tag
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.errors import HeldBySetting
from mirai_knowledge.notifications.model import Delivery, DeliveryState
from mirai_knowledge.notifications.policy import HOLD_ALL
from mirai_knowledge.notifications.schemas.channels import outbound

HELD = tag("outbound.held", "すべての送信を保留した")
RELEASED = tag("outbound.released", "保留していた送信を再開した")
DROPPED = tag("outbound.dropped", "保留していた送信を捨てた")


def hold_all(tx: Tx, actor: Actor, why: str) -> None:
    """Nothing leaves the house until it is released; what is due is counted and shown. Rule P-233.

    Holding again changes nothing.
    """
    require(actor, HOLD_ALL)
    row = queries.get_hold(tx, actor)
    if row.held_at is not None:
        return
    row.held_at, row.held_by, row.why = clock.now(), actor.name[:100], why[:300]
    audit.record(tx, actor, HELD, None, detail={"why": row.why})


def release_all(tx: Tx, actor: Actor) -> int:
    """What was held is sent, and whatever comes; returns how many were held. Rule P-233; raises HeldBySetting."""
    require(actor, HOLD_ALL)
    if outbound().held:
        raise HeldBySetting("設定 MKS_OUTBOUND=held を外してシステムを再起動すると、送信を再開できます。")
    row = queries.get_hold(tx, actor)
    was_held = row.held_at is not None
    row.held_at, row.held_by, row.why = None, "", ""
    held = update(Delivery).where(Delivery.state == DeliveryState.HELD)
    count = len(tx.execute(held.values(state=DeliveryState.WAITING).returning(Delivery.id)).all())
    if was_held or count:
        audit.record(tx, actor, RELEASED, None, detail={"count": count})
    return count


def drop_held(tx: Tx, actor: Actor) -> int:
    """What was held will not be sent; returns how many. The hold itself stays. Rule P-233."""
    require(actor, HOLD_ALL)
    held = update(Delivery).where(Delivery.state == DeliveryState.HELD)
    values = {"state": DeliveryState.WITHDRAWN, "error": "保留中に管理者が捨てました。"}
    count = len(tx.execute(held.values(values).returning(Delivery.id)).all())
    if count:
        audit.record(tx, actor, DROPPED, None, detail={"count": count})
    return count
