"""The verbs of comments: add, reword, delete. Whoever is named, and whoever is answered, is told."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentIdTaken
from mirai_knowledge.documents.events import CommentAdded, CommentChanged
from mirai_knowledge.documents.model import Comment, CommentId, CommentMention, Document, DocumentTally
from mirai_knowledge.documents.policy import P_068, administers, require_ability
from mirai_knowledge.documents.policy.content import refused
from mirai_knowledge.documents.schemas import AddComment, ChangeComment
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.documents.schemas.ports import worded
from mirai_knowledge.documents.schemas.tags import COMMENT_ADDED, COMMENT_DELETED, COMMENT_REWORDED
from mirai_knowledge.documents.service.texts import SUBJECT
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice, Way

COMMENT = "comment"
EXCERPT_CHARS = 200


def add_comment(tx: Tx, actor: Actor, command: AddComment, *, document_id: UUID) -> CommentId:
    """The comment stands under the document, and this is its id; people named in it and the one it answers have a notice.
    Words that few may see (`word_by`) are kept out of it.

    Rule P-067; raises DocumentNotFound, CommentNotFound for a parent of another document, DocumentIdTaken, and
    ContentRefused for naming people who do not see the document.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "comments")
    parent = None
    if command.parent_id is not None:
        parent = queries.get_comment(tx, actor, document.id, comment_id=command.parent_id)
    comment_id = CommentId(command.id or new_id())
    if queries.find_comment(tx, actor, comment_id) is not None:
        raise DocumentIdTaken("この id のコメントはすでにあります。新しい id で送り直してください。")
    mentions = _mentioned(tx, actor, document, command.mentions)
    edition = queries.find_in_force(tx, actor, document.id)
    body = worded(tx, actor, document.kind, document_id=document.id, text=command.body)
    comment = Comment(
        id=comment_id,
        document_id=document.id,
        edition_id=edition.id if edition is not None else None,
        author_id=actor.person_id,
        author_name=actor.name,
        body=body,
        # Answers stand in one row below what they answer, however deep people go.
        parent_id=(parent.parent_id or parent.id) if parent is not None else None,
        created_at=clock.now(),
    )
    tx.add(comment)
    tx.flush()  # the mentions point at it
    if mentions:
        tx.execute(insert(CommentMention), [{"comment_id": comment.id, "person_id": person} for person in mentions])
    _count(tx, document.id, 1)
    after: Recorded = {"document_id": document.id, "mentions": len(mentions), "body_hash": _hash(body)}
    audit.record(tx, actor, COMMENT_ADDED, Subject(COMMENT, comment.id), after=after)
    outbox.emit(tx, CommentAdded(document_id=document.id, comment_id=comment.id))
    changes.mark(tx, SUBJECT, document.id)
    _tell(tx, actor, (document, comment), mentions=mentions, answered=parent)
    return comment.id


def change_comment(tx: Tx, actor: Actor, command: ChangeComment, *, document_id: UUID, comment_id: UUID) -> None:
    """The comment says this from now on, and shows that it was reworded.

    Rule P-068; raises DocumentNotFound, CommentNotFound, CommentIsDeleted.
    """
    document, _ = queries.get_locked(tx, actor, document_id)
    comment = queries.get_comment(tx, actor, document.id, comment_id=comment_id)
    require(actor, P_068, where=lambda: actor.person_id is not None and comment.author_id == actor.person_id)
    before: Recorded = {"body_hash": _hash(comment.body)}
    comment.reword(worded(tx, actor, document.kind, document_id=document.id, text=command.body), clock.now())
    audit.record(
        tx, actor, COMMENT_REWORDED, Subject(COMMENT, comment.id), before=before, after={"body_hash": _hash(comment.body)}
    )
    outbox.emit(tx, CommentChanged(document_id=document.id, comment_id=comment.id))
    changes.mark(tx, SUBJECT, document.id)


def delete_comment(tx: Tx, actor: Actor, comment_id: UUID, *, document_id: UUID) -> None:
    """The words of the comment are gone; its place stays, for the answers below it.

    Rule P-068; raises DocumentNotFound, CommentNotFound, CommentIsDeleted.
    """
    document, _ = queries.get_locked(tx, actor, document_id)
    comment = queries.get_comment(tx, actor, document.id, comment_id=comment_id)
    mine = actor.person_id is not None and comment.author_id == actor.person_id
    require(actor, P_068, where=lambda: mine or administers(actor))
    before: Recorded = {"document_id": document.id, "body_hash": _hash(comment.body)}
    comment.delete(clock.now())
    _count(tx, document.id, -1)
    audit.record(tx, actor, COMMENT_DELETED, Subject(COMMENT, comment.id), before=before)
    outbox.emit(tx, CommentChanged(document_id=document.id, comment_id=comment.id))
    changes.mark(tx, SUBJECT, document.id)


def _mentioned(tx: Tx, actor: Actor, document: Document, mentions: Sequence[UUID]) -> tuple[UUID, ...]:
    named = tuple(dict.fromkeys(mentions))
    seers = queries.list_seers(tx, actor, document.id, people=named)
    if seers != set(named):
        # Whether there is such a person is told no more than whether that person sees the document.
        message = "この文書を見られない人が含まれています。呼びかける人を選び直してください。"
        raise refused((FieldError("mentions", "mention.cannot_see", message),))
    return named


def _tell(tx: Tx, actor: Actor, about: tuple[Document, Comment], *, mentions: Sequence[UUID], answered: Comment | None) -> None:
    document, comment = about
    code = code_of(document.kind, document.serial)
    named = [PersonId(person) for person in mentions if person != actor.person_id]
    called = Way("コメントで呼びかけられたため")
    notices = [("comment.mentioned", f"{actor.name} さんがコメントで呼びかけました", named, called)]
    author = answered.author_id if answered is not None else None
    if author is not None and author not in {actor.person_id, *named}:
        seers = queries.list_seers(tx, actor, document.id, people=[author])
        told = [author] if author in seers else []
        replied = Way("あなたのコメントに返信があったため", "subscription")
        notices.append(("comment.answered", f"{actor.name} さんがコメントに返信しました", told, replied))
    for kind, title, people, way in notices:
        body = f"{code}\n{comment.body[:EXCERPT_CHARS]}"
        link, said = f"/d/{code}#comment-{comment.id}", About(kind=COMMENT, id=comment.id)
        why = {"stream": way.stream, "why": way.why}
        values = {"kind": kind, "title": title[:200], "body": body, "link": link, "about": said, **why}
        notice = NewNotice.model_validate(values)
        notifications.notify(tx, actor, notice, to=people)


def _count(tx: Tx, document_id: UUID, step: int) -> None:
    statement = update(DocumentTally).where(DocumentTally.document_id == document_id)
    tx.execute(statement.values(comments=DocumentTally.comments + step))


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
