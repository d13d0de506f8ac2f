"""Pictures in documents: rows over content-addressed files, and which documents use them."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.documents.model.documents import DocumentId
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId

AttachmentId = NewType("AttachmentId", UUID)


class Attachment(Base):
    """A picture somebody uploaded. In texts it stands as `attachment:ID`; `hash` names the blob."""

    __tablename__ = "attachment"
    __table_args__: Any = (Index(None, "hash"), Index(None, "created_by"))
    id: Mapped[AttachmentId] = mapped_column(Uuid(), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    created_by: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    created_at: Mapped[datetime]


class AttachmentUse(Base):
    """A document has the attachment in its draft or in an edition. Nobody but the uploader sees one without a use."""

    __tablename__ = "attachment_use"
    __table_args__: Any = (Index(None, "document_id"),)
    attachment_id: Mapped[AttachmentId] = mapped_column(Uuid(), ForeignKey("attachment.id"), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
