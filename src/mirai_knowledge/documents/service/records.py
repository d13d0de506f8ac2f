"""The verbs of kinds without drafts: each save is an edition in force at once. Their slices ask who may, and call these."""

from datetime import timedelta
from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.events import EditionInForce, EditionPublished, RecordMoved
from mirai_knowledge.documents.model import Document, DocumentId, Edition
from mirai_knowledge.documents.policy.content import refused
from mirai_knowledge.documents.policy.freezing import freeze
from mirai_knowledge.documents.schemas import NewRecord, SaveRecord
from mirai_knowledge.documents.schemas.kinds import Content, code_of, content_hash, kind_of
from mirai_knowledge.documents.schemas.ports import Frozen, project
from mirai_knowledge.documents.schemas.tags import RECORD_SAVED, RECORD_STARTED
from mirai_knowledge.documents.service.links import put_links
from mirai_knowledge.documents.service.making import make_document
from mirai_knowledge.documents.service.properties import refuse_stale_properties
from mirai_knowledge.documents.service.texts import SUBJECT, use_pictures
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue


def start_record(tx: Tx, actor: Actor, new: NewRecord) -> DocumentId:
    """There is a new document with its first edition in force from now, in the state given, and this is its id.

    Its slice has asked its own rule. Raises ContentRefused for a text that is not finished or properties that cannot be,
    DocumentIdTaken, NumberTaken, and ValueError for a kind with drafts or a state it does not have.
    """
    _refuse_foreign(new.kind, new.own_state)
    content = _finished(new.kind, new.content)
    document = make_document(tx, actor, new, content=content, at=clock.now())
    edition = _put_edition(tx, actor, document, content=content, saved=SaveRecord(is_material=True))
    put_links(tx, actor, document, links=new.links)
    after: Recorded = {
        "kind": document.kind,
        "code": code_of(document.kind, document.serial),
        "content_hash": edition.content_hash,
        "own_state": new.own_state,
    }
    audit.record(tx, actor, RECORD_STARTED, Subject(SUBJECT, document.id), after=after)
    _announce(tx, document, edition)
    return document.id


def save_record(tx: Tx, actor: Actor, saved: SaveRecord, *, document_id: UUID, expected: int) -> int:
    """The record holds this content and stands in this state, and this is its version; what is None stays, a content that
    differs is a further edition in force from now. Nothing happens where nothing differs.

    Its slice has asked its own rule. Raises DocumentNotFound, DocumentStale, DocumentMoveRefused for one in the bin, and
    ContentRefused.
    """
    document, _ = queries.get_locked(tx, actor, document_id)
    document.refuse_in_bin()
    refuse_stale_properties(tx, actor, document, expected=expected)
    state = saved.own_state or document.own_state or ""
    _refuse_foreign(document.kind, state)
    former = queries.find_last_approved(tx, actor, document.id)
    before: Recorded = {"content_hash": former.content_hash if former else None, "own_state": document.own_state}
    edition = None
    if saved.content is not None:
        content = _finished(document.kind, saved.content)
        if former is None or former.content_hash != content_hash(content):
            edition = _put_edition(tx, actor, document, content=content, saved=saved)
    after: Recorded = {"content_hash": edition.content_hash if edition else before["content_hash"], "own_state": state}
    if before == after:
        return document.version
    document.own_state = state
    document.touch(clock.now())
    tx.flush()  # the slice reads its record back in this transaction
    audit.record(tx, actor, RECORD_SAVED, Subject(SUBJECT, document.id), before=before, after={**after, "reason": saved.reason})
    _announce(tx, document, edition)
    return document.version


def _put_edition(tx: Tx, actor: Actor, document: Document, *, content: dict[str, JsonValue], saved: SaveRecord) -> Edition:
    former = queries.find_last_approved(tx, actor, document.id)
    at = start = clock.now()
    if former is not None and former.in_force_from is not None:
        start = max(start, former.in_force_from + timedelta(microseconds=1))
        former.end(start)
        tx.flush()  # only one edition of a document may be without an end, and inserts would go first
    by: JsonValue = str(actor.person_id) if actor.person_id else None
    edition = freeze(document, content, writers=[{"id": by, "name": actor.name}], at=at)
    edition.base_edition_id = former.id if former is not None else None
    edition.reason, edition.is_material = saved.reason, saved.is_material
    edition.approve([], in_force_from=start)
    tx.add(edition)
    tx.flush()  # events, projections and the pictures' uses name it
    project(tx, actor, Frozen(edition.id, document.id, document.kind, content))
    use_pictures(tx, actor, document, content=content)
    return edition


def _announce(tx: Tx, document: Document, edition: Edition | None) -> None:
    if edition is not None:
        outbox.emit(tx, EditionPublished(document_id=document.id, edition_id=edition.id))
        outbox.emit(tx, EditionInForce(document_id=document.id, edition_id=edition.id))
    outbox.emit(tx, RecordMoved(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def _finished(kind: str, content: Content) -> dict[str, JsonValue]:
    parsed = kind_of(kind).parse(content)
    gaps = kind_of(kind).find_gaps(parsed)
    if gaps:
        raise refused(gaps)
    return parsed


def _refuse_foreign(kind: str, state: str) -> None:
    if kind_of(kind).drafted or state not in kind_of(kind).states:
        raise ValueError(f"{kind} has no records in the state {state!r}")
