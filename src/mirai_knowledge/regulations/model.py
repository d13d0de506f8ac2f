"""Articles of editions, what refers to them, the revisions of laws, and what laws are called in short."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base


class Article(Base):
    """One row of an edition's text, in its order: an article (`level` 0) or a heading. A projection: written when the text is
    frozen, and never changed. `key` is the number in one form (`36-2`), empty for headings and within 附則.
    """

    __tablename__ = "article"
    __table_args__: Any = (
        Index(None, "edition_id", "anchor", unique=True),
        Index(None, "key", "edition_id", postgresql_where="key <> ''"),
    )
    edition_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    anchor: Mapped[str] = mapped_column(String(60))
    level: Mapped[int]
    key: Mapped[str] = mapped_column(String(60, collation="C"))
    label: Mapped[str] = mapped_column(String(100))
    caption: Mapped[str] = mapped_column(Text)
    deleted: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)


class ArticleReference(Base):
    """An edition of another document says something of an article: a projection of its text. `name` is what it calls the law;
    `law_id` is that law's document, once there is one.
    """

    __tablename__ = "article_reference"
    __table_args__: Any = (
        Index(None, "law_id", "article", postgresql_where="law_id IS NOT NULL"),
        Index(None, "name", postgresql_where="law_id IS NULL"),
    )
    edition_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100, collation="C"), primary_key=True)
    article: Mapped[str] = mapped_column(String(60, collation="C"), primary_key=True)
    law_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="SET NULL"))


class LawRevision(Base):
    """The edition that is this revision of the law. `digest` is over the words alone, so that a file fetched again is known."""

    __tablename__ = "law_revision"
    __table_args__: Any = (Index(None, "edition_id", unique=True), Index(None, "document_id"))
    law: Mapped[str] = mapped_column(String(60, collation="C"), primary_key=True)
    revision: Mapped[str] = mapped_column(String(100, collation="C"), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("document.id", ondelete="CASCADE"))
    edition_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("edition.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


class LawAbbreviation(Base):
    """What people call a law in short, and its title."""

    __tablename__ = "law_abbreviation"
    abbreviation: Mapped[str] = mapped_column(String(60, collation="C"), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
