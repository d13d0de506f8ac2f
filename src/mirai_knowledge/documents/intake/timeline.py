"""Texts that come with their own days, in any order: each is in force from its instant until the next one's."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.intake import parts
from mirai_knowledge.documents.model import Document, DocumentId, DocumentTally, Edition, EditionId
from mirai_knowledge.documents.policy import P_063
from mirai_knowledge.documents.policy.freezing import COMES_INTO_FORCE, freeze
from mirai_knowledge.documents.schemas.intake import LoadTimeline, TimedEdition
from mirai_knowledge.documents.schemas.kinds import kind_of
from mirai_knowledge.documents.schemas.ports import Frozen, project
from mirai_knowledge.documents.schemas.tags import TIMELINE_LOADED
from mirai_knowledge.kernel import changes, clock, due
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require

SUBJECT = "document"
MOMENT = timedelta(microseconds=1)


def load_timeline(tx: Tx, actor: Actor, command: LoadTimeline) -> DocumentId:
    """The document has these editions among its own, and this is its id. Texts to come wait for their day.

    Raises Forbidden (the rule of the kind, P-063), DocumentNotFound, DocumentMoveRefused, ContentRefused. No two editions may
    begin at the same instant.
    """
    kind = kind_of(command.kind)
    require(actor, kind.writes)
    require(actor, P_063)
    if command.document_id is None:
        document = _add(tx, actor, command)
    else:
        document, _ = queries.get_locked(tx, actor, command.document_id)
        document.refuse_unless_live()
    added = _place(tx, actor, document, command=command)
    document.touch(clock.now())
    document.language = kind.project(added[-1].content).language if added else document.language
    detail = {"editions": len(added), "moved": len(command.moved)}
    audit.record(tx, actor, TIMELINE_LOADED, Subject(SUBJECT, document.id), detail=detail)
    changes.mark(tx, SUBJECT, document.id)
    return document.id


def _add(tx: Tx, actor: Actor, command: LoadTimeline) -> Document:
    now = clock.now()
    document = Document(
        id=DocumentId(new_id()),
        kind=command.kind,
        serial=queries.get_next_serial(tx, actor, command.kind),
        audience=command.audience,
        category_code=command.category,
        creator_id=actor.person_id,
        creator_name=actor.name,
        language="ja",
        created_at=now,
        draft_version=0,
        views_base=0,
        helpful_base=0,
    )
    document.touch(now)
    tx.add(document)
    tx.flush()  # what hangs on it points at it
    tx.execute(insert(DocumentTally).values(document_id=document.id, views=0, helpful=0, comments=0))
    parts.put_words(tx, document, tags=command.tags, work_types=())
    parts.put_aliases(tx, document, aliases=command.aliases)
    return document


def _place(tx: Tx, actor: Actor, document: Document, *, command: LoadTimeline) -> list[Edition]:
    there = list(queries.list_approved(tx, actor, document.id))
    for edition in there:
        begins = command.moved.get(edition.id, edition.in_force_from)
        if begins is not None:
            edition.in_force_from = begins
            edition.end(begins + MOMENT)
    tx.flush()  # only one edition of a document may be without an end, and inserts would go first
    added = [_freeze(tx, actor, document, told) for told in command.editions]
    line = sorted([*there, *added], key=_beginning)
    for edition, after in zip(line, [*line[1:], None], strict=True):
        edition.end(None if after is None else after.in_force_from)
    tx.flush()  # projections point at the editions
    for edition in added:
        project(tx, actor, Frozen(edition.id, document.id, document.kind, edition.content))
        if edition.in_force_from is not None and edition.in_force_from > clock.now():
            due.schedule(tx, COMES_INTO_FORCE, edition.id, due_at=edition.in_force_from)
    return added


def _freeze(tx: Tx, actor: Actor, document: Document, told: TimedEdition) -> Edition:
    content = kind_of(document.kind).parse(told.content)
    edition = freeze(document, content, writers=parts.writers_of(actor.person_id, actor.name), at=clock.now())
    edition.id, edition.reason = EditionId(told.id), told.reason
    edition.approve(parts.approval(told.approver_name, told.in_force_from), in_force_from=told.in_force_from)
    edition.end(told.in_force_from + MOMENT)
    tx.add(edition)
    tx.flush()  # the order of the days is theirs, not that of the unit of work
    return edition


def _beginning(edition: Edition) -> tuple[datetime, UUID]:
    return edition.in_force_from or edition.created_at, edition.id
