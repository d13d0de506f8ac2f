"""Files: what people want done with them, and how they are shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import Field

from mirai_knowledge.documents.schemas.fields import Command
from mirai_knowledge.kernel.text import Line

FileFamily = Literal["image", "pdf", "office", "text", "video"]
TextState = Literal["none", "waiting", "done", "failed"]
MAX_FILES = 200
PART_BYTES = 4 * 1024 * 1024
"""The most that one part of an upload holds."""


@dataclass(frozen=True, slots=True)
class KeepFile:
    """A file whose blob is stored, to be kept. `id` may be chosen by the caller; `thumb` is the blob of its small picture."""

    blob: str
    name: str
    media_type: str
    size: int
    width: int | None = None
    height: int | None = None
    thumb: str | None = None
    has_position: bool = False
    id: UUID | None = None


class BeginUpload(Command):
    """A file that will come in parts. The `id` may be chosen by the caller (UUID) and becomes that of the attachment."""

    id: UUID | None = None
    name: Annotated[str, Field(min_length=1, max_length=300)]
    size: Annotated[int, Field(ge=0, le=10**12)]
    keep_position: bool = False


class AddFile(Command):
    """An attachment to be listed at a document, under its own name or another one."""

    attachment_id: UUID
    name: Annotated[str, Line(200, at_least=1)] | None = None


class RenameFile(Command):
    """A new name of a listed file; how it ends stays."""

    name: Annotated[str, Line(200, at_least=1)]


class OrderFiles(Command):
    """The listed files in the order they shall have."""

    attachments: Annotated[tuple[UUID, ...], Field(max_length=MAX_FILES)]


class UploadView(Struct, frozen=True, kw_only=True):
    """A file on its way: how much of it has arrived, and how much one part may hold."""

    id: UUID
    name: str
    size: int
    offset: int
    part_bytes: int


class AttachmentView(Struct, frozen=True, kw_only=True):
    """An attachment as it was kept; in texts it stands as `attachment:ID`. Its addresses hold for the next hour or so.

    `url` shows it (a picture) or opens it (PDF, video, the rest as a download); `preview_url` gives its text by pages.
    """

    id: UUID
    name: str
    media_type: str
    family: FileFamily
    size: int
    width: int | None
    height: int | None
    url: str
    thumb_url: str | None
    download_url: str
    preview_url: str | None
    text_state: TextState
    has_position: bool


class FileView(AttachmentView, frozen=True, kw_only=True):
    """A file in the list of a document, under the name it has there."""

    added_by: str | None
    added_at: datetime | None


class FileList(Struct, frozen=True, kw_only=True):
    """The files of a document in their order, and whether the reader may change the list."""

    items: tuple[FileView, ...]
    can_change: bool


class PartView(Struct, frozen=True, kw_only=True):
    """A page, slide, sheet or run of lines of a file; `is_cut` when its text is longer than what is given."""

    position: int
    place: str
    text: str
    is_cut: bool
    picture_url: str | None


class PreviewView(Struct, frozen=True, kw_only=True):
    """What is in a file, part by part from a place on; `note` says what is missing, in Japanese."""

    name: str
    state: TextState
    note: str | None
    parts: tuple[PartView, ...]
    total: int
    next_from: int | None


class BlobReport(Struct, frozen=True, kw_only=True):
    """How files and rows agree: `missing` and `wrong` are faults, `orphans` are only space."""

    blobs: int
    bytes: int
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    orphans: tuple[str, ...]
    unfinished_uploads: int


class PruneReport(Struct, frozen=True, kw_only=True):
    """What was removed."""

    attachments: int
    blobs: int
    bytes: int
