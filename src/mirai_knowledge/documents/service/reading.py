"""The verbs of reading files: the text of one is asked for when it is kept, and read by a job, once for equal files."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from sqlalchemy import delete, insert, text
from sqlalchemy.dialects.postgresql import insert as upsert

from mirai_knowledge.documents import queries
from mirai_knowledge.documents.model import FilePart, FileReading, ReadingState
from mirai_knowledge.documents.policy.pictures import thumb_of
from mirai_knowledge.documents.service.texts import SUBJECT
from mirai_knowledge.kernel import changes, clock, jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import BlobMissing, BlobStore
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.extraction import ExtractedPart, Extraction, Unextractable, extract

READ_FILE = "documents.read_file"
PAGE_QUALITY = 75
MISSING = "ファイルの本体が見つからないため、読み取れませんでした。"


def request_reading(tx: Tx, actor: Actor, digest: str, *, media_type: str) -> None:
    """The text of these bytes will be read, unless it has been or waits already."""
    if queries.find_reading(tx, actor, digest) is not None:
        return
    row = upsert(FileReading).values(hash=digest, state=ReadingState.WAITING).on_conflict_do_nothing()
    if tx.execute(row.returning(FileReading.hash)).first() is not None:
        jobs.defer(tx, READ_FILE, {"digest": digest, "media_type": media_type})


def read_file(tx: Tx, actor: Actor, digest: str, *, media_type: str, blobs: BlobStore) -> None:
    """The text of the bytes stands in the rows, with pictures of its pages; documents that use them are found by it.

    Done once: reading what has been read changes nothing. What gives no text says why.
    """
    # Nothing is written before the reader has ended: a transaction that has written holds the index up for all.
    reading = queries.find_reading(tx, actor, digest)
    if reading is None or reading.state != ReadingState.WAITING:
        return
    tx.execute(text("SET LOCAL idle_in_transaction_session_timeout = '300s'"))
    with tempfile.TemporaryDirectory(prefix="mks-read-") as folder:
        found = _read(blobs, digest, media_type, Path(folder))
        pictures = {} if isinstance(found, str) else dict(_kept_pictures(blobs, found.parts))
        thumb = blobs.put(thumb_of(blobs.read(pictures[1]))) if 1 in pictures else None
    _put(tx, reading, found, pictures)
    if thumb is not None:
        for row in queries.list_same_files(tx, actor, digest):
            row.thumb_hash = thumb
    for document_id in queries.list_documents_with(tx, actor, digest):
        changes.mark(tx, SUBJECT, document_id)


def _read(blobs: BlobStore, digest: str, media_type: str, folder: Path) -> Extraction | str:
    path, pictures = folder / "file", folder / "pages"
    pictures.mkdir()
    try:
        blobs.fetch(digest, path)
        return extract(path, media_type, pictures=pictures)
    except BlobMissing:
        return MISSING
    except Unextractable as fault:
        return str(fault)


def _kept_pictures(blobs: BlobStore, parts: tuple[ExtractedPart, ...]) -> Iterator[tuple[int, str]]:
    for position, part in enumerate(parts, 1):
        if part.picture is not None:
            with Image.open(part.picture, formats=["PNG"]) as opened:
                written = io.BytesIO()
                opened.convert("RGB").save(written, "JPEG", quality=PAGE_QUALITY, optimize=True, progressive=True)
            yield position, blobs.put(written.getvalue())


def _put(tx: Tx, reading: FileReading, found: Extraction | str, pictures: dict[int, str]) -> None:
    reading.read_at = clock.now()
    tx.execute(delete(FilePart).where(FilePart.hash == reading.hash))
    if isinstance(found, str):
        reading.state, reading.note = ReadingState.FAILED, found
        return
    reading.state, reading.note = ReadingState.DONE, found.note
    rows = [
        {
            "hash": reading.hash,
            "position": position,
            "place": part.place[:100],
            "text": part.text,
            "picture": pictures.get(position),
        }
        for position, part in enumerate(found.parts, 1)
    ]
    if rows:
        tx.execute(insert(FilePart), rows)
