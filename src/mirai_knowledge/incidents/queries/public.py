"""Reading the public accident records."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from mirai_knowledge.incidents import policy
from mirai_knowledge.incidents.errors import PublicRecordNotFound
from mirai_knowledge.incidents.model import PublicRecord
from mirai_knowledge.incidents.policy.public import view_of
from mirai_knowledge.incidents.schemas.public import SOURCE, ListPublic, PublicPage, PublicView
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page

CONSTRUCTION = 3
"""建設業 in the list of industries."""
NEWEST_FIRST = (
    Key(PublicRecord.year.expression, lambda row: str(row.year), int, descending=True),
    Key(PublicRecord.month.expression, lambda row: str(row.month), int, descending=True),
    Key(PublicRecord.id.expression, lambda row: str(row.id), UUID, descending=True),
)


def list_records(tx: Tx, actor: Actor, wanted: ListPublic, *, cursor: str | None = None, limit: int = 50) -> PublicPage:
    """Public records, the newest first. Rule P-159; raises Invalid for a bad cursor."""
    conditions = _matching(actor, wanted)
    page = fetch_page(tx, select(PublicRecord).where(conditions), NEWEST_FIRST, cursor=cursor, limit=limit)
    total: int | None = None
    years: tuple[int, ...] = ()
    if cursor is None:
        total = tx.scalar(select(func.count()).select_from(PublicRecord).where(conditions)) or 0
        seen = select(PublicRecord.year).where(policy.sees_records(actor)).distinct().order_by(PublicRecord.year.desc())
        years = tuple(tx.scalars(seen))
    return PublicPage(
        items=tuple(view_of(row) for row in page.items),
        next_cursor=page.next_cursor,
        total=total,
        years=years,
        source=SOURCE,
    )


def get_record(tx: Tx, actor: Actor, record_id: UUID) -> PublicView:
    """One public record; raises PublicRecordNotFound."""
    row = tx.scalars(select(PublicRecord).where(PublicRecord.id == record_id, policy.sees_records(actor))).first()
    if row is None:
        raise PublicRecordNotFound("この記録は見つかりません。一覧を開き直してください。")
    return view_of(row)


def list_by_ids(tx: Tx, actor: Actor, ids: Sequence[UUID]) -> tuple[PublicRecord, ...]:
    """The records of these ids, in the given order; unknown ones are left out."""
    rows = {row.id: row for row in tx.scalars(select(PublicRecord).where(PublicRecord.id.in_(ids), policy.sees_records(actor)))}
    return tuple(rows[key] for key in ids if key in rows)


def list_ids_after(tx: Tx, actor: Actor, after: UUID | None, *, limit: int) -> tuple[UUID, ...]:
    """The next ids in ascending order."""
    statement = select(PublicRecord.id).where(policy.sees_records(actor)).order_by(PublicRecord.id).limit(limit)
    return tuple(tx.scalars(statement if after is None else statement.where(PublicRecord.id > after)))


def list_by_words(tx: Tx, actor: Actor, words: Sequence[str], *, limit: int) -> tuple[PublicRecord, ...]:
    """Records that contain every word, the newest first."""
    conditions = [policy.sees_records(actor), *(PublicRecord.description.icontains(word, autoescape=True) for word in words)]
    newest = select(PublicRecord).where(*conditions).order_by(PublicRecord.year.desc(), PublicRecord.month.desc())
    return tuple(tx.scalars(newest.order_by(PublicRecord.id.desc()).limit(limit)))


def list_like(tx: Tx, actor: Actor, *, accident_type: int | None, agent: int | None, limit: int) -> tuple[PublicRecord, ...]:
    """Records of construction with the same 事故の型 and, first, the same 起因物, the newest first."""
    if accident_type is None:
        return ()
    same = (PublicRecord.agent == agent).desc() if agent is not None else PublicRecord.year.desc()
    statement = (
        select(PublicRecord)
        .where(
            PublicRecord.accident_type == accident_type,
            PublicRecord.industry_major == CONSTRUCTION,
            policy.sees_records(actor),
        )
        .order_by(same, PublicRecord.year.desc(), PublicRecord.month.desc(), PublicRecord.id.desc())
    )
    return tuple(tx.scalars(statement.limit(limit)))


def list_known(tx: Tx, actor: Actor, hashes: Sequence[str]) -> dict[str, PublicRecord]:
    """The records that say the same as these, by their hash, locked."""
    statement = select(PublicRecord).where(PublicRecord.hash.in_(hashes), policy.sees_records(actor)).with_for_update()
    return {row.hash: row for row in tx.scalars(statement)}


def _matching(actor: Actor, wanted: ListPublic) -> ColumnElement[bool]:
    conditions = [policy.sees_records(actor)]
    if wanted.accident_type is not None:
        conditions.append(PublicRecord.accident_type == wanted.accident_type)
    if wanted.agent is not None:
        conditions.append(PublicRecord.agent == wanted.agent)
    if wanted.year is not None:
        conditions.append(PublicRecord.year == wanted.year)
    if wanted.construction:
        conditions.append(PublicRecord.industry_major == CONSTRUCTION)
    conditions += [PublicRecord.description.icontains(word, autoescape=True) for word in (wanted.q or "").split()]
    return and_(*conditions)
