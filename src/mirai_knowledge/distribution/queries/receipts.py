"""Receipts: the board of a distribution, and what one person is asked to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from mirai_knowledge.distribution.model import Distribution, Receipt, ReceiptQuestion, ReceiptTry
from mirai_knowledge.distribution.policy import (
    P_201,
    P_203,
    asked_of,
    at_site,
    is_done,
    standing,
)
from mirai_knowledge.distribution.queries.distributions import get_row, list_sent_documents
from mirai_knowledge.distribution.schemas.commands import Filter
from mirai_knowledge.distribution.schemas.shapes import read_questions
from mirai_knowledge.distribution.schemas.views import (
    AskedView,
    ChangeLine,
    MustRead,
    MustReadCard,
    MustReadCards,
    MustReadCount,
    MustReadPage,
    QuestionView,
    ReceiptPage,
    ReceiptRow,
    SentDocument,
)
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.kinds import kind_of
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.text import fold, reading_key

BY_READING = (
    Key(Receipt.sort_key.expression, lambda row: row.sort_key, str),
    Key(Receipt.id.expression, lambda row: str(row.id), UUID),
)
DUE_FIRST = (
    Key(Receipt.due_at.expression, lambda row: row.due_at.isoformat(), datetime.fromisoformat),
    Key(Receipt.id.expression, lambda row: str(row.id), UUID),
)
NEWEST_FIRST = (
    Key(Receipt.delivered_at.expression, lambda row: row.delivered_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(Receipt.id.expression, lambda row: str(row.id), UUID, descending=True),
)
CHARS_A_MINUTE = 500
"""How fast Japanese is read."""
CHANGES_SHOWN = 3
CHANGE_CHARS = 120


@dataclass(frozen=True, slots=True)
class WantedReceipts:
    """Which recipients of a distribution."""

    distribution_id: UUID
    stands: Filter = "all"
    project_id: UUID | None = None
    q: str | None = None


def list_receipts(tx: Tx, actor: Actor, wanted: WantedReceipts, *, cursor: str | None = None, limit: int = 100) -> ReceiptPage:
    """The recipients of a distribution, by reading. Rule P-201; raises DistributionNotFound, and Invalid for a bad cursor."""
    require(actor, P_201)
    row = get_row(tx, actor, wanted.distribution_id)
    statement = select(Receipt).join(Distribution, Distribution.id == Receipt.distribution_id)
    statement = statement.where(Receipt.distribution_id == row.id, Receipt.is_current, standing(wanted.stands))
    if wanted.project_id is not None:
        statement = statement.where(at_site(wanted.project_id))
    for word in (wanted.q or "").split():
        by_name = Receipt.name.icontains(fold(word), autoescape=True) | Receipt.company.icontains(fold(word), autoescape=True)
        statement = statement.where(by_name | Receipt.sort_key.contains(reading_key(word), autoescape=True))
    page = fetch_page(tx, statement, BY_READING, cursor=cursor, limit=limit)
    asked, tries = _questions(tx, [each.id for each in page.items]), _tries(tx, [each.id for each in page.items])
    numbers = documents.list_edition_numbers(tx, actor, [each.edition_id for each in page.items])
    now = clock.now()
    rows = tuple(
        ReceiptRow(
            id=each.id,
            person=PersonRef(each.person_id, each.name),
            company=each.company,
            department=each.department,
            edition_no=numbers.get(each.edition_id),
            asked_again=each.changed_from is not None,
            due_at=each.due_at,
            delivered_at=each.delivered_at,
            opened_at=each.opened_at,
            reply=each.reply,  # type: ignore[arg-type]  # the table's check says so
            answered_at=each.answered_at,
            late=_late(each, row, now),
            at_meeting=each.met_at is not None,
            tries=tries.get(each.id, 0),
            questions=asked.get(each.id, ()),
        )
        for each in page.items
    )
    return ReceiptPage(rows, page.next_cursor)


def list_must_reads(tx: Tx, actor: Actor, *, done: bool, cursor: str | None = None, limit: int = 50) -> MustReadPage:
    """What the actor is asked to read, the one due first; with `done` what the actor has read, the newest first. Rule P-203."""
    require(actor, P_203)
    statement = select(Receipt).join(Distribution, Distribution.id == Receipt.distribution_id).where(asked_of(actor))
    statement = statement.where(is_done() if done else ~is_done())
    page = fetch_page(tx, statement, NEWEST_FIRST if done else DUE_FIRST, cursor=cursor, limit=limit)
    return MustReadPage(_must_reads(tx, actor, page.items), page.next_cursor, get_count(tx, actor).waiting)


def get_count(tx: Tx, actor: Actor) -> MustReadCount:
    """How many texts wait for the actor. Rule P-203."""
    require(actor, P_203)
    late = func.count().filter(Receipt.due_at <= clock.now())
    joined = select(func.count(), late).select_from(Receipt).join(Distribution, Distribution.id == Receipt.distribution_id)
    row = tx.execute(joined.where(asked_of(actor), ~is_done())).one()
    return MustReadCount(row[0], row[1])


def get_must_read(tx: Tx, actor: Actor, receipt_id: UUID) -> MustRead:
    """One thing that the actor is asked to read, which has been found before."""
    statement = select(Receipt).where(Receipt.id == receipt_id, Receipt.person_id == actor.person_id)
    return _must_reads(tx, actor, tx.scalars(statement.execution_options(populate_existing=True)).all())[0]


def list_cards(tx: Tx, actor: Actor, document_id: UUID) -> MustReadCards:
    """What the page of a document asks of the actor, the one due first. Rule P-203; raises DocumentNotFound."""
    require(actor, P_203)
    document, _ = documents.get_document(tx, actor, document_id)
    statement = (
        select(Receipt)
        .join(Distribution, Distribution.id == Receipt.distribution_id)
        .where(asked_of(actor), Distribution.document_id == document.id)
        .order_by(is_done(), Receipt.due_at, Receipt.id)
    )
    receipts = tx.scalars(statement).all()
    # Most readers are asked nothing: then a text of megabytes is not read to count its characters.
    edition = documents.find_in_force(tx, actor, document.id) if receipts else None
    if edition is None:
        return MustReadCards(())
    text = "".join(section.text for section in kind_of(document.kind).sections(edition.content))
    minutes = max(1, round(len(text) / CHARS_A_MINUTE))
    forms = {row.id: row for row in _distributions(tx, receipts)}
    cards = []
    for receipt, item in zip(receipts, _must_reads(tx, actor, receipts), strict=True):
        changes, count = _changes(tx, actor, document.id, receipt=receipt)
        check = read_questions(forms[receipt.distribution_id].questions) if not item.done else ()
        cards.append(
            MustReadCard(
                item=item,
                check=tuple(QuestionView(text=each.text, choices=each.choices, right=None) for each in check),
                minutes=minutes,
                reason=edition.reason,
                changes=changes,
                change_count=count,
            )
        )
    return MustReadCards(tuple(cards))


def _changes(tx: Tx, actor: Actor, document_id: UUID, *, receipt: Receipt) -> tuple[tuple[ChangeLine, ...], int]:
    if receipt.changed_from is None or receipt.changed_from == receipt.edition_id:
        return (), 0
    sides = (str(receipt.changed_from), str(receipt.edition_id))
    blocks = documents.get_comparison(tx, actor, document_id, sides=sides, only_changed=True).blocks
    lines = []
    for block in blocks[:CHANGES_SHOWN]:
        wanted = "delete" if block.became == "removed" else "insert"
        words = "…".join(op.text.strip() for op in block.ops if op.op == wanted and op.text.strip())
        lines.append(ChangeLine(block.name, block.became, words[:CHANGE_CHARS]))
    return tuple(lines), len(blocks)


def _must_reads(tx: Tx, actor: Actor, receipts: Sequence[Receipt]) -> tuple[MustRead, ...]:
    forms = {row.id: row for row in _distributions(tx, receipts)}
    titles = list_sent_documents(tx, actor, {each.edition_id for each in receipts})
    numbers = documents.list_edition_numbers(tx, actor, [each.edition_id for each in receipts])
    asked, now = _questions(tx, [each.id for each in receipts]), clock.now()
    return tuple(
        _must_read(
            each,
            forms[each.distribution_id],
            titles[each.edition_id],
            late=_late(each, forms[each.distribution_id], now),
            extra=(numbers.get(each.edition_id), asked.get(each.id, ())),
        )
        for each in receipts
    )


def _must_read(
    receipt: Receipt,
    form: Distribution,
    document: SentDocument,
    *,
    late: bool,
    extra: tuple[int | None, tuple[AskedView, ...]],
) -> MustRead:
    return MustRead(
        id=receipt.id,
        document=document,
        edition_id=receipt.edition_id,
        edition_no=extra[0],
        changed_from=receipt.changed_from,
        importance=form.importance,  # type: ignore[arg-type]  # it is read from the edition
        confirm=form.confirm,
        message=form.message,
        sender=form.sender_name,
        due_at=receipt.due_at,
        late=late,
        delivered_at=receipt.delivered_at,
        opened_at=receipt.opened_at,
        reply=receipt.reply,  # type: ignore[arg-type]  # the table's check says so
        answered_at=receipt.answered_at,
        done=_done_at(receipt, form) is not None,
        questions=extra[1],
    )


def _done_at(receipt: Receipt, form: Distribution) -> datetime | None:
    if receipt.reply == "read":
        return receipt.answered_at
    return None if form.confirm else receipt.opened_at


def _late(receipt: Receipt, form: Distribution, now: datetime) -> bool:
    return (_done_at(receipt, form) or now) > receipt.due_at


def _distributions(tx: Tx, receipts: Sequence[Receipt]) -> Sequence[Distribution]:
    ids = {each.distribution_id for each in receipts}
    return tx.scalars(select(Distribution).where(Distribution.id.in_(ids))).all() if ids else ()


def _questions(tx: Tx, ids: Sequence[UUID]) -> Mapping[UUID, tuple[AskedView, ...]]:
    asked: dict[UUID, tuple[AskedView, ...]] = {}
    statement = select(ReceiptQuestion).where(ReceiptQuestion.receipt_id.in_(ids))
    ordered = statement.order_by(ReceiptQuestion.asked_at, ReceiptQuestion.id).execution_options(populate_existing=True)
    for row in tx.scalars(ordered):
        view = AskedView(
            id=row.id,
            asked_at=row.asked_at,
            text=row.text,
            answer=row.answer,
            answered_at=row.answered_at,
            answered_by=row.answered_by,
        )
        asked[row.receipt_id] = (*asked.get(row.receipt_id, ()), view)
    return asked


def _tries(tx: Tx, ids: Sequence[UUID]) -> Mapping[UUID, int]:
    counted = select(ReceiptTry.receipt_id, func.count()).where(ReceiptTry.receipt_id.in_(ids))
    return {row[0]: row[1] for row in tx.execute(counted.group_by(ReceiptTry.receipt_id))}
