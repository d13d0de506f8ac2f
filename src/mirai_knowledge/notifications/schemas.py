"""What is told, and how a person sees it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class About(BaseModel):
    """What a notice speaks of: only who may see that sees the notice, for as long as that is so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = Field(pattern=r"^[a-z_]+$", max_length=40)
    id: UUID


class NewNotice(BaseModel):
    """Something to tell. `kind` is a lasting code such as `password.reset`; `link` a path of our own page, never an address.

    What quotes something that not everybody may see names it in `about`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=60)
    title: ShortText
    body: str = Field("", max_length=5000)
    link: str | None = Field(None, pattern=r"^/([^/\\\s][^\\\s]*)?$", max_length=500)
    about: About | None = None


class NoticeView(Struct, frozen=True):
    """A notice as its person sees it."""

    id: UUID
    kind: str
    title: str
    body: str
    link: str | None
    created_at: datetime
    read_at: datetime | None


class NoticePage(Struct, frozen=True):
    """Some notices, newest first, and how many are unread in all."""

    items: tuple[NoticeView, ...]
    next_cursor: str | None
    unread: int


class ReadCount(Struct, frozen=True):
    """How many notices were marked as read."""

    read: int
