"""What is told, and how a person sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, get_args
from uuid import UUID

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Stream = Literal["mandatory", "duty", "subscription"]
"""必読 (must be read), 担当 (somebody's turn), 購読 (good to know)."""
Importance = Literal["low", "medium", "high", "critical"]
STREAM_NAMES: dict[Stream, str] = {"mandatory": "必読", "duty": "担当", "subscription": "購読"}
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class About(BaseModel):
    """What a notice speaks of: only who may see that sees the notice, for as long as that is so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = Field(pattern=r"^[a-z_]+$", max_length=40)
    id: UUID


class NewNotice(BaseModel):
    """Something to tell. `kind` is a lasting code such as `password.reset`; `link` a path of our own page, never an address.

    What quotes something that not everybody may see names it in `about`. `stream`, `importance` and the wishes of each
    person decide which channels take it, and when. `why` is one sentence for the reader: なぜ届いたか. With `project_id` the
    site's group in Teams may see title and link, with `for_all` that of the company: the caller vouches for either.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=60)
    title: ShortText
    body: str = Field("", max_length=5000)
    link: str | None = Field(None, pattern=r"^/([^/\\\s][^\\\s]*)?$", max_length=500)
    about: About | None = None
    stream: Stream = "subscription"
    importance: Importance = "medium"
    why: str = Field("あなたあての連絡のため", max_length=300)
    project_id: UUID | None = None
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """Why somebody is told and how urgent that is, by which the channels are chosen."""

    why: str
    stream: Stream = "duty"
    importance: Importance = "medium"


def importance_of(text: str) -> Importance:
    """The importance of this name; medium for any other word."""
    found: Importance | None = next((one for one in get_args(Importance) if one == text), None)
    return found or "medium"


class NoticeView(Struct, frozen=True):
    """A notice as its person sees it."""

    id: UUID
    kind: str
    title: str
    body: str
    link: str | None
    stream: str
    importance: str
    why: str
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
