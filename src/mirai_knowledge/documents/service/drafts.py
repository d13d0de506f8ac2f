"""The verbs of writing: start a document, save its draft, give a draft up, begin one from an old edition."""

from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentMoveRefused, DraftExists, NoDraft
from mirai_knowledge.documents.events import DocumentStarted, DraftDiscarded, DraftStarted
from mirai_knowledge.documents.model import DocumentId
from mirai_knowledge.documents.policy import require_ability
from mirai_knowledge.documents.schemas import NewDocument, SaveDraft, StartDocument
from mirai_knowledge.documents.schemas.kinds import code_of, content_hash, kind_of
from mirai_knowledge.documents.schemas.tags import DRAFT_DISCARDED, DRAFT_SAVED, DRAFT_STARTED, STARTED
from mirai_knowledge.documents.service.links import put_links
from mirai_knowledge.documents.service.making import make_document
from mirai_knowledge.documents.service.texts import (
    SUBJECT,
    drop_draft,
    put_draft,
    refuse_in_review,
    refuse_stale,
    refuse_undrafted,
)
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require


def start_document(tx: Tx, actor: Actor, command: StartDocument) -> DocumentId:
    """There is a new document with its first draft, seen by those who write it, and this is its id.

    Raises Forbidden (the rule of the kind), ContentRefused, DocumentIdTaken, NumberTaken, NotDrafted, and Invalid for an
    unknown kind or properties that cannot be.
    """
    new = NewDocument(kind=command.kind, content=command.content, properties=command.metadata, id=command.id)
    return start_draft(tx, actor, new)


def start_draft(tx: Tx, actor: Actor, new: NewDocument) -> DocumentId:
    """As `start_document`, with links at once: how one kind begins another."""
    kind = kind_of(new.kind)
    require(actor, kind.writes)
    refuse_undrafted(new.kind)
    content = kind.parse(new.content)
    now = clock.now()
    document = make_document(tx, actor, new, content=content, at=now)
    draft = put_draft(tx, actor, document, content=content, at=now)
    for person_id, name in new.writers:
        draft.credit(PersonId(person_id) if person_id is not None else None, name)
    put_links(tx, actor, document, links=new.links)
    after: Recorded = {"kind": document.kind, "code": code_of(document.kind, document.serial), "content_hash": draft.content_hash}
    audit.record(tx, actor, STARTED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, DocumentStarted(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)
    return document.id


def save_draft(tx: Tx, actor: Actor, command: SaveDraft, *, document_id: UUID, expected: int) -> int:
    """The draft holds this text, and this is its version. A text equal to what stands changes nothing; where no draft is
    open, one is begun.

    Rule P-062; raises DocumentNotFound, DocumentMoveRefused, ContentRefused, DraftStale with both texts, and
    DocumentInReview while an edition waits for approval.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "edits")
    refuse_undrafted(document.kind)
    document.refuse_unless_live()
    content = kind_of(document.kind).parse(command.content)
    refuse_in_review(tx, actor, document, sent=content)
    refuse_stale(tx, actor, document, expected=expected, sent=content)
    draft = queries.find_draft(tx, actor, document.id)
    stands = draft or queries.find_last_approved(tx, actor, document.id)
    before = stands.content_hash if stands is not None else None
    if content_hash(content) == before:
        return document.draft_version
    saved = put_draft(tx, actor, document, content=content, at=clock.now())
    subject = Subject(SUBJECT, document.id)
    recorded: Recorded = {"content_hash": saved.content_hash, "draft_version": document.draft_version}
    if draft is not None:
        # What readers and the index show has not changed, and somebody saves every few seconds: the audit is enough.
        audit.record(tx, actor, DRAFT_SAVED, subject, before={"content_hash": before}, after=recorded)
        return document.draft_version
    audit.record(tx, actor, DRAFT_STARTED, subject, before={"content_hash": before}, after=recorded)
    outbox.emit(tx, DraftStarted(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)
    return document.draft_version


def discard_draft(tx: Tx, actor: Actor, document_id: UUID, *, expected: int) -> None:
    """The draft is gone; readers keep the edition they have. A document without one is thrown into the bin instead.

    Rule P-062; raises DocumentNotFound, DraftStale, NoDraft, and DocumentMoveRefused for one that was never published.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "edits")
    refuse_stale(tx, actor, document, expected=expected)
    draft = queries.find_draft(tx, actor, document.id)
    if draft is None:
        raise NoDraft("破棄する下書きがありません。画面を再読み込みしてください。")
    if queries.find_last_approved(tx, actor, document.id) is None:
        raise DocumentMoveRefused("まだ公開されていない文書です。下書きだけを破棄せず、文書をごみ箱に入れてください。")
    drop_draft(tx, document)
    before: Recorded = {"content_hash": draft.content_hash, "base_edition_id": draft.base_edition_id}
    audit.record(tx, actor, DRAFT_DISCARDED, Subject(SUBJECT, document.id), before=before)
    outbox.emit(tx, DraftDiscarded(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def copy_to_draft(tx: Tx, actor: Actor, edition_id: UUID, *, document_id: UUID, expected: int) -> int:
    """A new draft holds the text of that edition, and this is its version.

    Rule P-062; raises DocumentNotFound, DocumentMoveRefused, DocumentInReview, EditionNotFound, DraftStale, and DraftExists
    when one is open.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "edits")
    refuse_undrafted(document.kind)
    document.refuse_unless_live()
    refuse_in_review(tx, actor, document)
    refuse_stale(tx, actor, document, expected=expected)
    if queries.find_draft(tx, actor, document.id) is not None:
        raise DraftExists("書きかけの下書きがあります。先に公開するか破棄してから、もう一度お試しください。")
    edition = queries.get_edition_row(tx, actor, document, held=held, edition_id=edition_id)
    draft = put_draft(tx, actor, document, content=dict(edition.content), at=clock.now())
    after: Recorded = {"content_hash": draft.content_hash, "draft_version": document.draft_version, "edition_id": edition_id}
    audit.record(tx, actor, DRAFT_STARTED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, DraftStarted(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)
    return document.draft_version
