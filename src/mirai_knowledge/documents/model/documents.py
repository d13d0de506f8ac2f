"""The document itself: identity, properties, and the moves of archiving and the bin, which can refuse."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mirai_knowledge.documents.errors import DocumentMoveRefused
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId

if TYPE_CHECKING:
    from mirai_knowledge.documents.model.reading import DocumentTally

DocumentId = NewType("DocumentId", UUID)


class Audience(StrEnum):
    """Who reads a document, besides those who are granted it (公開範囲)."""

    INTERNAL = "internal"
    PARTNERS = "partners"
    SITE = "site"
    NAMED = "named"


class LinkType(StrEnum):
    """How one document stands to another."""

    RELATED = "related"
    SUPERSEDES = "supersedes"
    DERIVED_FROM = "derived_from"
    COMPLIES_WITH = "complies_with"
    CAUSED_BY = "caused_by"
    SOLVED_BY = "solved_by"


class GrantReason(StrEnum):
    """Why a person is granted a document. Co-authors and reviewers see its draft as well."""

    NAMED = "named"
    COAUTHOR = "coauthor"
    REVIEW = "review"
    DISTRIBUTION = "distribution"


class Document(Base):
    """One document. `serial` gives its code; `version` counts its properties, `draft_version` its draft.

    `draft_version` goes on counting when a draft is published or discarded, so a late save never meets a later draft
    that happens to have its number. `own_state` is that of a kind without drafts. `intake_seal` is what an import left; while
    it still fits, nobody has worked on it since.
    """

    __tablename__ = "document"
    __table_args__: Any = (
        UniqueConstraint("kind", "serial"),
        UniqueConstraint("kind", "number"),
        CheckConstraint("audience IN ('internal', 'partners', 'site', 'named')", name="audience"),
        CheckConstraint("audience <> 'site' OR project_id IS NOT NULL", name="site_has_project"),
        CheckConstraint("(archived_at IS NULL) = (archived_reason IS NULL)", name="archived"),
        Index(None, "project_id"),
        Index(None, "creator_id"),
        Index(None, "owner_id"),
        Index(None, "kind", "category_code"),
        Index(None, "intake_run", postgresql_where=text("intake_run IS NOT NULL")),
        Index(None, "superseded_by", postgresql_where=text("superseded_by IS NOT NULL")),
        Index("ix_document_bin", "binned_at", "id", postgresql_where=text("binned_at IS NOT NULL")),
    )
    id: Mapped[DocumentId] = mapped_column(Uuid(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    serial: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(100))
    audience: Mapped[str] = mapped_column(String(10))
    project_id: Mapped[UUID | None] = mapped_column(ForeignKey("project.id"))
    work_section: Mapped[str | None] = mapped_column(String(100))
    owner_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    owner_name: Mapped[str | None] = mapped_column(String(100))
    creator_id: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    creator_name: Mapped[str] = mapped_column(String(100))
    category_code: Mapped[str | None] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(10))
    review_due_on: Mapped[date | None]
    archived_at: Mapped[datetime | None]
    archived_reason: Mapped[str | None] = mapped_column(String(1000))
    superseded_by: Mapped[DocumentId | None] = mapped_column(Uuid(), ForeignKey("document.id"))
    binned_at: Mapped[datetime | None]
    binned_by: Mapped[PersonId | None] = mapped_column(Uuid(), ForeignKey("person.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int]
    draft_version: Mapped[int]
    views_base: Mapped[int]
    helpful_base: Mapped[int]
    intake_run: Mapped[UUID | None]
    intake_seal: Mapped[str | None] = mapped_column(String(80))
    own_state: Mapped[str | None] = mapped_column(String(20))
    legacy: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))

    tally: Mapped["DocumentTally"] = relationship("DocumentTally", lazy="raise", viewonly=True, uselist=False)

    def touch(self, at: datetime) -> None:
        """The properties are one version further, changed at `at`."""
        self.version = (self.version or 0) + 1
        self.updated_at = at

    def archive(self, reason: str, at: datetime, *, superseded_by: DocumentId | None) -> None:
        """In use → archived, with the reason and perhaps a successor; raises DocumentMoveRefused otherwise."""
        self.refuse_in_bin()
        if self.archived_at is not None:
            raise DocumentMoveRefused("この文書はすでに廃止されています。")
        if superseded_by == self.id:
            raise DocumentMoveRefused("文書を、その文書自身で置き換えることはできません。")
        self.archived_at, self.archived_reason, self.superseded_by = at, reason, superseded_by

    def unarchive(self) -> None:
        """Archived → in use; raises DocumentMoveRefused otherwise."""
        self.refuse_in_bin()
        if self.archived_at is None:
            raise DocumentMoveRefused("この文書は廃止されていません。")
        self.archived_at = self.archived_reason = self.superseded_by = None

    def throw_away(self, by: PersonId | None, at: datetime) -> None:
        """Anywhere → in the bin; raises DocumentMoveRefused when it lies there."""
        self.refuse_in_bin()
        self.binned_at, self.binned_by = at, by

    def restore(self) -> None:
        """In the bin → as it was; raises DocumentMoveRefused otherwise."""
        if self.binned_at is None:
            raise DocumentMoveRefused("この文書はごみ箱にありません。")
        self.binned_at = self.binned_by = None

    def refuse_unless_live(self) -> None:
        """Returns for a document that can be worked on; raises DocumentMoveRefused for an archived or binned one."""
        self.refuse_in_bin()
        if self.archived_at is not None:
            raise DocumentMoveRefused("この文書は廃止されています。先に廃止を取り消してください。")

    def refuse_in_bin(self) -> None:
        """Returns unless the document lies in the bin; raises DocumentMoveRefused then."""
        if self.binned_at is not None:
            raise DocumentMoveRefused("この文書はごみ箱にあります。先にごみ箱から戻してください。")


class DocumentAlias(Base):
    """An older name under which a document is found."""

    __tablename__ = "document_alias"
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    alias: Mapped[str] = mapped_column(String(100, collation="C"), primary_key=True, index=True)
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), index=True)


class DocumentWorkType(Base):
    """A document is about a kind of work (工種)."""

    __tablename__ = "document_work_type"
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    work_type_code: Mapped[str] = mapped_column(ForeignKey("work_type.code"), primary_key=True, index=True)


class DocumentTag(Base):
    """A word somebody put on a document; `position` keeps their order."""

    __tablename__ = "document_tag"
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(50), primary_key=True, index=True)
    position: Mapped[int]


class DocumentLink(Base):
    """One document points at another."""

    __tablename__ = "document_link"
    __table_args__: Any = (
        CheckConstraint("from_id <> to_id", name="not_itself"),
        CheckConstraint(
            "type IN ('related', 'supersedes', 'derived_from', 'complies_with', 'caused_by', 'solved_by')", name="type"
        ),
    )
    from_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    to_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, index=True)
    type: Mapped[str] = mapped_column(String(20), primary_key=True)


class DocumentGrant(Base):
    """A person may see a document for a reason, until an instant or for good."""

    __tablename__ = "document_grant"
    __table_args__: Any = (
        CheckConstraint("why IN ('named', 'coauthor', 'review', 'distribution')", name="why"),
        Index(None, "person_id", "document_id"),
    )
    document_id: Mapped[DocumentId] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    why: Mapped[str] = mapped_column(String(20), primary_key=True)
    until: Mapped[datetime | None]
