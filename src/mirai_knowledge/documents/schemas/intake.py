"""Documents as a migration brings them: with the dates, authors and states they had, and where they came from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct
from pydantic import AwareDatetime, Field, JsonValue

from mirai_knowledge.documents.schemas.fields import (
    AudienceCode,
    CategoryRefCode,
    Command,
    Day,
    LinkTypeCode,
    OptionalLine,
    Tags,
    WorkTypeCodes,
)
from mirai_knowledge.kernel.text import Line

CommentKey: TypeAlias = tuple[str, datetime, str]
"""What tells an imported comment from others: author, date, words."""
Name = Annotated[str, Field(min_length=1, max_length=100)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Aliases = Annotated[tuple[Annotated[str, Line(100, at_least=1)], ...], Field(max_length=20)]


class LoadComment(Command):
    """A comment with its own author and date. `parent` is the place of the one it answers, in the same record."""

    author_id: UUID | None = None
    author_name: Name
    body: Annotated[str, Field(min_length=1, max_length=100_000)]
    created_at: AwareDatetime
    parent: Annotated[int, Field(ge=0)] | None = None


class LoadHistory(Command):
    """A former change of which the text is lost: shown in the history as it was told, never as an edition."""

    at: AwareDatetime
    author_id: UUID | None = None
    author_name: Name
    reason: str = ""


class LoadEdition(Command):
    """An older text, in force from then until the next one."""

    content: Mapping[str, JsonValue]
    in_force_from: AwareDatetime
    author_id: UUID | None = None
    author_name: Name
    approver_name: OptionalLine = None
    reason: OptionalLine = None
    is_material: bool = True


class LoadDocument(Command):
    """One record. `file` and `origin_id` say where it stood, `raw` is all of it, `attributes` what has no field here.

    With `document_id` of a document that an earlier run loaded it is that document's new state; otherwise a new one with
    `id`. A published one is in force from `in_force_from` (else from `updated_at`); another stays a draft. `own_state` is that
    of a kind without drafts.
    """

    file: Annotated[str, Field(min_length=1, max_length=200)]
    origin_id: Annotated[str, Field(min_length=1, max_length=200)]
    raw: Mapping[str, JsonValue] = Field(default_factory=dict)
    attributes: Mapping[str, JsonValue] = Field(default_factory=dict)
    id: UUID | None = None
    document_id: UUID | None = None
    kind: Annotated[str, Field(max_length=40)]
    own_state: Annotated[str | None, Field(max_length=20)] = None
    content: Mapping[str, JsonValue]
    published: bool = True
    archived_reason: OptionalLine = None
    audience: AudienceCode = "internal"
    project_id: UUID | None = None
    work_section: OptionalLine = None
    category: CategoryRefCode = None
    number: OptionalLine = None
    aliases: Aliases = ()
    tags: Tags = ()
    work_types: WorkTypeCodes = ()
    owner_id: UUID | None = None
    owner_name: OptionalLine = None
    creator_id: UUID | None = None
    creator_name: Name
    author_id: UUID | None = None
    author_name: Name | None = None
    approver_name: OptionalLine = None
    reason: OptionalLine = None
    is_material: bool = True
    next_review_on: Day | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    in_force_from: AwareDatetime | None = None
    older: tuple[LoadEdition, ...] = ()
    history: tuple[LoadHistory, ...] = ()
    comments: tuple[LoadComment, ...] = ()
    views: Count = 0
    helpful: Count = 0


class LoadDocuments(Command):
    """A batch of one run. Projects, people, work types and categories must be known."""

    run: UUID
    items: tuple[LoadDocument, ...]


class LoadLink(Command):
    """A link between two documents."""

    from_id: UUID
    to_id: UUID
    type: LinkTypeCode = "related"


class LinkDocuments(Command):
    """Links of one run, after its documents are there; those that exist already stay as they are."""

    run: UUID
    links: tuple[LoadLink, ...]


class LoadedDocument(Struct, frozen=True, kw_only=True):
    """What became of a record. `changed`: nobody had worked on the loaded document since, so it has the new state;
    `kept`: people had, so theirs stands.
    """

    file: str
    origin_id: str
    document_id: UUID
    code: str
    version: int
    outcome: Literal["added", "changed", "unchanged", "kept"]


class LoadReport(Struct, frozen=True, kw_only=True):
    """What became of a batch, record by record in its order."""

    items: tuple[LoadedDocument, ...]


class TimedEdition(Command):
    """A text that is in force from that instant, whichever others there are. Its id is the caller's."""

    id: UUID
    content: Mapping[str, JsonValue]
    in_force_from: AwareDatetime
    approver_name: OptionalLine = None
    reason: OptionalLine = None


class LoadTimeline(Command):
    """Texts of one document, each at its place in time: of the document `document_id`, or of a new one that is made for them.
    `moved` sets editions that are there already to another instant.
    """

    kind: Annotated[str, Field(max_length=40)]
    document_id: UUID | None = None
    editions: tuple[TimedEdition, ...]
    moved: Mapping[UUID, AwareDatetime] = Field(default_factory=dict)
    audience: AudienceCode = "internal"
    category: CategoryRefCode = None
    tags: Tags = ()
    aliases: Aliases = ()


KeptReason = Literal["changed", "commented", "linked", "used"]


class KeptDocument(Struct, frozen=True, kw_only=True):
    """A document of the run that stays, because people have worked with it since."""

    document_id: UUID
    code: str
    reason: KeptReason


class UnloadReport(Struct, frozen=True, kw_only=True):
    """What an undo took back: whole documents, and editions that the run gave to older ones; and what it left."""

    removed: tuple[UUID, ...]
    reverted: tuple[UUID, ...]
    kept: tuple[KeptDocument, ...]
