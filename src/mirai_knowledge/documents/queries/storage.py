"""How rows and stored files agree: what is named, what is there, what nothing uses."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ColumnElement, exists, func, or_, select

from mirai_knowledge.documents.model import Attachment, FilePart, Upload
from mirai_knowledge.documents.policy import P_123
from mirai_knowledge.documents.schemas.files import BlobReport
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import BlobMissing, BlobStore
from mirai_knowledge.kernel.db import Base, Tx
from mirai_knowledge.kernel.rights import require


def get_blob_report(tx: Tx, actor: Actor, blobs: BlobStore, *, deep: bool = True) -> BlobReport:
    """Whether every named blob is there and, with `deep`, holds what its name says; and what nothing names. Rule P-123.

    Reads every stored byte with `deep`, piece by piece.
    """
    require(actor, P_123)
    named = list_named_blobs(tx, actor)
    sizes: dict[str, int] = {}
    wrong = []
    for blob in blobs.list_all():
        sizes[blob.name] = blob.size
        if deep and _is_wrong(blobs, blob.name):
            wrong.append(blob.name)
    return BlobReport(
        blobs=len(sizes),
        bytes=sum(sizes.values()),
        missing=tuple(sorted(named - sizes.keys())),
        wrong=tuple(sorted(wrong)),
        orphans=tuple(sorted(sizes.keys() - named)),
        unfinished_uploads=tx.scalar(select(func.count()).select_from(Upload)) or 0,
    )


def list_named_blobs(tx: Tx, _actor: Actor, among: Collection[str] | None = None) -> frozenset[str]:
    """The blobs that rows name, of those given (None: all there are)."""
    columns = (Attachment.hash, Attachment.thumb_hash, FilePart.picture)
    found: set[str] = set()
    for column in columns:
        statement = select(column).where(column.is_not(None)).distinct()
        found.update(name for name in tx.scalars(statement if among is None else statement.where(column.in_(among))) if name)
    return frozenset(found)


def list_newly_unused(tx: Tx, _actor: Actor) -> Sequence[Attachment]:
    """Attachments that nothing uses and that were used or new at the last sweep, locked."""
    statement = select(Attachment).where(Attachment.unused_since.is_(None), ~_is_used())
    return tx.scalars(statement.with_for_update(skip_locked=True).limit(1000)).all()


def list_used_again(tx: Tx, _actor: Actor) -> Sequence[Attachment]:
    """Attachments that were without a use and have one again, locked."""
    statement = select(Attachment).where(Attachment.unused_since.is_not(None), _is_used())
    return tx.scalars(statement.with_for_update(skip_locked=True).limit(1000)).all()


def list_forgettable(tx: Tx, _actor: Actor, before: datetime) -> Sequence[Attachment]:
    """Attachments that nothing has used since before that instant, locked."""
    statement = select(Attachment).where(Attachment.unused_since < before, ~_is_used())
    return tx.scalars(statement.with_for_update(skip_locked=True).limit(1000)).all()


def list_stale_uploads(tx: Tx, _actor: Actor, before: datetime) -> Sequence[Upload]:
    """Uploads that nobody has gone on with since before that instant, locked."""
    return tx.scalars(select(Upload).where(Upload.touched_at < before).with_for_update(skip_locked=True)).all()


def list_known_uploads(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the uploads that are still on their way."""
    return frozenset(tx.scalars(select(Upload.id).where(Upload.id.in_(ids))))


def _is_used() -> ColumnElement[bool]:
    # Whatever table points at attachments uses them: a slice that is added cannot be forgotten here.
    return or_(*(exists(select(column).where(column == Attachment.id)) for column in _references()))


def _references() -> Iterator[Column[UUID]]:
    target = Attachment.__table__.c.id
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            if any(key.column is target for key in column.foreign_keys):
                yield column


def _is_wrong(blobs: BlobStore, name: str) -> bool:
    try:
        return blobs.hash_of(name) != name
    except BlobMissing:
        return False
