"""Who sees which distribution and which receipt, and which receipts stand how. Conditions of SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, cast, false, func, literal, not_, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from mirai_knowledge.accounts import policy as accounts
from mirai_knowledge.accounts.policy import PeopleSet
from mirai_knowledge.distribution.model import Distribution, Receipt, Reply, State
from mirai_knowledge.distribution.schemas.commands import Filter
from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import policy as projects

SEND = accounts.DISTRIBUTION_SEND.code
Profiles: TypeAlias = Select[PersonId, str, str, str | None, str | None]
Recipients: TypeAlias = Select[PersonId, str, str, str | None, str | None, bool]
NewReceipts: TypeAlias = Select[UUID, PersonId]
"""Rows to insert: a new id, the person, and what else a receipt has."""


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Distributions of documents that the actor sees, for holders of the right to send. Rule P-201."""
    if actor.everything:
        return true()
    if not actor.may(SEND):
        return false()
    return documents.sees_document(actor, Distribution.document_id.expression)


def met_by(actor: Actor) -> ColumnElement[bool]:
    """Distributions that the actor may bring to a morning meeting: sent ones, of documents they see. Rule P-208."""
    if not documents.is_internal(actor):
        return false()
    return and_(Distribution.state == State.SENT, documents.sees_document(actor, Distribution.document_id.expression))


def asked_of(actor: Actor) -> ColumnElement[bool]:
    """Receipts that ask the actor now: of living distributions, as long as the document is seen. Rule P-203."""
    if actor.person_id is None:
        return false()
    mine = and_(Receipt.person_id == actor.person_id, Receipt.is_current, Distribution.state == State.SENT)
    return and_(mine, documents.sees_document(actor, Distribution.document_id.expression))


def is_done() -> ColumnElement[bool]:
    """Confirmed; where nothing is to be confirmed, opened. Asked beside the receipt's distribution."""
    opened = and_(not_(Distribution.confirm), Receipt.opened_at.is_not(None))
    return or_(func.coalesce(Receipt.reply, "") == Reply.READ, opened)


def done_at() -> ColumnElement[datetime | None]:
    """When it was done, of one that is done."""
    return func.coalesce(Receipt.answered_at, Receipt.opened_at)


def is_late() -> ColumnElement[bool]:
    """Done too late, or not done though the time is over."""
    return or_(and_(not_(is_done()), Receipt.due_at <= clock.now()), and_(is_done(), done_at() > Receipt.due_at))


def standing(wanted: Filter) -> ColumnElement[bool]:
    """The receipts that stand so."""
    return {
        "all": true(),
        "unopened": Receipt.opened_at.is_(None),
        "unconfirmed": not_(is_done()),
        "confirmed": is_done(),
        "late": is_late(),
        "unclear": func.coalesce(Receipt.reply, "") == Reply.UNCLEAR,
    }[wanted]


def recipients(document: Document, people: PeopleSet, *, open_to_hidden: bool) -> Recipients:
    """`id`, `name`, `sort_key`, `company`, `department` and `hidden` of those of the people who would be asked."""
    row = accounts.profiles_of(people).subquery("profile")
    reads = documents.reads_document(row.c.id, document)
    asked = documents.may_read_at_all(row.c.id) if open_to_hidden else reads
    return select(row, not_(reads).label("hidden")).where(asked)


def left_out(document: Document, people: PeopleSet, *, open_to_hidden: bool) -> Profiles:
    """`id`, `name`, `sort_key`, `company` and `department` of those of the people from whom the document stays hidden."""
    row = accounts.profiles_of(people).subquery("profile")
    asked = documents.may_read_at_all(row.c.id) if open_to_hidden else documents.reads_document(row.c.id, document)
    return select(row).where(not_(asked))


def new_receipts(distribution: Distribution, asked: Recipients) -> NewReceipts:
    """The rows of receipts for these recipients, in the order of `RECEIPT_COLUMNS`."""
    row = asked.subquery("asked")
    fixed = (
        cast(literal(str(distribution.id)), Uuid),
        cast(literal(str(distribution.edition_id)), Uuid),
        literal(True),
        literal(distribution.due_at),
        literal(distribution.sent_at),
    )
    found = select(func.gen_random_uuid(), row.c.id, row.c.name, row.c.sort_key, row.c.company, row.c.department, *fixed)
    if distribution.rule_no is None:
        return found
    # What a rule sends doubles nothing: whoever is asked already for this edition is not asked again.
    asked_already = (
        select(Receipt.person_id)
        .join(Distribution, Distribution.id == Receipt.distribution_id)
        .where(
            Distribution.document_id == distribution.document_id,
            Distribution.state == State.SENT,
            Receipt.is_current,
            Receipt.edition_id == distribution.edition_id,
        )
    )
    return found.where(row.c.id.not_in(asked_already))


RECEIPT_COLUMNS = (
    "id",
    "person_id",
    "name",
    "sort_key",
    "company",
    "department",
    "distribution_id",
    "edition_id",
    "is_current",
    "due_at",
    "delivered_at",
)


def asked_again(ids: Sequence[UUID], *, edition_id: UUID, at: datetime, due_at: datetime) -> NewReceipts:
    """The rows of receipts that ask anew those whose receipts these are, in the order of `AGAIN_COLUMNS`."""
    kept = (Receipt.person_id, Receipt.name, Receipt.sort_key, Receipt.company, Receipt.department, Receipt.distribution_id)
    fixed = (cast(literal(str(edition_id)), Uuid), literal(True), literal(due_at), literal(at))
    return select(func.gen_random_uuid(), *kept, *fixed, Receipt.edition_id).where(Receipt.id.in_(ids))


AGAIN_COLUMNS = (*RECEIPT_COLUMNS, "changed_from")


def living_of(document_id: UUID) -> Select[UUID]:
    """The distributions of a document that ask for confirmation and were not cancelled."""
    held = (Distribution.document_id == document_id, Distribution.state == State.SENT, Distribution.confirm)
    return select(Distribution.id).where(*held)


def to_reopen(document: Document, edition_id: UUID) -> Select[UUID]:
    """Of each reader who confirmed an older edition the newest receipt, unless they are asked for this edition already."""
    living = living_of(document.id)
    again = aliased(Receipt)
    asked_now = select(again.person_id).where(again.distribution_id.in_(living), again.is_current, again.edition_id == edition_id)
    held = (
        Receipt.distribution_id.in_(living),
        Receipt.is_current,
        Receipt.reply == Reply.READ,
        Receipt.edition_id != edition_id,
        documents.reads_document(Receipt.person_id.expression, document),
        Receipt.person_id.not_in(asked_now),
    )
    newest = select(Receipt.id).where(*held).ext(distinct_on(Receipt.person_id))
    return newest.order_by(Receipt.person_id, Receipt.delivered_at.desc(), Receipt.id)


def at_site(project_id: UUID) -> ColumnElement[bool]:
    """The receipts of people who belong to the site today."""
    return Receipt.person_id.in_(projects.members_of(project_id))
