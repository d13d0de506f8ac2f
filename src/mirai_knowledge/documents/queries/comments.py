"""Comments of a document, page by page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.errors import CommentNotFound
from mirai_knowledge.documents.model import Comment, CommentMention, DocumentTally
from mirai_knowledge.documents.queries.finding import get_document
from mirai_knowledge.documents.queries.people import list_people
from mirai_knowledge.documents.queries.shaping import list_edition_numbers
from mirai_knowledge.documents.schemas import ListComments
from mirai_knowledge.documents.schemas.views import CommentPage, CommentView, PersonRef
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page

OLDEST_FIRST = (
    Key(Comment.created_at.expression, lambda row: row.created_at.isoformat(), datetime.fromisoformat),
    Key(Comment.id.expression, lambda row: str(row.id), UUID),
)
NEWEST_FIRST = tuple(replace(key, descending=True) for key in OLDEST_FIRST)


def list_comments(tx: Tx, actor: Actor, wanted: ListComments, *, cursor: str | None = None, limit: int = 50) -> CommentPage:
    """Comments, oldest or newest first; raises DocumentNotFound and Invalid for a bad cursor."""
    document, held = get_document(tx, actor, wanted.document_id)
    statement = select(Comment).where(Comment.document_id == document.id).execution_options(populate_existing=True)
    page = fetch_page(tx, statement, NEWEST_FIRST if wanted.newest else OLDEST_FIRST, cursor=cursor, limit=limit)
    total = tx.scalar(select(DocumentTally.comments).where(DocumentTally.document_id == document.id)) or 0
    views = _views(tx, actor, page.items)
    return CommentPage(items=views, next_cursor=page.next_cursor, total=total, can_add=held.comments)


def get_comment_view(tx: Tx, actor: Actor, document_id: UUID, *, comment_id: UUID) -> CommentView:
    """One comment; raises DocumentNotFound and CommentNotFound."""
    document, _ = get_document(tx, actor, document_id)
    return _views(tx, actor, (_get(tx, Comment.document_id == document.id, Comment.id == comment_id),))[0]


def get_comment(tx: Tx, _actor: Actor, document_id: UUID, *, comment_id: UUID) -> Comment:
    """One comment of a document that is locked by the caller; raises CommentNotFound."""
    return _get(tx, Comment.document_id == document_id, Comment.id == comment_id)


def find_comment(tx: Tx, _actor: Actor, comment_id: UUID) -> Comment | None:
    """The comment of that id, in whichever document."""
    return tx.scalars(select(Comment).where(Comment.id == comment_id)).first()


def _get(tx: Tx, *conditions: ColumnElement[bool]) -> Comment:
    row = tx.scalars(select(Comment).where(*conditions).execution_options(populate_existing=True)).first()
    if row is None:
        raise CommentNotFound("このコメントは見つかりません。画面を再読み込みしてください。")
    return row


def _views(tx: Tx, actor: Actor, rows: tuple[Comment, ...]) -> tuple[CommentView, ...]:
    named: dict[UUID, list[UUID]] = {}
    ids = [row.id for row in rows]
    for mention in tx.scalars(select(CommentMention).where(CommentMention.comment_id.in_(ids))):
        named.setdefault(mention.comment_id, []).append(mention.person_id)
    people = list_people(tx, actor, {person for persons in named.values() for person in persons})
    numbers = list_edition_numbers(tx, actor, {row.edition_id for row in rows if row.edition_id is not None})
    return tuple(_view(actor, row, named.get(row.id, []), (people, numbers)) for row in rows)


def _view(
    actor: Actor, row: Comment, named: list[UUID], known: tuple[Mapping[UUID, PersonRef], Mapping[UUID, int | None]]
) -> CommentView:
    people, numbers = known
    deleted, mine = row.deleted_at is not None, row.author_id is not None and row.author_id == actor.person_id
    return CommentView(
        id=row.id,
        author=PersonRef(row.author_id, row.author_name),
        body=row.body,
        parent_id=row.parent_id,
        edition_no=numbers.get(row.edition_id) if row.edition_id is not None else None,
        mentions=tuple(people[person] for person in named if person in people),
        created_at=row.created_at,
        edited_at=row.edited_at,
        deleted=deleted,
        can_edit=mine and not deleted,
        can_delete=(mine or policy.administers(actor)) and not deleted,
    )
