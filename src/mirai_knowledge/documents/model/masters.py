"""Categories of a kind, and the counter of its codes."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base


class Category(Base):
    """What a document of a kind is filed under; archived ones stay on what has them and are offered no more."""

    __tablename__ = "category"
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]
    archived_at: Mapped[datetime | None]
    version: Mapped[int]


class DocumentCounter(Base):
    """The last serial a kind has given."""

    __tablename__ = "document_counter"
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]
