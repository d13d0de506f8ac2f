"""The verb of pictures: keep one."""

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentIdTaken
from mirai_knowledge.documents.events import AttachmentAdded
from mirai_knowledge.documents.model import Attachment, AttachmentId
from mirai_knowledge.documents.policy import pictures, require_upload
from mirai_knowledge.documents.policy.pictures import KeepPicture
from mirai_knowledge.documents.schemas.tags import ATTACHMENT_ADDED
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id


def keep_picture(tx: Tx, actor: Actor, command: KeepPicture) -> AttachmentId:
    """There is an attachment over the blob, seen by the actor alone until a text uses it, and this is its id.

    Rule P-071; raises DocumentIdTaken.
    """
    require_upload(actor)
    attachment_id = AttachmentId(command.id or new_id())
    if queries.find_attachment(tx, Actor.system("attachment.ids"), attachment_id) is not None:
        raise DocumentIdTaken("この id の添付はすでにあります。新しい id で送り直してください。")
    picture = command.picture
    row = Attachment(
        id=attachment_id,
        name=pictures.safe_name(command.name, picture),
        media_type=picture.media_type,
        size=len(picture.content),
        hash=command.blob,
        width=picture.width,
        height=picture.height,
        created_by=actor.person_id,
        created_at=clock.now(),
    )
    tx.add(row)
    after: Recorded = {"name": row.name, "media_type": row.media_type, "size": row.size, "hash": row.hash}
    audit.record(tx, actor, ATTACHMENT_ADDED, Subject("attachment", row.id), after=after)
    outbox.emit(tx, AttachmentAdded(attachment_id=row.id))
    return row.id
