"""The verbs of notices: tell people something, and mark what one has read."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject, tag
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.events import NoticeCreated
from mirai_knowledge.notifications.model import Notice, NoticeId
from mirai_knowledge.notifications.policy import P_020, visible_to
from mirai_knowledge.notifications.schemas import NewNotice

NOTICES_SENT = tag("notice.sent", "お知らせを送った")
NOTICE_READ = tag("notice.read", "お知らせを読んだ")
NOTICES_READ = tag("notice.all_read", "お知らせをすべて既読にした")


def notify(tx: Tx, actor: Actor, notice: NewNotice, *, to: Sequence[PersonId]) -> tuple[NoticeId, ...]:
    """Each of these people has the notice, once; returns the notices in the order of the people. Emits NoticeCreated for each."""
    rows = [
        Notice(
            id=NoticeId(new_id()),
            person_id=person_id,
            kind=notice.kind,
            title=notice.title,
            body=notice.body,
            link=notice.link,
            subject_kind=notice.about.kind if notice.about else None,
            subject_id=notice.about.id if notice.about else None,
            created_at=clock.now(),
        )
        for person_id in dict.fromkeys(to)
    ]
    if not rows:
        return ()
    tx.add_all(rows)
    tx.flush()  # somebody who does not exist must surface here, before events speak of the notices
    audit.record(tx, actor, NOTICES_SENT, None, detail={"kind": notice.kind, "people": len(rows)})
    for row in rows:
        outbox.emit(tx, NoticeCreated(notice_id=row.id, person_id=row.person_id))
    return tuple(row.id for row in rows)


def mark_read(tx: Tx, actor: Actor, notice_id: UUID) -> None:
    """The notice is read; reading it again changes nothing. Raises NoticeNotFound for other people's."""
    row = queries.get_notice(tx, actor, notice_id)
    if row.read(clock.now()):
        audit.record(tx, actor, NOTICE_READ, Subject("notice", row.id))


def mark_all_read(tx: Tx, actor: Actor) -> int:
    """None of the actor's notices is unread; returns how many were."""
    require(actor, P_020)
    statement = update(Notice).where(visible_to(actor), Notice.read_at.is_(None)).values(read_at=clock.now())
    count = len(tx.execute(statement.returning(Notice.id)).all())
    if count:
        audit.record(tx, actor, NOTICES_READ, None, detail={"count": count})
    return count
