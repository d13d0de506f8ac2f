"""The verbs of a document's list of files: add, rename, order, remove. The list is a property, not part of an edition."""

from collections.abc import Sequence
from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject, Tag
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import AttachmentNotFound, TooManyFiles
from mirai_knowledge.documents.events import DocumentChanged
from mirai_knowledge.documents.model import AttachmentUse, Document
from mirai_knowledge.documents.policy.files import format_of, safe_name
from mirai_knowledge.documents.policy.filing import require_files
from mirai_knowledge.documents.schemas.files import MAX_FILES, AddFile, OrderFiles, RenameFile
from mirai_knowledge.documents.schemas.tags import FILE_ADDED, FILE_REMOVED, FILE_RENAMED, FILES_ORDERED
from mirai_knowledge.documents.service.texts import SUBJECT
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

NOT_LISTED = "この添付は、この文書の一覧にありません。画面を再読み込みしてください。"


def add_file(tx: Tx, actor: Actor, command: AddFile, *, document_id: UUID) -> None:
    """The attachment is listed at the document, last; adding again changes nothing.

    Rule P-121; raises DocumentNotFound, DocumentMoveRefused, AttachmentNotFound for one the actor may not use, TooManyFiles.
    """
    document, uses = _locked(tx, actor, document_id)
    if not queries.list_usable(tx, actor, [command.attachment_id]):
        raise AttachmentNotFound("添付するファイルが見つかりません。もう一度選んでください。")
    row = queries.get_attachment(tx, actor, command.attachment_id)
    listed = [use for use in uses if use.position is not None]
    use = next((use for use in uses if use.attachment_id == row.id), None)
    if use is not None and use.position is not None:
        return
    if len(listed) >= MAX_FILES:
        raise TooManyFiles(f"添付は一つの文書に {MAX_FILES} 件までです。使わないものを外すか、文書を分けてください。")
    if use is None:
        use = AttachmentUse(attachment_id=row.id, document_id=document.id, in_text=False)
        tx.add(use)
    use.position = 1 + max((entry.position or 0 for entry in listed), default=0)
    use.name = _named(command.name, row.media_type) if command.name else row.name
    use.added_by, use.added_at = actor.name, clock.now()
    tx.flush()  # the page that answers reads the list back
    _record(tx, actor, document, FILE_ADDED, after={"file": use.name, "file_hash": row.hash})


def rename_file(tx: Tx, actor: Actor, command: RenameFile, *, document_id: UUID, attachment_id: UUID) -> None:
    """The file has another name in this document; how it ends stays.

    Rule P-121; raises DocumentNotFound, DocumentMoveRefused, AttachmentNotFound.
    """
    document, uses = _locked(tx, actor, document_id)
    use = _listed(uses, attachment_id)
    before, after = use.name, _named(command.name, queries.get_attachment(tx, actor, attachment_id).media_type)
    if before == after:
        return
    use.name = after
    tx.flush()  # the page that answers reads the list back
    _record(tx, actor, document, FILE_RENAMED, before={"file": before}, after={"file": after})


def order_files(tx: Tx, actor: Actor, command: OrderFiles, *, document_id: UUID) -> None:
    """The files stand in this order; those that were not named (somebody added them meanwhile) follow as they stood.

    Rule P-121; raises DocumentNotFound, DocumentMoveRefused.
    """
    document, uses = _locked(tx, actor, document_id)
    listed = [use for use in uses if use.position is not None]
    places = {key: place for place, key in enumerate(command.attachments)}
    wanted = sorted(listed, key=lambda use: places.get(use.attachment_id, len(places)))
    if [use.attachment_id for use in wanted] == [use.attachment_id for use in listed]:
        return
    for place, use in enumerate(wanted, 1):
        use.position = place
    tx.flush()  # the page that answers reads the list back
    _record(tx, actor, document, FILES_ORDERED, after={"file": "、".join(use.name or "" for use in wanted)[:1000]})


def remove_file(tx: Tx, actor: Actor, document_id: UUID, *, attachment_id: UUID) -> None:
    """The file is no longer listed; where a text shows it, it stays there. It is kept for 30 days, and can be added again.

    Rule P-121; raises DocumentNotFound, DocumentMoveRefused, AttachmentNotFound.
    """
    document, uses = _locked(tx, actor, document_id)
    use = _listed(uses, attachment_id)
    name = use.name
    if use.in_text:
        use.position = use.name = use.added_by = use.added_at = None
    else:
        tx.delete(use)
    tx.flush()  # the page that answers reads the list back
    _record(tx, actor, document, FILE_REMOVED, before={"file": name})


def _locked(tx: Tx, actor: Actor, document_id: UUID) -> tuple[Document, Sequence[AttachmentUse]]:
    document, held = queries.get_locked(tx, actor, document_id)
    require_files(tx, actor, document.id, kind=document.kind, held=held)
    document.refuse_in_bin()
    return document, queries.list_uses(tx, actor, document.id)


def _listed(uses: Sequence[AttachmentUse], attachment_id: UUID) -> AttachmentUse:
    found = next((use for use in uses if use.attachment_id == attachment_id and use.position is not None), None)
    if found is None:
        raise AttachmentNotFound(NOT_LISTED)
    return found


def _named(name: str, media_type: str) -> str:
    return safe_name(name, format_of(media_type).extension)


def _record(tx: Tx, actor: Actor, document: Document, tag: Tag, **states: Recorded) -> None:
    """The document is one version further; `before` and `after` say what became of its files."""
    document.touch(clock.now())
    audit.record(tx, actor, tag, Subject(SUBJECT, document.id), before=states.get("before"), after=states.get("after"))
    outbox.emit(tx, DocumentChanged(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)
