"""Which channels take a notice to whom, and when: planned for all its people at once."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.log import current_request_id
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.model import Delivery, DeliveryState, NoticeId
from mirai_knowledge.notifications.policy.planning import MERGE_WITHIN, RANKS, Plan, plan
from mirai_knowledge.notifications.queries.sending import Reachable
from mirai_knowledge.notifications.schemas.channels import ChannelCode
from mirai_knowledge.notifications.schemas.notices import NewNotice

DIGEST = "digest"


def plan_deliveries(tx: Tx, actor: Actor, notice: NewNotice, *, told: Mapping[PersonId, NoticeId]) -> int:
    """Each channel that a person wants for this notice has a delivery, and each group in Teams that takes it; how many.

    A repeat of what the person was told a short while ago waits, to leave with further repeats as one message.
    """
    now, topic = clock.now(), _topic(notice)
    reachable = queries.list_plannable(tx, actor, told)
    recent: Mapping[tuple[PersonId, str], datetime] = {}
    if topic is not None and reachable:
        recent = queries.list_recent_topics(tx, actor, topic, people=told, within=MERGE_WITHIN)
    rows = []
    for one in reachable:
        for channel in one.channels:
            planned = plan(one.wishes, channel, now, stream=notice.stream, importance=notice.importance)
            if planned is not None:
                planned = _after(recent.get((one.person_id, channel)), planned, now)
                rows.append(_row(notice, planned, one, channel) | {"notice_id": told[one.person_id], "topic": topic})
    first = next(iter(told.values()))
    groups = queries.list_webhooks_for(tx, actor, notice.importance, project_id=notice.project_id, for_all=notice.for_all)
    card = {"notice_id": first, "topic": None}
    rows += [_row(notice, Plan(now), None, "teams") | card | {"webhook_id": group.id} for group in groups]
    for row in rows:
        row["bundle"] = DIGEST if row["digest"] else row["topic"] or str(row["id"])
    if rows:
        tx.execute(insert(Delivery), rows)
    return len(rows)


def _row(notice: NewNotice, planned: Plan, one: Reachable | None, channel: ChannelCode) -> dict[str, object]:
    return {
        "id": new_id(),
        "person_id": one.person_id if one is not None else None,
        "webhook_id": None,
        "channel": channel,
        "state": DeliveryState.WAITING,
        "digest": planned.digest,
        "rank": RANKS[notice.importance],
        "tries": 0,
        "due_at": planned.due_at,
        "created_at": clock.now(),
        "request_id": current_request_id(),
    }


def _topic(notice: NewNotice) -> str | None:
    """What repeats have in common; nothing where each stands for itself, and an emergency never waits for another one."""
    if notice.importance == "critical":
        return None
    subject: UUID | str | None = notice.about.id if notice.about is not None else notice.link
    if subject is None:
        return None
    # Tasks of one site are about that site all of them: what is said tells them apart.
    said = hashlib.blake2b(notice.title.encode(), digest_size=8).hexdigest()
    return f"{notice.kind}|{said}|{subject}"[:160]


def _after(recent: datetime | None, planned: Plan, now: datetime) -> Plan:
    if recent is None or planned.digest:
        return planned
    together = recent if recent > now else recent + MERGE_WITHIN
    return Plan(max(planned.due_at, together))
