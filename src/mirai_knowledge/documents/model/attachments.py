"""Attachments: rows over content-addressed files, what uses them, uploads on their way, and the text that files hold."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.documents.model.documents import DocumentId
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId

AttachmentId = NewType("AttachmentId", UUID)
UploadId = NewType("UploadId", UUID)


class Attachment(Base):
    """A file somebody uploaded. In texts it stands as `attachment:ID`; `hash` names the blob, `thumb_hash` a small picture.

    `unused_since` is when a sweep first found nothing that uses it; 30 days later it goes.
    """

    __tablename__ = "attachment"
    __table_args__: Any = (
        Index(None, "hash"),
        Index(None, "thumb_hash", postgresql_where=text("thumb_hash IS NOT NULL")),
        Index(None, "created_by"),
        Index(None, "unused_since", postgresql_where=text("unused_since IS NOT NULL")),
    )
    id: Mapped[AttachmentId] = mapped_column(Uuid(), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
    width: Mapped[int | None]
    height: Mapped[int | None]
    thumb_hash: Mapped[str | None] = mapped_column(String(64))
    has_position: Mapped[bool] = mapped_column(server_default=text("false"))
    created_by: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    created_at: Mapped[datetime]
    unused_since: Mapped[datetime | None]


class AttachmentUse(Base):
    """A document has the attachment: in the text of its draft or an edition (`in_text`), in its list of files (with its
    place and its name there), or both. Nobody but the uploader sees an attachment without a use.
    """

    __tablename__ = "attachment_use"
    __table_args__: Any = (
        Index(None, "document_id"),
        CheckConstraint("(position IS NULL) = (name IS NULL)", name="listed"),
        CheckConstraint("in_text OR position IS NOT NULL", name="used"),
    )
    attachment_id: Mapped[AttachmentId] = mapped_column(Uuid(), ForeignKey("attachment.id"), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    in_text: Mapped[bool] = mapped_column(server_default=text("true"))
    position: Mapped[int | None]
    name: Mapped[str | None] = mapped_column(String(255))
    added_by: Mapped[str | None] = mapped_column(String(100))
    added_at: Mapped[datetime | None]


class AttachmentRecord(Base):
    """A record of another slice (a checklist run, an answer) shows the attachment. Who sees the record is its slice's rule."""

    __tablename__ = "attachment_record"
    __table_args__: Any = (Index(None, "record_kind", "record_id"),)
    attachment_id: Mapped[AttachmentId] = mapped_column(Uuid(), ForeignKey("attachment.id"), primary_key=True)
    record_kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]


class Upload(Base):
    """A file on its way: announced, and received up to `received`. `parts` are the places where its parts begin."""

    __tablename__ = "upload"
    __table_args__: Any = (
        CheckConstraint("received BETWEEN 0 AND size", name="received"),
        Index(None, "person_id"),
        Index(None, "touched_at"),
    )
    id: Mapped[UploadId] = mapped_column(Uuid(), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(300))
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger)
    keep_position: Mapped[bool]
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]

    def receive(self, length: int, at: datetime) -> None:
        """So many bytes more have arrived."""
        self.received += length
        self.touched_at = at


class UploadPart(Base):
    """A part of an upload that lies in the store."""

    __tablename__ = "upload_part"
    upload_id: Mapped[UploadId] = mapped_column(Uuid(), ForeignKey("upload.id", ondelete="CASCADE"), primary_key=True)
    starts_at: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class ReadingState(StrEnum):
    """How far the text of a file has been read."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class FileReading(Base):
    """The text of a blob is read once, whatever attachments name it. `note` says in Japanese what is missing and why."""

    __tablename__ = "file_reading"
    __table_args__: Any = (CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state"),)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(String(300))
    read_at: Mapped[datetime | None]


class FilePart(Base):
    """A page, a slide, a sheet or a run of lines of a file: what it is called, its text, and how it looks."""

    __tablename__ = "file_part"
    __table_args__: Any = (Index(None, "picture", postgresql_where=text("picture IS NOT NULL")),)
    hash: Mapped[str] = mapped_column(String(64), ForeignKey("file_reading.hash", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    picture: Mapped[str | None] = mapped_column(String(64))
