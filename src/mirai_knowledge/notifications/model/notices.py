"""Notices: what each person is told, and why."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId

NoticeId = NewType("NoticeId", UUID)


class Notice(Base):
    """What the system tells one person. `link` is a path of the web page.

    `subject_kind` and `subject_id` name what it speaks of, where its words may be seen by some people only.
    """

    __tablename__ = "notice"
    __table_args__: Any = (
        Index(None, "person_id", "created_at", "id"),
        Index("ix_notice_unread", "person_id", "created_at", "id", postgresql_where=text("read_at IS NULL")),
    )
    id: Mapped[NoticeId] = mapped_column(Uuid(), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(500))
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[UUID | None] = mapped_column(Uuid())
    stream: Mapped[str] = mapped_column(String(12), server_default="subscription")
    importance: Mapped[str] = mapped_column(String(8), server_default="medium")
    why: Mapped[str] = mapped_column(String(300), server_default="")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    def read(self, at: datetime) -> bool:
        """The notice is read, as of the first time; returns whether this was the first time."""
        if self.read_at is not None:
            return False
        self.read_at = at
        return True
