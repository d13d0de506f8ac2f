"""What hangs on a document: words, older names, editions, draft, comments, sums."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, insert, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from mirai_knowledge.documents.model import (
    AttachmentUse,
    Comment,
    CommentId,
    Document,
    DocumentAlias,
    DocumentTag,
    DocumentTally,
    DocumentWorkType,
    Draft,
    Edition,
)
from mirai_knowledge.documents.policy.freezing import Writers, freeze
from mirai_knowledge.documents.schemas.intake import CommentKey, LoadDocument, LoadEdition
from mirai_knowledge.documents.schemas.kinds import Content, content_hash, kind_of
from mirai_knowledge.documents.schemas.ports import Frozen, project
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId, new_id

STEP = timedelta(microseconds=1)
"""Between two editions that are told to begin at the same instant."""


def put_words(tx: Tx, document: Document, *, tags: Sequence[str], work_types: Sequence[str]) -> None:
    """The document has these tags and kinds of work and no others."""
    tx.execute(delete(DocumentTag).where(DocumentTag.document_id == document.id))
    tx.execute(delete(DocumentWorkType).where(DocumentWorkType.document_id == document.id))
    if tags:
        rows = [{"document_id": document.id, "tag": tag, "position": place} for place, tag in enumerate(tags)]
        tx.execute(insert(DocumentTag), rows)
    if work_types:
        tx.execute(insert(DocumentWorkType), [{"document_id": document.id, "work_type_code": code} for code in work_types])


def put_aliases(tx: Tx, document: Document, *, aliases: Sequence[str]) -> None:
    """The document is found under these older names as well, unless another one of its kind has them."""
    if aliases:
        rows = [{"kind": document.kind, "alias": alias, "document_id": document.id} for alias in aliases]
        tx.execute(insert_once(DocumentAlias).on_conflict_do_nothing(), rows)


def add_editions(tx: Tx, actor: Actor, document: Document, *, record: LoadDocument, run: UUID) -> None:
    """The older texts and the present one, each in force from its day until the next one's."""
    now = LoadEdition(
        content=record.content,
        in_force_from=record.in_force_from or record.updated_at,
        author_id=record.author_id,
        author_name=record.author_name or record.creator_name,
        approver_name=record.approver_name,
        reason=record.reason,
        is_material=record.is_material,
    )
    former: Edition | None = None
    for told in (*sorted(record.older, key=lambda edition: edition.in_force_from), now):
        former = add_edition(tx, actor, (document, former), told=told, run=run)


def add_edition(tx: Tx, actor: Actor, after: tuple[Document, Edition | None], *, told: LoadEdition, run: UUID) -> Edition:
    """An approved edition in force from its day, at the earliest just after the document's former one; that one ends then."""
    document, former = after
    start = told.in_force_from
    if former is not None and former.in_force_from is not None:
        start = max(start, former.in_force_from + STEP)
        former.end(start)
        tx.flush()  # only one edition of a document may be without an end, and inserts would go first
    content = kind_of(document.kind).parse(told.content)
    edition = freeze(document, content, writers=writers_of(told.author_id, told.author_name), at=start)
    edition.intake_run, edition.reason, edition.is_material = run, told.reason, told.is_material
    edition.base_edition_id = former.id if former is not None else None
    edition.approve(approval(told.approver_name, start), in_force_from=start)
    tx.add(edition)
    tx.flush()  # the next one ends it, and projections point at it
    project(tx, actor, Frozen(edition.id, document.id, document.kind, content))
    return edition


def put_draft(tx: Tx, document: Document, *, record: LoadDocument, base: Edition | None) -> None:
    """The document's draft has the record's text."""
    content: Content = kind_of(document.kind).parse(record.content)
    drop_draft(tx, document)
    author = record.author_name or record.creator_name
    draft = Draft(
        document_id=document.id,
        content=dict(content),
        content_hash=content_hash(content),
        title=kind_of(document.kind).project(content).title,
        base_edition_id=base.id if base is not None else None,
        writers=[],
        created_at=record.updated_at,
    )
    draft.write(PersonId(record.author_id) if record.author_id else None, author, record.updated_at)
    tx.add(draft)
    document.draft_version += 1


def drop_draft(tx: Tx, document: Document) -> None:
    """The document has no draft."""
    tx.execute(delete(Draft).where(Draft.document_id == document.id))


def use_pictures(tx: Tx, document: Document, *, usable: Sequence[UUID]) -> None:
    """The document shows these pictures."""
    if usable:
        rows = [{"attachment_id": attachment, "document_id": document.id} for attachment in usable]
        tx.execute(insert_once(AttachmentUse).on_conflict_do_nothing(), rows)


def add_comments(tx: Tx, document: Document, *, record: LoadDocument, known: Mapping[CommentKey, CommentId]) -> int:
    """The record's comments stand under the document, each once; returns how many are new."""
    held = dict(known)
    ids: list[CommentId] = []
    added = 0
    for told in record.comments:
        key = (told.author_name, told.created_at, told.body)
        if key not in held:
            comment = Comment(
                id=CommentId(new_id()),
                document_id=document.id,
                author_id=told.author_id,
                author_name=told.author_name,
                body=told.body,
                parent_id=ids[told.parent] if told.parent is not None and told.parent < len(ids) else None,
                created_at=told.created_at,
            )
            tx.add(comment)
            tx.flush()  # an answer points at it
            held[key] = comment.id
            added += 1
        ids.append(held[key])
    return added


def raise_sums(tx: Tx, document: Document, *, record: LoadDocument, comments: int) -> None:
    """Views and helpful marks of the time before are counted with those since; `comments` are new ones."""
    tally = DocumentTally
    more = {
        "views": tally.views + record.views - document.views_base,
        "helpful": tally.helpful + record.helpful - document.helpful_base,
        "comments": tally.comments + comments,
    }
    tx.execute(update(tally).where(tally.document_id == document.id).values(more))
    document.views_base, document.helpful_base = record.views, record.helpful


def writers_of(person: UUID | None, name: str) -> Writers:
    """The one who wrote a text, as editions tell of writers."""
    return [{"id": str(person) if person is not None else None, "name": name}]


def approval(approver: str | None, at: datetime) -> list[dict[str, JsonValue]]:
    """Who approved a text, as editions tell of it."""
    return [{"id": None, "name": approver, "role": "", "at": at.isoformat()}] if approver else []
