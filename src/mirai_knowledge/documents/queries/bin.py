"""What lies in the bin, for those who may take it back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import Document, Draft, Edition
from mirai_knowledge.documents.queries.people import list_people
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.documents.schemas.views import BinPage, BinRow
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require

NEWEST_FIRST = (
    Key(Document.binned_at.expression, lambda row: row.binned_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(Document.id.expression, lambda row: str(row.id), UUID, descending=True),
)


def list_bin(tx: Tx, actor: Actor, *, cursor: str | None = None, limit: int = 50) -> BinPage:
    """Documents in the bin, the one thrown away last first; raises Forbidden (P-066) and Invalid for a bad cursor."""
    require(actor, policy.P_066)
    statement = select(Document).where(Document.binned_at.is_not(None), policy.binnable_by(actor))
    page = fetch_page(tx, statement.execution_options(populate_existing=True), NEWEST_FIRST, cursor=cursor, limit=limit)
    ids = [row.id for row in page.items]
    now = select(Edition.document_id, Edition.title).where(Edition.document_id.in_(ids), policy.in_force(clock.now()))
    titles = {row.document_id: row.title for row in tx.execute(now)}
    drafts = {row.document_id: row.title for row in tx.scalars(select(Draft).where(Draft.document_id.in_(ids)))}
    people = list_people(tx, actor, {row.binned_by for row in page.items if row.binned_by is not None})
    rows = tuple(
        BinRow(
            id=row.id,
            kind=row.kind,
            code=code_of(row.kind, row.serial),
            title=titles.get(row.id) or drafts.get(row.id) or "",
            binned_at=row.binned_at or row.updated_at,
            binned_by=people.get(row.binned_by) if row.binned_by is not None else None,
            published=row.id in titles,
        )
        for row in page.items
    )
    return BinPage(rows, page.next_cursor)
