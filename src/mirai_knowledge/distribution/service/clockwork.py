"""What happens by itself: reminders, escalation, and asking again for what has changed."""

from uuid import UUID

from sqlalchemy import insert, update

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.distribution import queries
from mirai_knowledge.distribution.events import DistributionLate, ReceiptsReopened
from mirai_knowledge.distribution.model import Distribution, Receipt, Reply, State
from mirai_knowledge.distribution.policy import AGAIN_COLUMNS, asked_again, due_after
from mirai_knowledge.distribution.schemas import tags
from mirai_knowledge.distribution.schemas.shapes import Due
from mirai_knowledge.distribution.service.sending import MACHINE, day, plan, title_of
from mirai_knowledge.distribution.service.telling import SUBJECT, Said, tell, to_readers
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.schemas.kinds import kind_of
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def remind(tx: Tx, actor: Actor, distribution_id: UUID) -> None:
    """Those who are not done know that the time is nearly over, once each."""
    row = _sent(tx, actor, distribution_id)
    if row is None:
        return
    document, _ = documents.get_document(tx, MACHINE, row.document_id)
    people = queries.list_unread(tx, actor, queries.Asked(row.id, document), at=clock.now(), late=False)
    if not people:
        return
    said = Said(
        "distribution.reminder", "確認の期限が近づいています:", f"期限: {day(row.due_at)}\n{row.message}", way=to_readers(row)
    )
    tell(tx, actor, (document, title_of(tx, row)), said=said, to=people)
    after: Recorded = {"distribution_id": row.id, "people": len(people)}
    audit.record(tx, actor, tags.REMINDED, Subject(SUBJECT, document.id), after=after)


def escalate(tx: Tx, actor: Actor, distribution_id: UUID) -> None:
    """The site managers of those who are late know it, and so does the sender, once; where no manager can be told, the one
    who looks after the document.
    """
    row = _sent(tx, actor, distribution_id)
    if row is None:
        return
    now = clock.now()
    document, _ = documents.get_document(tx, MACHINE, row.document_id)
    people = queries.list_unread(tx, actor, queries.Asked(row.id, document), at=now, late=True)
    if not people:
        return
    about, link = (document, title_of(tx, row)), f"/distributions/{row.id}?stands=late"
    late = Said(
        "distribution.late_own", "確認の期限を過ぎました:", f"期限: {day(row.due_at)}\nまだ確認できます。", way=to_readers(row)
    )
    tell(tx, actor, about, said=late, to=people)
    managers = queries.list_late_by_manager(tx, actor, document, distribution_id=row.id, at=now)
    for manager, count in managers.items():
        body = f"あなたの現場の {count}人が、期限（{day(row.due_at)}）までに確認していません。"
        tell(tx, actor, about, said=Said("distribution.late", "未確認の人がいます:", body, link), to=[manager])
    orphans = queries.get_late_without_manager(tx, actor, document, distribution_id=row.id, at=now)
    fallback: list[UUID | None] = [row.sender_id]
    if orphans or row.sender_id is None:
        fallback.append(document.owner_id)
    body = f"{len(people)}人が、期限（{day(row.due_at)}）までに確認していません。"
    body += f"\nうち {orphans}人には、知らせる所長がいません。" if orphans else ""
    to = [key for key in queries.list_seeing(tx, actor, document, fallback) if key not in managers]
    tell(tx, actor, about, said=Said("distribution.late", "未確認の人がいます:", body, link), to=to)
    after: Recorded = {"distribution_id": row.id, "people": len(people)}
    audit.record(tx, actor, tags.LATE, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, DistributionLate(distribution_id=row.id))


def reopen(tx: Tx, actor: Actor, edition_id: UUID, *, document_id: UUID) -> None:
    """What came into force is what people are asked to read from now on. A material edition asks those again who confirmed
    an older one, with the usual time; an editorial one asks nobody who is done,
    and neither does the next save of a record.
    """
    document, _ = documents.get_locked(tx, MACHINE, document_id)
    edition = documents.find_in_force(tx, actor, document.id)
    if edition is None or edition.id != edition_id:
        return
    living = queries.list_living(tx, actor, document.id)
    if not living:
        return
    again: dict[UUID, int] = {}
    material = edition.is_material and kind_of(document.kind).drafted
    if material:
        again = _ask_again(tx, actor, document, edition=edition, living={row.id: row for row in living})
    ids = [row.id for row in living]
    waiting = (Receipt.distribution_id.in_(ids), Receipt.is_current, Receipt.edition_id != edition.id)
    not_read = Receipt.reply.is_(None) | (Receipt.reply != Reply.READ)
    fresh = {"edition_id": edition.id, **({"opened_at": None} if material else {})}
    tx.execute(update(Receipt).where(*waiting, not_read).values(**fresh).execution_options(synchronize_session=False))
    for distribution_id, count in again.items():
        after: Recorded = {"distribution_id": distribution_id, "edition_id": edition.id, "people": count}
        audit.record(tx, actor, tags.REOPENED, Subject(SUBJECT, document.id), after=after)
        outbox.emit(tx, ReceiptsReopened(distribution_id=distribution_id))


def _ask_again(
    tx: Tx, actor: Actor, document: Document, *, edition: Edition, living: dict[UUID, Distribution]
) -> dict[UUID, int]:
    ids = queries.list_reopenable(tx, actor, document, edition_id=edition.id)
    if not ids:
        return {}
    now, time = clock.now(), accounts.get_working_time(tx, actor)
    was = update(Receipt).where(Receipt.id.in_(ids)).values(is_current=False).returning(Receipt.distribution_id)
    found = tx.execute(was.execution_options(synchronize_session=False)).scalars().all()
    counts: dict[UUID, int] = {distribution_id: found.count(distribution_id) for distribution_id in dict.fromkeys(found)}
    shortest = min((_due(living[key]) for key in counts), key=lambda wish: due_after(wish, edition.importance, now, time))
    due_at = due_after(shortest, edition.importance, now, time)
    rows = asked_again(ids, edition_id=edition.id, at=now, due_at=due_at)
    people = tx.execute(insert(Receipt).from_select(AGAIN_COLUMNS, rows).returning(Receipt.person_id)).scalars().all()
    for distribution_id in counts:
        living[distribution_id].due_at = due_at
        plan(tx, living[distribution_id])
    body = f"変わったところだけを読んで、もう一度確認してください。\n改訂の理由: {edition.reason or ''}\n期限: {day(due_at)}"
    newest = living[next(iter(counts))]
    said = Said("distribution.again", "改訂されました。もう一度確認してください:", body, way=to_readers(newest))
    tell(tx, actor, (document, edition.title), said=said, to=sorted(people))
    return counts


def _due(row: Distribution) -> Due | None:
    return Due.model_validate(row.due) if row.due is not None else None


def _sent(tx: Tx, actor: Actor, distribution_id: UUID) -> Distribution | None:
    row = queries.find_locked(tx, actor, distribution_id)
    return row if row is not None and row.state == State.SENT else None
