"""The verbs of keeping house: what nothing uses goes after 30 days, what was never sent to its end after three."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, text

from mirai_knowledge.audit import service as audit
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.model import Attachment, FileReading, Upload, UploadPart
from mirai_knowledge.documents.policy import P_123
from mirai_knowledge.documents.schemas.files import PruneReport
from mirai_knowledge.documents.schemas.tags import ATTACHMENTS_FORGOTTEN, BLOBS_PRUNED
from mirai_knowledge.documents.service.attachments import STORE_LOCK
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import BlobStore, StoredBlob
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require

KEPT_UNUSED = timedelta(days=30)
KEPT_UNFINISHED = timedelta(days=3)
BATCH = 500


def forget_unused(tx: Tx, actor: Actor) -> int:
    """Attachments that nothing has used for 30 days are gone; those that lost or regained their use since the last time are
    marked. Returns how many went. Rule P-123.
    """
    require(actor, P_123)
    now = clock.now()
    for row in queries.list_used_again(tx, actor):
        row.unused_since = None
    for row in queries.list_newly_unused(tx, actor):
        row.unused_since = now
    tx.flush()  # a use that came back counts before anything goes
    gone = queries.list_forgettable(tx, actor, now - KEPT_UNUSED)
    if gone:
        tx.execute(delete(Attachment).where(Attachment.id.in_([row.id for row in gone])))
        hashes = {row.hash for row in gone}
        unread = hashes - queries.list_named_blobs(tx, actor, hashes)
        tx.execute(delete(FileReading).where(FileReading.hash.in_(unread)))
        audit.record(
            tx, actor, ATTACHMENTS_FORGOTTEN, None, detail={"count": len(gone), "files": [row.name for row in gone][:100]}
        )
    return len(gone)


def forget_unfinished(tx: Tx, actor: Actor, blobs: BlobStore) -> int:
    """Uploads that nobody has gone on with for three days are gone, and parts that belong to none. Returns how many went."""
    require(actor, P_123)
    stale = [row.id for row in queries.list_stale_uploads(tx, actor, clock.now() - KEPT_UNFINISHED)]
    tx.execute(delete(UploadPart).where(UploadPart.upload_id.in_(stale)))
    tx.execute(delete(Upload).where(Upload.id.in_(stale)))
    present = blobs.list_uploads()
    for upload_id in present - queries.list_known_uploads(tx, actor, present):
        blobs.drop_parts(upload_id)
    blobs.forget_scratch(clock.now() - timedelta(days=1))
    return len(stale)


def prune_blobs(tx: Tx, actor: Actor, blobs: BlobStore, *, told: Callable[[StoredBlob], None] | None = None) -> PruneReport:
    """Attachments unused for 30 days are gone, and blobs that no row names and nobody put within that time. Rule P-123.

    At most 500 blobs at a time, so that nobody waits long for the lock: what is left goes the next time.
    """
    forgotten = forget_unused(tx, actor)
    before = clock.now() - KEPT_UNUSED
    named = queries.list_named_blobs(tx, actor)
    old = {blob.name: blob for blob in blobs.list_all() if blob.name not in named and blob.changed_at <= before}
    batch = dict(list(old.items())[:BATCH])
    count = size = 0
    if batch:
        # Whoever names a blob from here on waits, and then asks whether it is there.
        tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": STORE_LOCK})
        for name in batch.keys() - queries.list_named_blobs(tx, actor, batch.keys()):
            if blobs.remove(name, unless_put_after=before):
                count, size = count + 1, size + batch[name].size
                if told is not None:
                    told(batch[name])
        audit.record(tx, actor, BLOBS_PRUNED, None, detail={"count": count})
    return PruneReport(attachments=forgotten, blobs=count, bytes=size)
