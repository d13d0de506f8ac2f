"""The figures of what was sent in the last 90 days, and the list behind each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from mirai_knowledge.distribution.model import Distribution, Receipt, State
from mirai_knowledge.distribution.policy import P_201, REACHED_WITHIN, done_at, is_done, is_late, visible_to
from mirai_knowledge.distribution.queries.distributions import list_sent_documents
from mirai_knowledge.distribution.schemas.commands import Figure
from mirai_knowledge.distribution.schemas.views import FigurePage, FigureRow, ReachFigures
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require

FIGURE_DAYS = 90
NEWEST_FIRST = (
    Key(Receipt.delivered_at.expression, lambda row: row.delivered_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(Receipt.id.expression, lambda row: str(row.id), UUID, descending=True),
)


def get_figures(tx: Tx, actor: Actor) -> ReachFigures:
    """Of what was delivered in the last 90 days: how many read it within 48 hours, how many late. Of those who had no 48
    hours yet only those count who have read it. Rule P-201.
    """
    require(actor, P_201)
    kinds = _kinds()
    wanted: tuple[Figure, ...] = ("within_48h", "slow", "confirmed_late", "overdue")
    counts = [func.count(), *(func.count().filter(kinds[which]) for which in wanted)]
    joined = select(*counts).select_from(Receipt).join(Distribution, Distribution.id == Receipt.distribution_id)
    row = tuple(tx.execute(joined.where(*_counted(actor))).one())
    return ReachFigures(
        since=clock.now() - timedelta(days=FIGURE_DAYS),
        total=row[0],
        settled=row[1] + row[2],
        within_48h=row[1],
        confirmed_late=row[3],
        overdue=row[4],
    )


def list_figure(tx: Tx, actor: Actor, which: Figure, *, cursor: str | None = None, limit: int = 100) -> FigurePage:
    """The receipts behind a figure, the newest first. Rule P-201; raises Invalid for a bad cursor."""
    require(actor, P_201)
    joined = select(Receipt).join(Distribution, Distribution.id == Receipt.distribution_id)
    page = fetch_page(tx, joined.where(*_counted(actor), _kinds()[which]), NEWEST_FIRST, cursor=cursor, limit=limit)
    titles = list_sent_documents(tx, actor, {row.edition_id for row in page.items})
    rows = tuple(
        FigureRow(
            person=PersonRef(row.person_id, row.name),
            company=row.company,
            document=titles[row.edition_id],
            distribution_id=row.distribution_id,
            delivered_at=row.delivered_at,
            due_at=row.due_at,
            read_at=row.answered_at if row.reply == "read" else None,
        )
        for row in page.items
    )
    return FigurePage(rows, page.next_cursor)


def _counted(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    since = clock.now() - timedelta(days=FIGURE_DAYS)
    return (visible_to(actor), Distribution.state == State.SENT, Receipt.is_current.is_(True), Receipt.delivered_at >= since)


def _kinds() -> Mapping[Figure, ColumnElement[bool]]:
    reached = and_(is_done(), done_at() <= Receipt.delivered_at + REACHED_WITHIN)
    settled = Receipt.delivered_at <= clock.now() - REACHED_WITHIN
    return {
        "within_48h": reached,
        "slow": and_(settled, or_(~is_done(), done_at() > Receipt.delivered_at + REACHED_WITHIN)),
        "confirmed_late": and_(is_done(), is_late()),
        "overdue": and_(~is_done(), is_late()),
    }
