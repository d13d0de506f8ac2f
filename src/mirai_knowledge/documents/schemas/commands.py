"""What people want done with documents."""

from dataclasses import dataclass, field
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from mirai_knowledge.documents.schemas.fields import (
    MAX_GRANTS,
    MAX_MENTIONS,
    AudienceCode,
    CategoryCode,
    CategoryRefCode,
    Command,
    CommentBody,
    Day,
    GrantWhy,
    LinkTypeCode,
    OptionalLine,
    OptionalReason,
    Reason,
    Tags,
    WorkTypeCodes,
)
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.kernel.text import Line

JsonObject = dict[str, JsonValue]


class Properties(Command):
    """What is said of a document beside its text. `owner_name` is for an owner who is no person here (a department)."""

    audience: AudienceCode = "internal"
    project_id: UUID | None = None
    work_section: OptionalLine = None
    owner_id: UUID | None = None
    owner_name: OptionalLine = None
    category: CategoryRefCode = None
    number: OptionalLine = None
    tags: Tags = ()
    work_types: WorkTypeCodes = ()
    next_review_on: Day | None = None


class StartDocument(Command):
    """A new document with its first draft. `id` may be chosen by the caller (UUID)."""

    kind: Annotated[str, Field(max_length=40)]
    id: UUID | None = None
    content: JsonObject = Field(default_factory=dict)
    metadata: Properties = Field(default_factory=Properties)


class ChangeDocument(Properties):
    """New properties; fields that are absent stay, fields that are null become empty."""


class SaveDraft(Command):
    """The text as it stands in somebody's editor."""

    content: JsonObject


class Publish(Command):
    """Freeze the draft and bring it into force, now or at an instant to come. The first edition needs no reason."""

    reason: OptionalReason = None
    is_material: bool = True
    in_force_from: AwareDatetime | None = None


class Archive(Command):
    """Why a document is no longer to be followed, and which one replaces it."""

    reason: Reason
    superseded_by: UUID | None = None


class SetLink(Command):
    """How this document stands to another."""

    to_id: UUID
    type: LinkTypeCode = "related"


class SetGrant(Command):
    """A person who may see the document, until an instant or for good. Co-authors and reviewers see its draft, too."""

    person_id: UUID
    why: GrantWhy = "named"
    until: AwareDatetime | None = None


class SetNamedReaders(Command):
    """Who is granted the document from now on; grants that approvals or distribution gave stay as they are."""

    grants: Annotated[tuple[SetGrant, ...], Field(max_length=MAX_GRANTS)]


class AddComment(Command):
    """A comment, perhaps a reply, perhaps naming people. `id` may be chosen by the caller (UUID)."""

    id: UUID | None = None
    body: CommentBody
    parent_id: UUID | None = None
    mentions: Annotated[tuple[UUID, ...], Field(max_length=MAX_MENTIONS)] = ()


class ChangeComment(Command):
    """New words of a comment."""

    body: CommentBody


class AddCategory(Command):
    """A new category; without a position it comes last."""

    kind: Annotated[str, Field(max_length=40)]
    code: CategoryCode
    name: Annotated[str, Line(100, at_least=1)]
    position: Annotated[int, Field(ge=0, le=1_000_000)] | None = None


class ChangeCategory(Command):
    """New values of a category; fields that are absent stay."""

    name: Annotated[str, Line(100, at_least=1)] = ""
    position: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    archived: bool = False


class PrintDocument(Command):
    """Which text of a document to print: an edition by its number, the draft, or without either the edition in force."""

    edition: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    draft: bool = False


Sort = Literal["updated", "title", "number", "views"]
ListState = Literal["valid", "revising", "archived", "all"]


@dataclass(frozen=True, slots=True)
class ListDocuments:
    """Which documents with an edition in force to list; what is None does not matter. `valid` are those not archived.
    With `facets` the first page says what the list can be narrowed by.
    """

    q: str | None = None
    kind: str | None = None
    category: str | None = None
    work_type: str | None = None
    project: UUID | None = None
    tag: str | None = None
    importance: Importance | None = None
    audience: AudienceCode | None = None
    state: ListState = "valid"
    mine: bool = False
    favourites: bool = False
    sort: Sort = "updated"
    facets: bool = False


@dataclass(frozen=True, slots=True)
class ListComments:
    """The comments of a document, oldest first unless the newest are asked for."""

    document_id: UUID
    newest: bool = False


@dataclass(frozen=True, slots=True)
class NewDocument:
    """How one kind begins another document (an answer becomes knowledge): content, properties and links at once, and the
    people beside the actor, by id and name, to whom the text is owed: they count as its writers.
    """

    kind: str
    content: dict[str, JsonValue]
    properties: Properties = field(default_factory=Properties)
    links: tuple[SetLink, ...] = ()
    id: UUID | None = None
    writers: tuple[tuple[UUID | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A document of a kind without drafts, in the state its slice begins with."""

    kind: str
    content: dict[str, JsonValue]
    own_state: str
    properties: Properties = field(default_factory=Properties)
    links: tuple[SetLink, ...] = ()
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SaveRecord:
    """What a slice has changed of its record; what is None stays."""

    content: dict[str, JsonValue] | None = None
    own_state: str | None = None
    reason: str | None = None
    is_material: bool = False
