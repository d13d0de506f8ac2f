"""Attachments: which ones a document or a record shows, where, who may use and open them, uploads on their way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.errors import AttachmentNotFound, UploadNotFound
from mirai_knowledge.documents.model import (
    Attachment,
    AttachmentId,
    AttachmentRecord,
    AttachmentUse,
    Document,
    FileReading,
    Upload,
    UploadPart,
)
from mirai_knowledge.documents.policy import signing
from mirai_knowledge.documents.policy.files import READABLE, format_of
from mirai_knowledge.documents.policy.filing import may_change_files
from mirai_knowledge.documents.queries.finding import get_document
from mirai_knowledge.documents.schemas.files import AttachmentView, FileList, FileView, TextState
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

GONE = "この添付は開けません。元の文書を開き直してください。"


@dataclass(frozen=True, slots=True)
class ArrivedParts:
    """An upload as far as it has arrived, and where its parts begin."""

    name: str
    size: int
    received: int
    keep_position: bool
    offsets: tuple[int, ...]


def list_addresses(tx: Tx, actor: Actor, ids: Collection[UUID], *, document_id: UUID) -> Mapping[UUID, str]:
    """Where each of these attachments is shown or opened for the next hour, of those the document uses; whoever asks has
    been shown the text they stand in.
    """
    if not ids:
        return {}
    used = (
        select(Attachment.id, Attachment.media_type)
        .join(AttachmentUse, AttachmentUse.attachment_id == Attachment.id)
        .where(AttachmentUse.document_id == document_id, AttachmentUse.attachment_id.in_(ids))
    )
    now = clock.now()
    return {row.id: _address(row.id, row.media_type, actor, now) for row in tx.execute(used)}


def list_usable(tx: Tx, actor: Actor, ids: Collection[UUID]) -> tuple[AttachmentId, ...]:
    """Those of the attachments that the actor may put into a text: own uploads, and those of documents the actor sees."""
    if not ids:
        return ()
    seen = exists(
        select(AttachmentUse.attachment_id)
        .join(Document, Document.id == AttachmentUse.document_id)
        .where(AttachmentUse.attachment_id == Attachment.id, policy.visible_to(actor))
    )
    statement = select(Attachment.id).where(Attachment.id.in_(ids))
    if not actor.everything:
        statement = statement.where(or_(Attachment.created_by == actor.person_id, seen))
    return tuple(tx.scalars(statement))


def get_attachment(tx: Tx, _actor: Actor, attachment_id: UUID) -> Attachment:
    """The row of an attachment, for whoever holds its signed address; raises AttachmentNotFound."""
    row = tx.scalars(select(Attachment).where(Attachment.id == attachment_id)).first()
    if row is None:
        raise AttachmentNotFound(GONE)
    return row


def get_opened(tx: Tx, actor: Actor, attachment_id: UUID) -> Attachment:
    """The row of an attachment that the actor may open now: one that may be put into a text, or one of a record, whose
    address the slice of the record gave out. Raises AttachmentNotFound, also to who has no right left.
    """
    row = get_attachment(tx, actor, attachment_id)
    of_record = exists(select(AttachmentRecord.record_id).where(AttachmentRecord.attachment_id == attachment_id))
    if not actor.grants or not (list_usable(tx, actor, [attachment_id]) or tx.scalar(select(of_record))):
        raise AttachmentNotFound(GONE)
    return row


def find_attachment(tx: Tx, actor: Actor, attachment_id: UUID) -> Attachment | None:
    """An attachment the actor uploaded; to machine work any."""
    statement = select(Attachment).where(Attachment.id == attachment_id)
    if not actor.everything:
        statement = statement.where(Attachment.created_by == actor.person_id)
    return tx.scalars(statement).first()


def get_attachment_view(tx: Tx, actor: Actor, attachment_id: UUID) -> AttachmentView:
    """An attachment with its addresses, for who may be shown it; raises AttachmentNotFound."""
    row = get_attachment(tx, actor, attachment_id)
    return _view(row, actor, clock.now(), _states(tx, [row.hash]).get(row.hash, "none"))


def list_files(tx: Tx, actor: Actor, document_id: UUID) -> FileList:
    """The files listed at a document, in their order. Rule P-122; raises DocumentNotFound."""
    document, held = get_document(tx, actor, document_id)
    rows = tx.execute(
        select(Attachment, AttachmentUse)
        .join(AttachmentUse, AttachmentUse.attachment_id == Attachment.id)
        .where(AttachmentUse.document_id == document.id, AttachmentUse.position.is_not(None))
        .order_by(AttachmentUse.position, Attachment.id)
        .execution_options(populate_existing=True)
    ).all()
    states = _states(tx, [row.Attachment.hash for row in rows])
    now = clock.now()
    items = tuple(_listed(row.Attachment, row.AttachmentUse, actor, now, states) for row in rows)
    may = document.binned_at is None and may_change_files(tx, actor, document.id, kind=document.kind, held=held)
    return FileList(items=items, can_change=may)


def list_uses(tx: Tx, _actor: Actor, document_id: UUID) -> Sequence[AttachmentUse]:
    """What a locked document uses: its listed files in their order, then what stands in its texts alone."""
    statement = select(AttachmentUse).where(AttachmentUse.document_id == document_id).order_by(AttachmentUse.position)
    return tx.scalars(statement.execution_options(populate_existing=True)).all()


def list_record_files(tx: Tx, actor: Actor, kind: str, ids: Collection[UUID]) -> Mapping[UUID, tuple[AttachmentView, ...]]:
    """The attachments of these records of a kind in their order, by record; whoever asks has been shown the records."""
    if not ids:
        return {}
    rows = tx.execute(
        select(Attachment, AttachmentRecord.record_id)
        .join(AttachmentRecord, AttachmentRecord.attachment_id == Attachment.id)
        .where(AttachmentRecord.record_kind == kind, AttachmentRecord.record_id.in_(ids))
        .order_by(AttachmentRecord.record_id, AttachmentRecord.position)
    ).all()
    states, now = _states(tx, [row.Attachment.hash for row in rows]), clock.now()
    found: dict[UUID, list[AttachmentView]] = {}
    for row in rows:
        view = _view(row.Attachment, actor, now, states.get(row.Attachment.hash, "none"))
        found.setdefault(row.record_id, []).append(view)
    return {key: tuple(views) for key, views in found.items()}


def list_of_record(tx: Tx, _actor: Actor, kind: str, record_id: UUID) -> tuple[UUID, ...]:
    """The attachments of one record in their order."""
    held = (AttachmentRecord.record_kind == kind, AttachmentRecord.record_id == record_id)
    return tuple(tx.scalars(select(AttachmentRecord.attachment_id).where(*held).order_by(AttachmentRecord.position)))


def find_upload(tx: Tx, actor: Actor, upload_id: UUID, *, locked: bool = False) -> Upload | None:
    """An upload of the actor's own; with `locked` nobody else changes it meanwhile."""
    statement = select(Upload).where(Upload.id == upload_id).execution_options(populate_existing=True)
    if not actor.everything:
        statement = statement.where(Upload.person_id == actor.person_id)
    return tx.scalars(statement.with_for_update() if locked else statement).first()


def get_upload(tx: Tx, actor: Actor, upload_id: UUID, *, locked: bool = False) -> Upload:
    """As `find_upload`; raises UploadNotFound (P-120)."""
    row = find_upload(tx, actor, upload_id, locked=locked)
    if row is None:
        raise UploadNotFound("送信が取り消されたか、期限（3日）が切れています。ファイルを選び直してください。")
    return row


def get_arrived(tx: Tx, actor: Actor, upload_id: UUID) -> ArrivedParts:
    """What has arrived of an upload of the actor's own; raises UploadNotFound."""
    row = get_upload(tx, actor, upload_id)
    offsets = select(UploadPart.starts_at).where(UploadPart.upload_id == upload_id).order_by(UploadPart.starts_at)
    return ArrivedParts(row.name, row.size, row.received, row.keep_position, tuple(tx.scalars(offsets)))


def get_upload_load(tx: Tx, actor: Actor) -> tuple[int, int]:
    """How many files the actor has on their way, and how many bytes they will be."""
    row = tx.execute(
        select(func.count(), func.coalesce(func.sum(Upload.size), 0)).where(Upload.person_id == actor.person_id)
    ).one()
    return int(row[0]), int(row[1])


def _listed(row: Attachment, use: AttachmentUse, actor: Actor, now: datetime, states: Mapping[str, TextState]) -> FileView:
    view = _view(row, actor, now, states.get(row.hash, "none"))
    fields = {name: getattr(view, name) for name in view.__struct_fields__}
    return FileView(**{**fields, "name": use.name or row.name}, added_by=use.added_by, added_at=use.added_at)


def _view(row: Attachment, actor: Actor, now: datetime, state: TextState) -> AttachmentView:
    found = format_of(row.media_type)
    by = actor.person_id
    has_thumb = row.thumb_hash is not None or found.family == "image"
    return AttachmentView(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        family=found.family,
        size=row.size,
        width=row.width,
        height=row.height,
        url=_address(row.id, row.media_type, actor, now),
        thumb_url=signing.thumb_address_of(row.id, now) if has_thumb else None,
        download_url=signing.personal_address_of(row.id, now, "save", by),
        preview_url=signing.personal_address_of(row.id, now, "preview", by) if found.family in READABLE else None,
        text_state=state,
        has_position=row.has_position,
    )


def _address(attachment_id: UUID, media_type: str, actor: Actor, now: datetime) -> str:
    family = format_of(media_type).family
    if family == "image":
        return signing.address_of(attachment_id, now)
    deed: signing.Deed = "open" if family in {"pdf", "video"} else "save"
    return signing.personal_address_of(attachment_id, now, deed, actor.person_id)


def _states(tx: Tx, hashes: Collection[str]) -> Mapping[str, TextState]:
    if not hashes:
        return {}
    rows = tx.execute(select(FileReading.hash, FileReading.state).where(FileReading.hash.in_(hashes)))
    return {row.hash: row.state for row in rows}
