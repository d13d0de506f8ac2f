"""The verbs of files on their way: announced, received part by part, given up. They leave no audit: keeping the file does."""

from uuid import UUID

from sqlalchemy import delete, insert

from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentIdTaken, TooManyUploads, UploadElsewhere, UploadUnfinished
from mirai_knowledge.documents.model import Upload, UploadId, UploadPart
from mirai_knowledge.documents.policy import P_120, require_upload
from mirai_knowledge.documents.policy.files import check_size, format_named
from mirai_knowledge.documents.schemas.files import BeginUpload
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.kernel.ids import new_id

MAX_OPEN = 200
MAX_OPEN_BYTES = 5 * 1024**3


def begin_upload(tx: Tx, actor: Actor, command: BeginUpload) -> UploadId:
    """The file may come in parts, under this id. Beginning again with the same id goes on with what has arrived.

    Rule P-071; raises AttachmentRefused and AttachmentTooLarge for what could not be kept anyway, TooManyUploads, and
    DocumentIdTaken for an id that is in use.
    """
    require_upload(actor)
    if actor.person_id is None:
        raise Forbidden(P_120.text, rule=P_120.number)
    check_size(command.size, format_named(command.name))
    machine = Actor.system("upload.ids")
    upload_id = UploadId(command.id or new_id())
    if queries.find_attachment(tx, machine, upload_id) is not None:
        raise DocumentIdTaken("この id の添付はすでにあります。新しい id で送り直してください。")
    found = queries.find_upload(tx, machine, upload_id)
    if found is not None:
        if found.person_id == actor.person_id and (found.name, found.size) == (command.name, command.size):
            return found.id
        raise DocumentIdTaken("この id では別のファイルが送られています。新しい id で送り直してください。")
    count, size = queries.get_upload_load(tx, actor)
    if count >= MAX_OPEN or size + command.size > MAX_OPEN_BYTES:
        message = "送信中のファイルが多すぎます。終わるのを待つか、不要なものをやめてから送ってください。"
        raise TooManyUploads(message, extra={"retry_after": 60})
    now = clock.now()
    row = Upload(
        id=upload_id,
        person_id=actor.person_id,
        name=command.name,
        size=command.size,
        received=0,
        keep_position=command.keep_position,
        created_at=now,
        touched_at=now,
    )
    tx.add(row)
    tx.flush()  # an id that was taken meanwhile must surface here
    return row.id


def receive_part(tx: Tx, actor: Actor, upload_id: UUID, *, offset: int, length: int) -> int:
    """The part that lies in the store belongs to the upload, and this is how much of it has arrived.

    Rule P-120; raises UploadNotFound, and UploadElsewhere for a part that does not begin where the upload stands.
    """
    row = queries.get_upload(tx, actor, upload_id, locked=True)
    refuse_elsewhere(row, offset=offset, length=length)
    tx.execute(insert(UploadPart).values(upload_id=row.id, starts_at=offset))
    row.receive(length, clock.now())
    tx.flush()  # the page that answers reads it back
    return row.received


def refuse_elsewhere(row: Upload, *, offset: int, length: int) -> None:
    """Returns for a part that comes next; raises UploadElsewhere otherwise, with where the upload stands as `current`."""
    if offset != row.received or offset + length > row.size or length == 0:
        raise UploadElsewhere(
            f"このファイルは {row.received} バイトまで届いています。続きから送り直してください。", extra={"current": row.received}
        )


def refuse_unfinished(arrived: queries.ArrivedParts) -> None:
    """Returns for a file that has arrived as a whole; raises UploadUnfinished otherwise, with how much there is."""
    if arrived.received < arrived.size:
        raise UploadUnfinished(
            f"{arrived.size} バイトのうち {arrived.received} バイトが届いています。続きを送ってください。",
            extra={"current": arrived.received},
        )


def end_upload(tx: Tx, actor: Actor, upload_id: UUID) -> None:
    """The upload is over, kept or given up; its parts may go. Rule P-120; raises UploadNotFound."""
    row = queries.get_upload(tx, actor, upload_id, locked=True)
    tx.execute(delete(UploadPart).where(UploadPart.upload_id == row.id))
    tx.delete(row)
    tx.flush()  # the attachment of the same id may be kept in this very transaction
