"""What goes into the audit log and what comes out: subjects, tags, recorded values; filters and views."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.audit.schemas.labels import LabelSource, field_holds, label_by
from mirai_knowledge.audit.schemas.tags import Tag, all_tags, name_fields, tag
from mirai_knowledge.audit.schemas.values import Personal, Recorded, Subject, personal

__all__ = [
    "ActorView",
    "AuditHealth",
    "ChangeView",
    "DetailView",
    "EntryPage",
    "EntryView",
    "LabelSource",
    "ListEntries",
    "Personal",
    "Recorded",
    "Span",
    "Subject",
    "SubjectView",
    "Tag",
    "TagList",
    "TagView",
    "all_tags",
    "field_holds",
    "label_by",
    "name_fields",
    "personal",
    "tag",
]


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant to before another one, both aware; None is open."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListEntries:
    """Which entries to list; what is None does not matter."""

    tag: str | None = None
    person_id: UUID | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    request_id: str | None = None
    between: Span = Span()


class ActorView(Struct, frozen=True):
    """Who did it. Machine work and the console have a name and no id."""

    id: UUID | None
    name: str


class SubjectView(Struct, frozen=True):
    """What it was done to; `label` is the id itself when nobody can name the thing any more."""

    kind: str
    id: str
    label: str


class ChangeView(Struct, frozen=True):
    """One field before and after, as text (None: empty). Of a personal field only a mark can be shown."""

    field: str
    name: str
    before: str | None
    after: str | None


class DetailView(Struct, frozen=True):
    """A circumstance of the entry, as text."""

    field: str
    name: str
    value: str | None


class EntryView(Struct, frozen=True):
    """One line of the audit log."""

    id: UUID
    at: datetime
    actor: ActorView | None
    origin: str
    tag: str
    tag_name: str
    subject: SubjectView | None
    changes: tuple[ChangeView, ...]
    detail: tuple[DetailView, ...]
    request_id: str | None
    address: str | None


class EntryPage(Struct, frozen=True):
    """Some entries, newest first, and the cursor of the ones before them."""

    items: tuple[EntryView, ...]
    next_cursor: str | None


class TagView(Struct, frozen=True):
    """A tag to filter by."""

    code: str
    name: str


class TagList(Struct, frozen=True):
    """Every tag that can occur."""

    items: tuple[TagView, ...]


class AuditHealth(Struct, frozen=True):
    """How the log stands: entries waiting for their seal and since when, and rows outside the months made ahead."""

    waiting: int
    waiting_since: datetime | None
    in_default_partition: int
    last_seal_no: int
