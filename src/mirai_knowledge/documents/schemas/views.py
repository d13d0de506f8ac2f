"""Documents as they are shown: in lists, on their page, their drafts, editions and comparisons."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.documents.schemas.fields import AudienceCode, GrantWhy, LinkTypeCode
from mirai_knowledge.documents.schemas.kinds import Importance

DocumentState = Literal["draft", "scheduled", "valid", "revising", "archived", "binned"]
Became = Literal["equal", "changed", "added", "removed"]
EditionPhase = Literal["in_review", "scheduled", "in_force", "ended", "returned", "withdrawn"]


class PersonRef(Struct, frozen=True):
    """A person with an account, or a name alone."""

    id: UUID | None
    name: str


class NamedCode(Struct, frozen=True):
    """A category or a work type by its name."""

    code: str
    name: str


class ProjectName(Struct, frozen=True):
    """A project by its code and name; documents name one only to those who may know of it."""

    id: UUID
    code: str
    name: str


class DocumentRef(Struct, frozen=True):
    """Another document by its code and title."""

    id: UUID
    kind: str
    code: str
    title: str
    state: DocumentState


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A document in a list, with the edition in force."""

    id: UUID
    kind: str
    code: str
    number: str | None
    title: str
    summary: str
    importance: Importance
    category: NamedCode | None
    audience: AudienceCode
    project: ProjectName | None
    work_types: tuple[NamedCode, ...]
    tags: tuple[str, ...]
    owner: PersonRef | None
    state: DocumentState
    own_state: NamedCode | None
    edition_no: int
    in_force_from: datetime
    is_material: bool
    updated_at: datetime
    views: int
    helpful: int
    comments_count: int
    favourite: bool
    version: int


class FacetValue(Struct, frozen=True):
    """How many documents have this value, under the other filters."""

    value: str
    name: str
    count: int


class Facets(Struct, frozen=True, kw_only=True):
    """What the list can be narrowed by, with counts; each facet under all filters but its own."""

    kind: tuple[FacetValue, ...]
    category: tuple[FacetValue, ...]
    work_type: tuple[FacetValue, ...]
    project: tuple[FacetValue, ...]
    tag: tuple[FacetValue, ...]
    importance: tuple[FacetValue, ...]
    audience: tuple[FacetValue, ...]
    state: tuple[FacetValue, ...]


class KindView(Struct, frozen=True):
    """A kind of document, and whether the reader may write it in the editor; one that is not `drafted` has a page of its own
    for that.
    """

    code: str
    name: str
    can_write: bool
    drafted: bool


class DocumentsCan(Struct, frozen=True, kw_only=True):
    """What the reader may do with documents at large."""

    write: bool
    publish: bool
    see_bin: bool


class DocumentPage(Struct, frozen=True, kw_only=True):
    """Some documents and the cursor of the next ones. Total and facets come with the first page, unless not asked for."""

    items: tuple[DocumentRow, ...]
    next_cursor: str | None
    total: int | None
    facets: Facets | None
    kinds: tuple[KindView, ...]
    can: DocumentsCan


class Approver(Struct, frozen=True):
    """Who approved an edition, in which role, when, and in which stage of a route, where there was one."""

    id: UUID | None
    name: str
    role: str
    at: datetime
    stage: str = ""


class EditionRow(Struct, frozen=True, kw_only=True):
    """An edition in the history. `no` counts those that have come into force; one that has not has none."""

    id: UUID
    no: int | None
    title: str
    phase: EditionPhase
    in_force_from: datetime | None
    in_force_until: datetime | None
    is_material: bool
    reason: str | None
    author: PersonRef
    writers: tuple[PersonRef, ...]
    approved_by: tuple[Approver, ...]
    content_hash: str
    created_at: datetime
    can_withdraw: bool


class HistoryNote(Struct, frozen=True):
    """A change from before the migration, of which only this is known: when, who, what."""

    at: datetime
    author: PersonRef
    reason: str


class EditionList(Struct, frozen=True):
    """The editions of a document, the newest first, and what is told of the time before them."""

    items: tuple[EditionRow, ...]
    earlier: tuple[HistoryNote, ...]


class Heading(Struct, frozen=True):
    """A heading of a text and the id under which it stands in the page."""

    anchor: str
    text: str


class TextView(Struct, frozen=True, kw_only=True):
    """A text as it is read: rendered, and as it was written. `outline` names the headings with their anchors."""

    title: str
    summary: str
    importance: Importance
    language: str
    body: str
    body_html: str
    outline: tuple[Heading, ...]


class EditionView(Struct, frozen=True, kw_only=True):
    """One edition with its text, and the address of each picture in it."""

    edition: EditionRow
    text: TextView
    content: Mapping[str, object]
    attachments: dict[str, str]


class DraftState(Struct, frozen=True, kw_only=True):
    """That a draft is open, and who wrote in it last."""

    version: int
    updated_at: datetime
    updated_by: PersonRef
    writers: tuple[PersonRef, ...]
    title: str


class DraftView(Struct, frozen=True, kw_only=True):
    """The text to edit. Without an open draft (`exists` false) it is the latest edition's; saving under this `version` then
    begins the draft, unless somebody else was quicker.
    """

    document_id: UUID
    exists: bool
    version: int
    base_edition_id: UUID | None
    content: Mapping[str, object]
    content_hash: str
    updated_at: datetime | None
    updated_by: PersonRef | None
    writers: tuple[PersonRef, ...]
    attachments: dict[str, str]


class DraftCan(Struct, frozen=True):
    """What the reader may do to a draft in a list: one of a document never published is binned, others are discarded."""

    edit: bool
    discard: bool
    bin: bool


class DraftRow(Struct, frozen=True, kw_only=True):
    """A draft in a list; `published` tells whether readers have an edition of the document already."""

    document_id: UUID
    kind: str
    code: str
    title: str
    published: bool
    updated_at: datetime
    updated_by: PersonRef
    writers: tuple[PersonRef, ...]
    version: int
    can: DraftCan


class DraftPage(Struct, frozen=True):
    """Some drafts, the one written in last first."""

    items: tuple[DraftRow, ...]
    next_cursor: str | None


class BinRow(Struct, frozen=True, kw_only=True):
    """A document in the bin."""

    id: UUID
    kind: str
    code: str
    title: str
    binned_at: datetime
    binned_by: PersonRef | None
    published: bool


class BinPage(Struct, frozen=True):
    """Some documents in the bin, the one thrown away last first."""

    items: tuple[BinRow, ...]
    next_cursor: str | None


class LinkView(Struct, frozen=True, kw_only=True):
    """A link to or from another document the reader may see."""

    type: LinkTypeCode
    direction: Literal["out", "in"]
    document: DocumentRef
    by_archiving: bool
    """Said where the older one was archived, not by a link that can be taken away."""


class LinkWay(Struct, frozen=True):
    """How one document stands to another: it points at it, or is pointed at. An archived one names its successor."""

    type: LinkTypeCode
    direction: Literal["out", "in"]
    by_archiving: bool = False


class HelpfulView(Struct, frozen=True):
    """How many people a document helped, and whether the reader is one of them."""

    count: int
    mine: bool


class DocumentCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this document now."""

    edit: bool
    publish: bool
    submit: bool
    change: bool
    set_audience: bool
    grant: bool
    archive: bool
    unarchive: bool
    bin: bool
    restore: bool
    comment: bool
    see_history: bool
    see_visibility: bool
    discard_draft: bool


class DocumentView(Struct, frozen=True, kw_only=True):
    """The page of a document: the edition in force, or for those who write it the draft as long as there is none."""

    id: UUID
    kind: str
    kind_name: str
    code: str
    number: str | None
    aliases: tuple[str, ...]
    state: DocumentState
    own_state: NamedCode | None
    title: str
    summary: str
    body: str
    body_html: str
    outline: tuple[Heading, ...]
    importance: Importance
    language: str
    category: NamedCode | None
    audience: AudienceCode
    project: ProjectName | None
    work_section: str | None
    work_types: tuple[NamedCode, ...]
    tags: tuple[str, ...]
    owner: PersonRef | None
    creator: PersonRef
    edition: EditionRow | None
    next_edition: EditionRow | None
    in_review: EditionRow | None
    next_review_on: date | None
    draft: DraftState | None
    archived_at: datetime | None
    archived_reason: str | None
    superseded_by: DocumentRef | None
    links: tuple[LinkView, ...]
    views: int
    helpful: HelpfulView
    favourite: bool
    comments_count: int
    created_at: datetime
    updated_at: datetime
    can: DocumentCan
    version: int


class PdfView(Struct, frozen=True):
    """A PDF that is ready: its address, which holds for some minutes and for the reader alone, and the name of the file."""

    url: str
    name: str


class CompareOp(Struct, frozen=True):
    """A stretch of text that is in both, only in the newer, or only in the older one."""

    op: Literal["equal", "insert", "delete"]
    text: str


class CompareBlock(Struct, frozen=True, kw_only=True):
    """One field, step or article of two editions. `changed` is false where both are the same; `became` tells apart what only
    one of them has.
    """

    field: str
    name: str
    changed: bool
    became: Became
    ops: tuple[CompareOp, ...]


class Comparison(Struct, frozen=True, kw_only=True):
    """Two texts of a document, part by part. `of` an edition tells what was compared; a draft has no edition."""

    older: EditionRow | None
    newer: EditionRow | None
    blocks: tuple[CompareBlock, ...]
    changed: int


class NamedReader(Struct, frozen=True, kw_only=True):
    """A person who is granted the document, and why."""

    person: PersonRef
    why: GrantWhy
    until: datetime | None


class GrantList(Struct, frozen=True, kw_only=True):
    """Who is granted a document."""

    items: tuple[NamedReader, ...]
    version: int


class Visibility(Struct, frozen=True, kw_only=True):
    """Whether a person sees a document, and why or why not, in one sentence."""

    person: PersonRef
    sees: bool
    sees_draft: bool
    sentence: str


class CommentView(Struct, frozen=True, kw_only=True):
    """A comment. A deleted one has no words; `edition_no` tells which text it was about."""

    id: UUID
    author: PersonRef
    body: str
    parent_id: UUID | None
    edition_no: int | None
    mentions: tuple[PersonRef, ...]
    created_at: datetime
    edited_at: datetime | None
    deleted: bool
    can_edit: bool
    can_delete: bool


class CommentPage(Struct, frozen=True, kw_only=True):
    """Some comments in the order asked for, and how many there are that are not deleted."""

    items: tuple[CommentView, ...]
    next_cursor: str | None
    total: int
    can_add: bool


class CategoryView(Struct, frozen=True, kw_only=True):
    """A category of the master."""

    kind: str
    code: str
    name: str
    position: int
    archived_at: datetime | None
    version: int


class CategoryList(Struct, frozen=True, kw_only=True):
    """The categories in their order, and whether the reader may change them."""

    items: tuple[CategoryView, ...]
    can_edit: bool


class Counted(Struct, frozen=True, kw_only=True):
    """A reader's mark, as it stands now."""

    favourite: bool
    helpful: HelpfulView
