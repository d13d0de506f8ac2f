"""Loads documents: new ones, and new states of those that an earlier run loaded."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as insert_once

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.intake import parts
from mirai_knowledge.documents.intake.former import keep_former
from mirai_knowledge.documents.intake.seals import is_untouched, seal
from mirai_knowledge.documents.model import Document, DocumentId, DocumentLink, DocumentTally
from mirai_knowledge.documents.policy import P_076, history
from mirai_knowledge.documents.policy.markdown import attachments_of
from mirai_knowledge.documents.schemas.intake import (
    LinkDocuments,
    LoadDocument,
    LoadDocuments,
    LoadedDocument,
    LoadEdition,
    LoadReport,
)
from mirai_knowledge.documents.schemas.kinds import code_of, content_hash, kind_of
from mirai_knowledge.documents.schemas.tags import LOADED
from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import DomainError, FieldError, Invalid, JsonValue
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require

SUBJECT, RUN = "document", "legacy_run"
CHANGED = "移行元の変更を取り込んだ"


def load_documents(tx: Tx, actor: Actor, batch: LoadDocuments) -> LoadReport:
    """Each record of the batch is a document, once: as an edition in force since its day, or as a draft.

    A document that an earlier run loaded gets the record's state as a further edition, unless people have worked on it since:
    then theirs stands. Rule P-076; raises Invalid that names the record for a text its kind does not take.
    """
    require(actor, P_076)
    items = tuple(_load(tx, actor, record, run=batch.run, place=place) for place, record in enumerate(batch.items))
    detail = dict(Counter(str(item.outcome) for item in items))
    audit.record(tx, actor, LOADED, Subject(RUN, batch.run), detail=detail)
    return LoadReport(items=items)


def link_documents(tx: Tx, actor: Actor, batch: LinkDocuments) -> None:
    """The documents point at each other; links that are there stay as they are. Rule P-076."""
    require(actor, P_076)
    added: dict[UUID, list[JsonValue]] = {}
    for link in batch.links:
        values = {"from_id": link.from_id, "to_id": link.to_id, "type": link.type}
        once = insert_once(DocumentLink).values(values).on_conflict_do_nothing().returning(DocumentLink.to_id)
        if link.from_id != link.to_id and tx.execute(once).first() is not None:
            added.setdefault(link.from_id, []).append([str(link.to_id), link.type])
    for document_id, links in added.items():
        document = queries.get_loaded(tx, actor, document_id)
        told = (document.legacy or {}).get("links")
        document.legacy = {**(document.legacy or {}), "links": [*(told if isinstance(told, list) else []), *links]}
        changes.mark(tx, SUBJECT, document_id)
    tx.flush()  # the next batch may link the same documents


def _load(tx: Tx, actor: Actor, record: LoadDocument, *, run: UUID, place: int) -> LoadedDocument:
    document = queries.find_loaded(tx, actor, record.document_id) if record.document_id is not None else None
    try:
        if document is None:
            document, outcome = _add(tx, actor, record, run=run), "added"
        elif is_untouched(document):
            _change(tx, actor, document, record=record, run=run)
            outcome = "changed"
        else:
            outcome = "kept"
    except DomainError as fault:
        fields = tuple(FieldError(f"items.{place}.{entry.field}", entry.code, entry.message) for entry in fault.fields)
        raise Invalid(f"{record.file} の {record.origin_id}: {fault.detail}", fields=fields) from fault
    return LoadedDocument(
        file=record.file,
        origin_id=record.origin_id,
        document_id=document.id,
        code=code_of(document.kind, document.serial),
        version=document.version,
        outcome=outcome,  # type: ignore[arg-type]  # one of the three above
    )


def _add(tx: Tx, actor: Actor, record: LoadDocument, *, run: UUID) -> Document:
    document = Document(
        id=DocumentId(record.id or new_id()),
        kind=record.kind,
        serial=queries.get_next_serial(tx, actor, record.kind),
        creator_id=PersonId(record.creator_id) if record.creator_id else None,
        creator_name=record.creator_name,
        created_at=record.created_at,
        draft_version=0,
        views_base=record.views,
        helpful_base=record.helpful,
        intake_run=run,
    )
    _write(document, record, run=run)
    tx.add(document)
    tx.flush()  # what hangs on it points at it
    tx.execute(insert(DocumentTally).values(document_id=document.id, views=record.views, helpful=record.helpful, comments=0))
    if record.published:
        parts.add_editions(tx, actor, document, record=record, run=run)
    else:
        parts.put_draft(tx, document, record=record, base=None)
    _finish(tx, actor, document, record=record)
    return document


def _change(tx: Tx, actor: Actor, document: Document, *, record: LoadDocument, run: UUID) -> None:
    kept = keep_former(tx, actor, document, run=run)
    former = queries.find_last_approved(tx, actor, document.id)
    content = kind_of(document.kind).parse(record.content)
    _write(document, record, run=run)
    document.legacy = {**(document.legacy or {}), **kept}
    if not record.published:
        parts.put_draft(tx, document, record=record, base=former)
    elif former is None or former.content_hash != content_hash(content):
        told = LoadEdition(
            content=record.content,
            in_force_from=min(record.in_force_from or record.updated_at, clock.now()),
            author_id=record.author_id,
            author_name=record.author_name or record.creator_name,
            approver_name=record.approver_name,
            reason=record.reason or (CHANGED if former is not None else None),
            is_material=record.is_material,
        )
        parts.add_edition(tx, actor, (document, former), told=told, run=run)
        parts.drop_draft(tx, document)
    _finish(tx, actor, document, record=record)


def _write(document: Document, record: LoadDocument, *, run: UUID) -> None:
    document.audience, document.project_id = record.audience, record.project_id
    document.work_section, document.category_code = record.work_section, record.category
    document.number, document.own_state = record.number, record.own_state
    document.owner_id = PersonId(record.owner_id) if record.owner_id else None
    document.owner_name = record.owner_name
    document.language = kind_of(record.kind).project(kind_of(record.kind).parse(record.content)).language
    document.review_due_on = record.next_review_on
    document.archived_reason = record.archived_reason
    document.archived_at = record.updated_at if record.archived_reason is not None else None
    document.touch(record.updated_at)
    kept: dict[str, JsonValue] = {
        "run": str(run),
        "file": record.file,
        "id": record.origin_id,
        "attributes": dict(record.attributes),
        history.KEY: history.kept_notes(record.history),
    }
    if record.raw:
        kept["raw"] = dict(record.raw)
    document.legacy = kept


def _usable(tx: Tx, actor: Actor, record: LoadDocument) -> Sequence[UUID]:
    kind = kind_of(record.kind)
    texts = [record.content, *(edition.content for edition in record.older)]
    named = frozenset[UUID]().union(*(attachments_of(kind.markdown(kind.parse(text))) for text in texts))
    return queries.list_usable(tx, actor, named)


def _finish(tx: Tx, actor: Actor, document: Document, *, record: LoadDocument) -> None:
    parts.put_words(tx, document, tags=record.tags, work_types=record.work_types)
    parts.put_aliases(tx, document, aliases=record.aliases)
    known = queries.list_comment_ids(tx, actor, document.id)
    parts.use_pictures(tx, document, usable=_usable(tx, actor, record))
    added = parts.add_comments(tx, document, record=record, known=known)
    parts.raise_sums(tx, document, record=record, comments=added)
    counted = (document.legacy or {}).get("comments")
    total = added + (counted if isinstance(counted, int) else 0)
    document.legacy = {**(document.legacy or {}), "comments": total}
    seal(document)
    changes.mark(tx, SUBJECT, document.id)
