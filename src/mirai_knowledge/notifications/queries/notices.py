"""Reading one's notices."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications.errors import NoticeNotFound
from mirai_knowledge.notifications.model import Notice
from mirai_knowledge.notifications.policy import P_020, visible_to
from mirai_knowledge.notifications.schemas import NoticePage, NoticeView

STATES = ("unread", "all")
NEWEST_FIRST = (
    Key(Notice.created_at.expression, lambda row: row.created_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(Notice.id.expression, lambda row: str(row.id), UUID, descending=True),
)


def list_notices(tx: Tx, actor: Actor, *, state: str = "all", cursor: str | None = None, limit: int = 50) -> NoticePage:
    """The actor's notices, unread ones or all, newest first; raises Forbidden (P-020), Invalid for a bad state or cursor."""
    require(actor, P_020)
    if state not in STATES:
        message = f"次のいずれかを指定してください: {', '.join(STATES)}"
        raise Invalid(fields=(FieldError("state", "value.literal_error", message),))
    statement = select(Notice).where(visible_to(actor))
    if state == "unread":
        statement = statement.where(Notice.read_at.is_(None))
    page = fetch_page(tx, statement, NEWEST_FIRST, cursor=cursor, limit=limit)
    return NoticePage(tuple(_view(row) for row in page.items), page.next_cursor, get_unread_count(tx, actor))


def get_unread_count(tx: Tx, actor: Actor) -> int:
    """How many notices the actor has not read."""
    unread = select(func.count()).select_from(Notice).where(visible_to(actor), Notice.read_at.is_(None))
    return tx.execute(unread).scalar_one()


def get_notice(tx: Tx, actor: Actor, notice_id: UUID) -> Notice:
    """A notice of the actor, locked for a change; raises NoticeNotFound also when it is somebody else's."""
    require(actor, P_020)
    row = tx.scalars(select(Notice).where(Notice.id == notice_id, visible_to(actor)).with_for_update()).first()
    if row is None:
        raise NoticeNotFound("お知らせが見つかりません。一覧を開き直してください。")
    return row


def _view(row: Notice) -> NoticeView:
    return NoticeView(
        id=row.id,
        kind=row.kind,
        title=row.title,
        body=row.body,
        link=row.link,
        stream=row.stream,
        importance=row.importance,
        why=row.why,
        created_at=row.created_at,
        read_at=row.read_at,
    )
