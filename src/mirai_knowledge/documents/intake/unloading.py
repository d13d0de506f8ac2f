"""Takes a run back: what it added is gone, what it changed is as before, and what people have worked with since stays."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.intake.former import bring_back, changed_by
from mirai_knowledge.documents.intake.loading import RUN, SUBJECT
from mirai_knowledge.documents.intake.seals import is_untouched, seal
from mirai_knowledge.documents.model import Document
from mirai_knowledge.documents.policy import P_076
from mirai_knowledge.documents.schemas.intake import KeptDocument, KeptReason, UnloadReport
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.documents.schemas.tags import UNLOADED
from mirai_knowledge.kernel import changes
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require


def unload_documents(tx: Tx, actor: Actor, run: UUID) -> UnloadReport:
    """The documents that the run added are gone, and those it changed stand as before; except those that people have
    changed, commented on, linked or worked by since. Rule P-076.
    """
    require(actor, P_076)
    removed: list[UUID] = []
    reverted: list[UUID] = []
    kept: list[KeptDocument] = []
    for document in queries.list_of_run(tx, actor, run):
        added = document.intake_run == run
        reason = _remove(tx, actor, document) if added else _revert(tx, actor, document, run=run)
        if reason is not None:
            code = code_of(document.kind, document.serial)
            kept.append(KeptDocument(document_id=document.id, code=code, reason=reason))
            continue
        (removed if added else reverted).append(document.id)
        changes.mark(tx, SUBJECT, document.id)
    detail = {"removed": len(removed), "reverted": len(reverted), "kept": len(kept)}
    audit.record(tx, actor, UNLOADED, Subject(RUN, run), detail=detail)
    return UnloadReport(removed=tuple(removed), reverted=tuple(reverted), kept=tuple(kept))


def _remove(tx: Tx, actor: Actor, document: Document) -> KeptReason | None:
    if not is_untouched(document):
        return "changed"
    if queries.get_comment_count(tx, actor, document.id) != _loaded_comments(document):
        return "commented"
    if queries.find_foreign_link(tx, actor, document) is not None:
        return "linked"
    try:
        with tx.begin_nested():
            tx.execute(delete(Document).where(Document.id == document.id))
    except IntegrityError as fault:
        return _still_needed(fault)
    return None


def _revert(tx: Tx, actor: Actor, document: Document, *, run: UUID) -> KeptReason | None:
    if not is_untouched(document) or changed_by(document) != run:
        return "changed"
    edition = queries.find_edition_of_run(tx, actor, document.id, run=run)
    if edition is not None:
        before = queries.find_before(tx, actor, edition)
        try:
            with tx.begin_nested():
                tx.delete(edition)
                tx.flush()  # the edition before it is without an end again, and only one may be
        except IntegrityError as fault:
            return _still_needed(fault)
        if before is not None:
            before.end(None)
    bring_back(tx, document)
    seal(document)
    return None


def _still_needed(fault: IntegrityError) -> KeptReason:
    """Another document is told to stand in its place, or records of people's work rest on it."""
    table = getattr(getattr(fault.orig, "diag", None), "table_name", None)
    return "linked" if table == Document.__tablename__ else "used"


def _loaded_comments(document: Document) -> int:
    counted = (document.legacy or {}).get("comments")
    return counted if isinstance(counted, int) else 0
