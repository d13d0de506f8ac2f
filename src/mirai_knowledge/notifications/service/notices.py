"""Tell people something, and mark what one has read."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject, tag
from mirai_knowledge.kernel import clock, listening, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.events import NoticeCreated
from mirai_knowledge.notifications.model import Notice, NoticeId
from mirai_knowledge.notifications.policy import P_020, visible_to
from mirai_knowledge.notifications.schemas.notices import NewNotice
from mirai_knowledge.notifications.service.planning import plan_deliveries

NOTICES_SENT = tag("notice.sent", "お知らせを送った")
NOTICE_READ = tag("notice.read", "お知らせを読んだ")
NOTICES_READ = tag("notice.all_read", "お知らせをすべて既読にした")
LIVE = "mks_notices"
"""The channel on which open pages hear that something changed for their person."""


def notify(tx: Tx, actor: Actor, notice: NewNotice, *, to: Sequence[PersonId]) -> tuple[NoticeId, ...]:
    """Each of these people has the notice, once; returns the notices in the order of the people. Emits NoticeCreated.

    Mail, Teams and push are planned as their readers want it. Thousands of people cost a handful of statements.
    """
    told = {person_id: NoticeId(new_id()) for person_id in to}
    if not told:
        return ()
    same = {
        **notice.model_dump(include={"kind", "title", "body", "link", "stream", "importance", "why"}),
        "subject_kind": notice.about.kind if notice.about else None,
        "subject_id": notice.about.id if notice.about else None,
        "created_at": clock.now(),
    }
    tx.execute(insert(Notice), [{"id": notice_id, "person_id": person_id, **same} for person_id, notice_id in told.items()])
    audit.record(tx, actor, NOTICES_SENT, None, detail={"kind": notice.kind, "people": len(told)})
    outbox.emit(tx, NoticeCreated(notice_id=next(iter(told.values())), people=len(told)))
    plan_deliveries(tx, actor, notice, told=told)
    listening.tell(tx, LIVE, (person_id.hex for person_id in told))
    return tuple(told.values())


def mark_read(tx: Tx, actor: Actor, notice_id: UUID) -> None:
    """The notice is read; reading it again changes nothing. Raises NoticeNotFound for other people's."""
    row = queries.get_notice(tx, actor, notice_id)
    if row.read(clock.now()):
        audit.record(tx, actor, NOTICE_READ, Subject("notice", row.id))
        listening.tell(tx, LIVE, [row.person_id.hex])


def mark_all_read(tx: Tx, actor: Actor) -> int:
    """None of the actor's notices is unread; returns how many were."""
    require(actor, P_020)
    statement = update(Notice).where(visible_to(actor), Notice.read_at.is_(None)).values(read_at=clock.now())
    count = len(tx.execute(statement.returning(Notice.id)).all())
    if count and actor.person_id is not None:
        audit.record(tx, actor, NOTICES_READ, None, detail={"count": count})
        listening.tell(tx, LIVE, [actor.person_id.hex])
    return count
