"""The verbs of attachments: keep one, note that one was opened, say that a record of another slice shows some."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, text

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import AttachmentNotFound, DocumentIdTaken
from mirai_knowledge.documents.events import AttachmentAdded
from mirai_knowledge.documents.model import Attachment, AttachmentId, AttachmentRecord
from mirai_knowledge.documents.policy import require_upload
from mirai_knowledge.documents.policy.files import READABLE, format_of
from mirai_knowledge.documents.schemas.files import KeepFile
from mirai_knowledge.documents.schemas.tags import (
    ATTACHMENT_ADDED,
    ATTACHMENT_DOWNLOADED,
    ATTACHMENT_OPENED,
    RECORD_FILES_SET,
)
from mirai_knowledge.documents.service.reading import request_reading
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id

STORE_LOCK = 0x6D6B73_626C6F62
"""Whoever names blobs holds it shared, whoever removes them alone."""


def keep_file(tx: Tx, actor: Actor, command: KeepFile) -> AttachmentId:
    """There is an attachment over the blob, seen by the actor alone until something uses it, and this is its id; what text
    there is in it will be read.

    Rule P-071; raises DocumentIdTaken. Whether the blob is there is asked afterwards: nobody removes it from here on.
    """
    require_upload(actor)
    attachment_id = AttachmentId(command.id or new_id())
    if queries.find_attachment(tx, Actor.system("attachment.ids"), attachment_id) is not None:
        raise DocumentIdTaken("この id の添付はすでにあります。新しい id で送り直してください。")
    tx.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": STORE_LOCK})
    same = queries.list_same_files(tx, actor, command.blob)
    row = Attachment(
        id=attachment_id,
        name=command.name,
        media_type=command.media_type,
        size=command.size,
        hash=command.blob,
        width=command.width,
        height=command.height,
        thumb_hash=command.thumb or next((other.thumb_hash for other in same if other.thumb_hash), None),
        has_position=command.has_position,
        created_by=actor.person_id,
        created_at=clock.now(),
    )
    tx.add(row)
    tx.flush()  # what is read of it, and what uses it, points at it
    if format_of(row.media_type).family in READABLE:
        request_reading(tx, actor, row.hash, media_type=row.media_type)
    after: Recorded = {"name": row.name, "media_type": row.media_type, "size": row.size, "hash": row.hash}
    if row.has_position:
        after = {**after, "has_position": True}
    audit.record(tx, actor, ATTACHMENT_ADDED, Subject("attachment", row.id), after=after)
    outbox.emit(tx, AttachmentAdded(attachment_id=row.id))
    return row.id


def note_opened_file(tx: Tx, actor: Actor, attachment: Attachment, *, saved: bool) -> None:
    """It stands in the audit that the actor opened or downloaded the file."""
    tag = ATTACHMENT_DOWNLOADED if saved else ATTACHMENT_OPENED
    audit.record(tx, actor, tag, Subject("attachment", attachment.id), detail={"name": attachment.name, "hash": attachment.hash})


def use_in_record(tx: Tx, actor: Actor, record: Subject, *, attachments: Sequence[UUID]) -> None:
    """The record of another slice shows these attachments in this order, and no others. Who may write the record has been
    asked by its slice.

    Raises AttachmentNotFound for one that the actor may not use and that the record has not shown so far.
    """
    record_id = UUID(str(record.id))
    before = queries.list_of_record(tx, actor, record.kind, record_id)
    wanted = tuple(dict.fromkeys(attachments))
    fresh = set(wanted) - set(before)
    if len(queries.list_usable(tx, actor, fresh)) < len(fresh):
        raise AttachmentNotFound("添付が見つかりません。撮り直すか、選び直してください。")
    if wanted == before:
        return
    held = (AttachmentRecord.record_kind == record.kind, AttachmentRecord.record_id == record_id)
    tx.execute(delete(AttachmentRecord).where(*held))
    rows = [
        {"attachment_id": key, "record_kind": record.kind, "record_id": record_id, "position": place}
        for place, key in enumerate(wanted)
    ]
    if rows:
        tx.execute(insert(AttachmentRecord), rows)
    audit.record(tx, actor, RECORD_FILES_SET, record, detail={"count": len(wanted)})
