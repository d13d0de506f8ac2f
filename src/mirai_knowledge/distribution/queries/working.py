"""What the verbs and machine work read: rows to be changed, and whom something concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Select, func, literal, select, update

from mirai_knowledge.accounts import policy as people
from mirai_knowledge.distribution.errors import DistributionNotFound, QuestionNotFound, ReceiptNotFound
from mirai_knowledge.distribution.model import (
    Distribution,
    DistributionRule,
    LeftOut,
    MorningMeeting,
    Receipt,
    ReceiptQuestion,
    State,
)
from mirai_knowledge.distribution.policy import (
    SEND,
    asked_of,
    is_done,
    left_out,
    recipients,
    to_reopen,
    visible_to,
)
from mirai_knowledge.distribution.policy.seeing import Profiles, Recipients
from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents.model import Document, GrantReason
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import policy as projects

Counts: TypeAlias = dict[PersonId, int]
MISSING = "この配信は見つかりません。移動・削除されたか、見られる範囲にありません。"
MISSING_RECEIPT = "この必読は見つかりません。取りやめられたか、新しい版で改めて配信されています。一覧を開き直してください。"


@dataclass(frozen=True, slots=True)
class Asked:
    """A distribution and its document."""

    distribution_id: UUID
    document: Document


def find_locked(tx: Tx, _actor: Actor, distribution_id: UUID) -> Distribution | None:
    """A distribution, locked, for machine work."""
    statement = select(Distribution).where(Distribution.id == distribution_id).with_for_update()
    return tx.scalars(statement.execution_options(populate_existing=True)).first()


def get_locked(tx: Tx, actor: Actor, distribution_id: UUID) -> Distribution:
    """A distribution that the actor sees, locked; raises DistributionNotFound."""
    statement = select(Distribution).where(Distribution.id == distribution_id, visible_to(actor)).with_for_update()
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise DistributionNotFound(MISSING)
    return row


def get_asked(tx: Tx, actor: Actor, receipt_id: UUID) -> tuple[Receipt, Distribution]:
    """A receipt that asks the actor now, locked, and its distribution; raises ReceiptNotFound."""
    statement = (
        select(Receipt, Distribution)
        .join(Distribution, Distribution.id == Receipt.distribution_id)
        .where(Receipt.id == receipt_id, asked_of(actor))
        .with_for_update(of=Receipt)
    )
    row = tx.execute(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise ReceiptNotFound(MISSING_RECEIPT)
    return row[0], row[1]


def list_same_asked(tx: Tx, actor: Actor, distribution: Distribution) -> tuple[Receipt, ...]:
    """The actor's other receipts for the same document that have no questions to answer and are not confirmed, locked."""
    held = (
        Distribution.document_id == distribution.document_id,
        Distribution.id != distribution.id,
        Distribution.questions == literal([], Distribution.questions.type),
        Receipt.reply.is_(None),
    )
    joined = select(Receipt).join(Distribution, Distribution.id == Receipt.distribution_id)
    return tuple(tx.scalars(joined.where(asked_of(actor), *held).with_for_update(of=Receipt)))


def get_question(tx: Tx, actor: Actor, question_id: UUID) -> tuple[ReceiptQuestion, Receipt, Distribution]:
    """A question about a distribution whose document the actor sees, locked; raises QuestionNotFound."""
    sees = documents_policy.sees_document(actor, Distribution.document_id.expression)
    statement = (
        select(ReceiptQuestion, Receipt, Distribution)
        .join(Receipt, Receipt.id == ReceiptQuestion.receipt_id)
        .join(Distribution, Distribution.id == Receipt.distribution_id)
        .where(ReceiptQuestion.id == question_id, sees)
        .with_for_update(of=ReceiptQuestion)
    )
    row = tx.execute(statement).first()
    if row is None:
        raise QuestionNotFound("この質問は見つかりません。一覧を開き直してください。")
    return row[0], row[1], row[2]


def find_meeting(tx: Tx, _actor: Actor, meeting_id: UUID) -> MorningMeeting | None:
    """A morning meeting by its id, for a device that sends it again."""
    return tx.get(MorningMeeting, meeting_id)


def list_rules(tx: Tx, _actor: Actor) -> tuple[DistributionRule, ...]:
    """The table of rules, in its order."""
    return tuple(tx.scalars(select(DistributionRule).order_by(DistributionRule.position)))


def list_reopenable(tx: Tx, _actor: Actor, document: Document, *, edition_id: UUID) -> tuple[UUID, ...]:
    """The receipts of those who confirmed an older edition and are to be asked again."""
    return tuple(tx.scalars(to_reopen(document, edition_id)))


def list_asked_people(tx: Tx, _actor: Actor, distribution_id: UUID, *, open_only: bool = False) -> tuple[PersonId, ...]:
    """The recipients; with `open_only` those who are not done."""
    statement = select(Receipt.person_id).join(Distribution, Distribution.id == Receipt.distribution_id)
    statement = statement.where(Receipt.distribution_id == distribution_id, Receipt.is_current)
    if open_only:
        statement = statement.where(~is_done())
    return tuple(tx.scalars(statement.order_by(Receipt.person_id)))


def list_unread(tx: Tx, _actor: Actor, asked: Asked, *, at: datetime, late: bool) -> tuple[PersonId, ...]:
    """Those who are not done and still read the document, once each: with `late` those whose time is over, who carry the
    mark of it from now on; else the others, who carry the mark of a reminder.
    """
    column = Receipt.late_at if late else Receipt.reminded_at
    ripe = Receipt.due_at <= at if late else Receipt.due_at > at
    held = (
        Receipt.distribution_id == asked.distribution_id,
        Receipt.is_current,
        column.is_(None),
        ripe,
        documents_policy.reads_document(Receipt.person_id.expression, asked.document),
    )
    not_done = select(Receipt.id).join(Distribution, Distribution.id == Receipt.distribution_id).where(*held, ~is_done())
    marked = update(Receipt).where(Receipt.id.in_(not_done)).values({column.key: at}).returning(Receipt.person_id)
    return tuple(sorted(tx.execute(marked.execution_options(synchronize_session=False)).scalars()))


def list_late_by_manager(
    tx: Tx, _actor: Actor, document: Document, *, distribution_id: UUID, at: datetime
) -> dict[PersonId, int]:
    """How many of those marked late just now each site manager has, of managers who may see the board."""
    late = select(Receipt.person_id).where(Receipt.distribution_id == distribution_id, Receipt.is_current, Receipt.late_at == at)
    over = projects.managers_over().subquery("over")
    held = (
        over.c.person_id.in_(late),
        over.c.manager_id.in_(people.holders_of(SEND)),
        documents_policy.reads_document(over.c.manager_id, document),
    )
    counted = select(over.c.manager_id, func.count(over.c.person_id.distinct())).where(*held).group_by(over.c.manager_id)
    return {row[0]: row[1] for row in tx.execute(counted.order_by(over.c.manager_id))}


def get_late_without_manager(tx: Tx, _actor: Actor, document: Document, *, distribution_id: UUID, at: datetime) -> int:
    """How many of those marked late just now have no site manager who could be told."""
    over = projects.managers_over().subquery("over")
    told = select(over.c.person_id).where(
        over.c.manager_id.in_(people.holders_of(SEND)), documents_policy.reads_document(over.c.manager_id, document)
    )
    held = (Receipt.distribution_id == distribution_id, Receipt.is_current, Receipt.late_at == at)
    return tx.scalar(select(func.count()).select_from(Receipt).where(*held, Receipt.person_id.not_in(told))) or 0


def list_seeing(tx: Tx, _actor: Actor, document: Document, people_ids: Sequence[UUID | None]) -> tuple[PersonId, ...]:
    """Those of these people who read the document now, in the same order."""
    wanted = [PersonId(key) for key in dict.fromkeys(people_ids) if key is not None]
    row = people.profiles_of(people.these_people(wanted)).subquery("profile")
    seeing = set(tx.scalars(select(row.c.id).where(documents_policy.reads_document(row.c.id, document)))) if wanted else set()
    return tuple(key for key in wanted if key in seeing)


def list_living(tx: Tx, _actor: Actor, document_id: UUID) -> tuple[Distribution, ...]:
    """The distributions of a document that ask for confirmation and were not cancelled, locked, the oldest first."""
    held = (Distribution.document_id == document_id, Distribution.state == State.SENT, Distribution.confirm)
    statement = select(Distribution).where(*held).order_by(Distribution.created_at, Distribution.id).with_for_update()
    return tuple(tx.scalars(statement.execution_options(populate_existing=True)))


def get_sets(
    _tx: Tx, _actor: Actor, document: Document, *, reached: people.PeopleSet, distribution: Distribution
) -> tuple[Recipients, Profiles, Select[UUID, PersonId, str]]:
    """Who is asked, who is left out, and whom the document is opened to, each as a select to insert from."""
    asked = recipients(document, reached, open_to_hidden=distribution.open_to_hidden).subquery("each")
    to_ask = select(asked).where(asked.c.id.is_distinct_from(distribution.sender_id))
    out = left_out(document, reached, open_to_hidden=distribution.open_to_hidden).subquery("each")
    missed = select(literal(distribution.id, LeftOut.distribution_id.type), out.c.id, out.c.name, out.c.sort_key, out.c.company)
    hidden = select(literal(document.id, Document.id.type), asked.c.id, literal(GrantReason.DISTRIBUTION.value))
    is_hidden = (asked.c.hidden, asked.c.id.is_distinct_from(distribution.sender_id))
    return to_ask, missed.where(out.c.id.is_distinct_from(distribution.sender_id)), hidden.where(*is_hidden)


def get_let_in(_tx: Tx, _actor: Actor, distribution: Distribution) -> Select[PersonId]:
    """The recipients of a cancelled distribution whom no other living one opened the document to, as a select."""
    other = (
        Distribution.document_id == distribution.document_id,
        Distribution.state == State.SENT,
        Distribution.open_to_hidden,
        Distribution.id != distribution.id,
    )
    kept = select(Receipt.person_id).join(Distribution, Distribution.id == Receipt.distribution_id).where(*other)
    return select(Receipt.person_id).where(Receipt.distribution_id == distribution.id, Receipt.person_id.not_in(kept))
