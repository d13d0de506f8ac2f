"""What readers leave behind: favourites, helpful marks, views, comments with mentions."""

from datetime import date, datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.documents.errors import CommentIsDeleted
from mirai_knowledge.documents.model.documents import DocumentId
from mirai_knowledge.documents.model.editions import EditionId
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId

CommentId = NewType("CommentId", UUID)


class Favourite(Base):
    """A person wants to find a document again."""

    __tablename__ = "favourite"
    __table_args__: Any = (Index(None, "document_id"),)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime]


class Helpful(Base):
    """A document helped a person."""

    __tablename__ = "helpful"
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    created_at: Mapped[datetime]


class DocumentView(Base):
    """How often a person opened a document on a day (in Japan)."""

    __tablename__ = "document_view"
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]


class DocumentTally(Base):
    """Sums for lists: views and helpful marks with their imported bases, and comments that are not deleted.

    A row of its own, so that counting a reader never waits for somebody who writes in the document.
    """

    __tablename__ = "document_tally"
    __table_args__: Any = (Index(None, "views", "document_id"),)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    views: Mapped[int]
    helpful: Mapped[int]
    comments: Mapped[int]


class Comment(Base):
    """What somebody says about a document; a reply names its parent. A deleted one keeps its place, not its words."""

    __tablename__ = "comment"
    __table_args__: Any = (Index(None, "document_id", "created_at", "id"),)
    id: Mapped[CommentId] = mapped_column(Uuid(), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"))
    edition_id: Mapped[EditionId | None] = mapped_column(Uuid(), ForeignKey("edition.id", ondelete="SET NULL"), index=True)
    author_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(100))
    body: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[CommentId | None] = mapped_column(Uuid(), ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    def reword(self, body: str, at: datetime) -> None:
        """The comment says this from now on; raises CommentIsDeleted for a deleted one."""
        self._refuse_deleted()
        self.body, self.edited_at = body, at

    def delete(self, at: datetime) -> None:
        """The words are gone, the place stays; raises CommentIsDeleted for a deleted one."""
        self._refuse_deleted()
        self.body, self.deleted_at = "", at

    def _refuse_deleted(self) -> None:
        if self.deleted_at is not None:
            raise CommentIsDeleted("このコメントはすでに削除されています。")


class CommentMention(Base):
    """A comment names a person, who is told."""

    __tablename__ = "comment_mention"
    comment_id: Mapped[CommentId] = mapped_column(Uuid(), ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
