"""What the verbs on texts share: the draft's row, its pictures, its version, and the refusal of a stale save."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentInReview, DraftStale, NotDrafted
from mirai_knowledge.documents.model import AttachmentUse, Document, Draft, Edition
from mirai_knowledge.documents.policy.markdown import attachments_of
from mirai_knowledge.documents.schemas.kinds import Content, content_hash, kind_of
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue

SUBJECT = "document"


def refuse_stale(tx: Tx, actor: Actor, document: Document, *, expected: int, sent: Content | None = None) -> None:
    """Returns when nobody has saved, published or discarded the draft since; raises DraftStale otherwise, with the text as
    it stands (`current`) and the one that was sent (`yours`), so that none of them is lost.
    """
    if document.draft_version == expected:
        return
    extra: dict[str, JsonValue] = {"current": msgspec.to_builtins(queries.get_draft(tx, actor, document.id))}
    if sent is not None:
        extra["yours"] = {"content": dict(sent)}
    raise DraftStale("最新の内容を確認して、必要な部分を取り込んでから保存してください。", extra=extra)


def refuse_undrafted(kind: str) -> None:
    """Returns for a kind whose texts begin as drafts; raises NotDrafted for records of a slice of their own."""
    if not kind_of(kind).drafted:
        raise NotDrafted(f"{kind_of(kind).name}は、専用の画面から登録・変更してください。")


def refuse_in_review(tx: Tx, actor: Actor, document: Document, *, sent: Content | None = None) -> None:
    """Returns when no edition waits for approval; raises DocumentInReview otherwise, with the text that was sent (`yours`)."""
    if queries.find_in_review(tx, actor, document.id) is not None:
        extra: dict[str, JsonValue] = {"yours": {"content": dict(sent)}} if sent is not None else {}
        message = "承認待ちのため、いまは変更できません。変更するときは申請を取り下げるか、差し戻されてから編集してください。"
        raise DocumentInReview(message, extra=extra)


def put_draft(tx: Tx, actor: Actor, document: Document, *, content: dict[str, JsonValue], at: datetime) -> Draft:
    """The document's draft has this content, written by the actor now; its version is one further."""
    draft = queries.find_draft(tx, actor, document.id)
    if draft is None:
        base = queries.find_last_approved(tx, actor, document.id)
        draft = Draft(document_id=document.id, base_edition_id=base.id if base else None, writers=[], created_at=at)
        tx.add(draft)
    draft.content, draft.content_hash = content, content_hash(content)
    draft.title = kind_of(document.kind).project(content).title
    draft.write(actor.person_id, actor.name, at)
    document.draft_version += 1
    tx.flush()  # whoever reads the draft back in this transaction reads its row
    use_pictures(tx, actor, document, content=content)
    return draft


def reopen_draft(tx: Tx, document: Document, *, edition: Edition, content: dict[str, JsonValue], at: datetime) -> None:
    """The edition's text is the draft again, by those who wrote it; its version is one further."""
    by = edition.author_id, edition.author_name
    draft = Draft(
        document_id=document.id,
        content=content,
        content_hash=edition.content_hash,
        title=edition.title,
        base_edition_id=edition.base_edition_id,
        writers=list(edition.writers),
        created_at=at,
    )
    draft.write(*by, at)
    tx.add(draft)
    document.draft_version += 1


def drop_draft(tx: Tx, document: Document) -> None:
    """The document has no draft; its version goes on counting."""
    tx.execute(delete(Draft).where(Draft.document_id == document.id))
    document.draft_version += 1


def use_pictures(tx: Tx, actor: Actor, document: Document, *, content: Content) -> None:
    """The document shows those pictures of the text that the actor may use; others stay without an address."""
    named = attachments_of(kind_of(document.kind).markdown(content))
    _note_uses(tx, document.id, queries.list_usable(tx, actor, named))


def _note_uses(tx: Tx, document_id: UUID, attachments: Sequence[UUID]) -> None:
    """The document uses these attachments in its text, once each."""
    if attachments:
        rows = [{"attachment_id": attachment, "document_id": document_id, "in_text": True} for attachment in attachments]
        used = insert(AttachmentUse)
        key = [AttachmentUse.attachment_id, AttachmentUse.document_id]
        tx.execute(used.on_conflict_do_update(index_elements=key, set_={"in_text": True}), rows)
