"""The text that files hold: for previews, for search, and for whoever reads it out."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, or_, select

from mirai_knowledge.documents.errors import AttachmentNotFound
from mirai_knowledge.documents.model import Attachment, AttachmentUse, DocumentId, FilePart, FileReading
from mirai_knowledge.documents.policy import signing
from mirai_knowledge.documents.schemas.files import PartView, PreviewView
from mirai_knowledge.documents.schemas.kinds import Section
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

PARTS_A_PAGE = 20
SHOWN_CHARS = 20_000
"""The most of one part that a preview gives."""
INDEXED_CHARS = 2_000_000
"""The most text of one document's files that search reads."""


def get_preview(tx: Tx, _actor: Actor, row: Attachment, *, start: int) -> PreviewView:
    """What is in an attachment that the actor may open, from the part at `start` on, at most 20 parts."""
    reading = tx.get(FileReading, row.hash)
    parts = select(FilePart).where(FilePart.hash == row.hash)
    total = tx.scalar(select(func.count()).select_from(parts.subquery())) or 0
    asked = parts.where(FilePart.position >= start).order_by(FilePart.position).limit(PARTS_A_PAGE + 1)
    found, now = tx.scalars(asked).all(), clock.now()
    shown = tuple(
        PartView(
            position=part.position,
            place=part.place,
            text=part.text[:SHOWN_CHARS],
            is_cut=len(part.text) > SHOWN_CHARS,
            picture_url=signing.page_address_of(row.id, now, part.position) if part.picture else None,
        )
        for part in found[:PARTS_A_PAGE]
    )
    more = found[PARTS_A_PAGE].position if len(found) > PARTS_A_PAGE else None
    state = reading.state if reading is not None else "none"
    note = reading.note if reading is not None else None
    return PreviewView(name=row.name, state=state, note=note, parts=shown, total=total, next_from=more)  # type: ignore[arg-type]


def get_page_picture(tx: Tx, _actor: Actor, attachment_id: UUID, *, number: int) -> str:
    """The blob of the picture of a page, for whoever holds its signed address; raises AttachmentNotFound."""
    statement = (
        select(FilePart.picture)
        .join(Attachment, Attachment.hash == FilePart.hash)
        .where(Attachment.id == attachment_id, FilePart.position == number)
    )
    picture = tx.scalar(statement)
    if picture is None:
        raise AttachmentNotFound("このページの画像はありません。添付を開き直してください。")
    return picture


def list_file_sections(tx: Tx, _actor: Actor, named: Mapping[DocumentId, Collection[UUID]]) -> Mapping[UUID, tuple[Section, ...]]:
    """The text of the files of each document, part by part: those in its list, and those its text names (`named`: their ids
    by document). Whoever asks may read the documents.
    """
    of_texts = [
        (AttachmentUse.document_id == document_id) & AttachmentUse.attachment_id.in_(ids)
        for document_id, ids in named.items()
        if ids
    ]
    listed = AttachmentUse.document_id.in_(named) & AttachmentUse.position.is_not(None)
    rows = tx.execute(
        select(AttachmentUse.document_id, Attachment.id, func.coalesce(AttachmentUse.name, Attachment.name).label("name"))
        .add_columns(FilePart.position, FilePart.place, func.left(FilePart.text, INDEXED_CHARS).label("text"))
        .join(Attachment, Attachment.id == AttachmentUse.attachment_id)
        .join(FilePart, FilePart.hash == Attachment.hash)
        .where(or_(listed, *of_texts))
        .order_by(AttachmentUse.document_id, AttachmentUse.position.nulls_last(), Attachment.id, FilePart.position)
    )
    sections: dict[UUID, list[Section]] = {}
    left: dict[UUID, int] = {}
    for row in rows:
        room = left.get(row.document_id, INDEXED_CHARS)
        if room > 0 and row.text.strip():
            anchor, place = f"attachment-{row.id}-{row.position}", f"添付「{row.name}」{row.place}"
            sections.setdefault(row.document_id, []).append(Section(anchor, place, row.text[:room]))
            left[row.document_id] = room - len(row.text)
    return {key: tuple(found) for key, found in sections.items()}


def find_passage(tx: Tx, _actor: Actor, document_id: UUID, *, words: Sequence[str]) -> Section | None:
    """The first part of a file listed at a document in which one of the words stands, as many letters as can be told apart;
    whoever asks may read the document.
    """
    listed = (AttachmentUse.document_id == document_id, AttachmentUse.position.is_not(None))
    holds = or_(*(FilePart.text.icontains(word, autoescape=True) for word in words))
    statement = (
        select(Attachment.id, AttachmentUse.name, FilePart.position, FilePart.place, FilePart.text)
        .join(Attachment, Attachment.id == AttachmentUse.attachment_id)
        .join(FilePart, FilePart.hash == Attachment.hash)
        .where(*listed, holds)
        .order_by(AttachmentUse.position, FilePart.position)
        .limit(1)
    )
    row = tx.execute(statement).first()
    if row is None:
        return None
    return Section(f"attachment-{row.id}-{row.position}", f"添付「{row.name}」{row.place}", row.text)


def find_reading(tx: Tx, _actor: Actor, digest: str, *, locked: bool = False) -> FileReading | None:
    """How far the text of a blob has been read."""
    return tx.get(FileReading, digest, with_for_update=locked, populate_existing=True)


def list_same_files(tx: Tx, _actor: Actor, digest: str) -> Sequence[Attachment]:
    """The attachments over one blob."""
    return tx.scalars(select(Attachment).where(Attachment.hash == digest).order_by(Attachment.id)).all()


def list_documents_with(tx: Tx, _actor: Actor, digest: str) -> Sequence[UUID]:
    """The documents that use a file of these bytes."""
    statement = (
        select(AttachmentUse.document_id)
        .join(Attachment, Attachment.id == AttachmentUse.attachment_id)
        .where(Attachment.hash == digest)
        .distinct()
    )
    return tx.scalars(statement).all()
