"""Rows as they are shown: pure functions from what was loaded to views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mirai_knowledge.documents.model import Document, DocumentTally, Draft, Edition, Phase
from mirai_knowledge.documents.schemas.kinds import code_of, kind_of
from mirai_knowledge.documents.schemas.views import (
    Approver,
    DocumentRow,
    DocumentState,
    EditionRow,
    NamedCode,
    PersonRef,
    ProjectName,
)
from mirai_knowledge.kernel.errors import JsonValue


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around some documents, by their ids."""

    categories: Mapping[tuple[str, str], NamedCode]
    projects: Mapping[UUID, ProjectName]
    work_types: Mapping[UUID, tuple[NamedCode, ...]]
    tags: Mapping[UUID, tuple[str, ...]]
    tallies: Mapping[UUID, DocumentTally]
    favourites: frozenset[UUID]
    drafts: frozenset[UUID]

    def category(self, document: Document) -> NamedCode | None:
        """The category of the document by its name."""
        code = document.category_code
        return None if code is None else self.categories.get((document.kind, code), NamedCode(code, code))


def row_of(edition: Edition, number: int | None, around: Around) -> DocumentRow:
    """An edition in force, with its document loaded, as a row of a list."""
    document = edition.document
    tally = around.tallies.get(document.id)
    return DocumentRow(
        id=document.id,
        kind=document.kind,
        code=code_of(document.kind, document.serial),
        number=document.number,
        title=edition.title,
        summary=edition.summary,
        importance=edition.importance,  # type: ignore[arg-type]  # the table's check says so
        category=around.category(document),
        audience=document.audience,  # type: ignore[arg-type]
        project=around.projects.get(document.project_id) if document.project_id else None,
        work_types=around.work_types.get(document.id, ()),
        tags=around.tags.get(document.id, ()),
        owner=owner_of(document),
        state=state_of(document, in_force=True, draft=document.id in around.drafts),
        own_state=own_state_of(document),
        edition_no=number or 0,
        in_force_from=edition.in_force_from or edition.created_at,
        is_material=edition.is_material,
        updated_at=document.updated_at,
        views=tally.views if tally else 0,
        helpful=tally.helpful if tally else 0,
        comments_count=tally.comments if tally else 0,
        favourite=document.id in around.favourites,
        version=document.version,
    )


def edition_row(edition: Edition, number: int | None, now: datetime, *, withdrawable: bool) -> EditionRow:
    """An edition as it stands in the history."""
    phase = edition.phase(now)
    return EditionRow(
        id=edition.id,
        no=number,
        title=edition.title,
        phase=phase.value,
        in_force_from=edition.in_force_from,
        in_force_until=edition.in_force_until,
        is_material=edition.is_material,
        reason=edition.reason,
        author=PersonRef(edition.author_id, edition.author_name),
        writers=_people(edition.writers),
        approved_by=tuple(_approver(entry, edition.submitted_at) for entry in edition.approved_by),
        content_hash=edition.content_hash,
        created_at=edition.created_at,
        can_withdraw=withdrawable and phase is Phase.SCHEDULED,
    )


def state_of(document: Document, *, in_force: bool, draft: bool, scheduled: bool = False) -> DocumentState:
    """How a document stands, in one word; `draft` as far as the reader may know of it."""
    if document.binned_at is not None:
        return "binned"
    if document.archived_at is not None:
        return "archived"
    if in_force:
        return "revising" if draft else "valid"
    return "scheduled" if scheduled else "draft"


def own_state_of(document: Document) -> NamedCode | None:
    """The state of a record, by its name in the kind; None for a kind with drafts."""
    code = document.own_state
    return None if code is None else NamedCode(code, kind_of(document.kind).states.get(code, code))


def writers_of(draft: Draft) -> tuple[PersonRef, ...]:
    """Everyone who wrote in the draft, in the order in which they began."""
    return _people(draft.writers)


def owner_of(document: Document) -> PersonRef | None:
    """Who looks after the document: a person, or a department by its name."""
    return None if document.owner_name is None else PersonRef(document.owner_id, document.owner_name)


def _people(entries: Sequence[Mapping[str, JsonValue]]) -> tuple[PersonRef, ...]:
    return tuple(PersonRef(_uuid(entry.get("id")), str(entry.get("name") or "")) for entry in entries)


def _approver(entry: Mapping[str, JsonValue], otherwise: datetime) -> Approver:
    at = entry.get("at")
    when = datetime.fromisoformat(at) if isinstance(at, str) else otherwise
    name, role, stage = (str(entry.get(part) or "") for part in ("name", "role", "stage"))
    return Approver(_uuid(entry.get("id")), name, role, when, stage)


def _uuid(value: JsonValue) -> UUID | None:
    return UUID(value) if isinstance(value, str) else None
