"""Facts about documents that others may hear. Ids only: whoever listens reads the rows as they are then."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class DocumentStarted(Event):
    """There is a new document, as a draft."""

    name: ClassVar[str] = "document.started"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class RecordMoved(Event):
    """A record of a kind without drafts is new, changed, or in another state."""

    name: ClassVar[str] = "document.record_moved"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DraftStarted(Event):
    """Somebody began to revise a document."""

    name: ClassVar[str] = "document.draft_started"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DraftDiscarded(Event):
    """A draft was given up."""

    name: ClassVar[str] = "document.draft_discarded"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class EditionSubmitted(Event):
    """A draft was frozen as an edition that waits for approval."""

    name: ClassVar[str] = "document.edition_submitted"
    document_id: UUID
    edition_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class EditionReturned(Event):
    """An edition was not approved; its text is the draft again."""

    name: ClassVar[str] = "document.edition_returned"
    document_id: UUID
    edition_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class EditionPublished(Event):
    """An edition was approved; it is in force now or will be on its day."""

    name: ClassVar[str] = "document.edition_published"
    document_id: UUID
    edition_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class EditionInForce(Event):
    """An edition has come into force, at once or on its day."""

    name: ClassVar[str] = "document.edition_in_force"
    document_id: UUID
    edition_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class EditionWithdrawn(Event):
    """An edition that waited for its day, or for approval, was taken back."""

    name: ClassVar[str] = "document.edition_withdrawn"
    document_id: UUID
    edition_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DocumentChanged(Event):
    """Properties, links or grants of a document changed."""

    name: ClassVar[str] = "document.changed"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DocumentArchived(Event):
    """A document is no longer to be followed (廃止)."""

    name: ClassVar[str] = "document.archived"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DocumentUnarchived(Event):
    """An archived document is in use again."""

    name: ClassVar[str] = "document.unarchived"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DocumentBinned(Event):
    """A document lies in the bin."""

    name: ClassVar[str] = "document.binned"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DocumentRestored(Event):
    """A document came back from the bin."""

    name: ClassVar[str] = "document.restored"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CommentAdded(Event):
    """Somebody commented on a document."""

    name: ClassVar[str] = "comment.added"
    document_id: UUID
    comment_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CommentChanged(Event):
    """A comment was reworded or deleted."""

    name: ClassVar[str] = "comment.changed"
    document_id: UUID
    comment_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class AttachmentAdded(Event):
    """A picture was uploaded."""

    name: ClassVar[str] = "attachment.added"
    attachment_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class CategoryChanged(Event):
    """A category was added, renamed, moved or archived."""

    name: ClassVar[str] = "category.changed"
    kind: str
    code: str
