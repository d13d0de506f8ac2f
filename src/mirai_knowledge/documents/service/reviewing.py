"""The verbs of review, for the slice that decides: hand an edition in, approve it, return it, take it back.

Whoever calls them has asked its own rules who may; here the document is locked, frozen, and brought into force or reopened.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import EditionMoveRefused
from mirai_knowledge.documents.events import EditionReturned, EditionSubmitted, EditionWithdrawn
from mirai_knowledge.documents.model import Document, DocumentGrant, Edition, EditionId, GrantReason
from mirai_knowledge.documents.policy import require_ability
from mirai_knowledge.documents.schemas import Publish
from mirai_knowledge.documents.schemas.tags import RETURNED, REVIEWERS_SET, SUBMITTED, WITHDRAWN
from mirai_knowledge.documents.service.publishing import Approval, bring_into_force, freeze_draft, ready_draft, start_of
from mirai_knowledge.documents.service.texts import SUBJECT, reopen_draft
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue

MACHINE = Actor.system("documents.review")


def submit_draft(tx: Tx, actor: Actor, command: Publish, *, document_id: UUID, expected: int) -> EditionId:
    """The draft is frozen as an edition that waits for approval, and this is its id; nobody writes in the document meanwhile.

    Rule P-062; raises DocumentNotFound, DocumentMoveRefused, DocumentInReview, DraftStale, NoDraft, PublicationWaits, and
    ContentRefused for a text that is not finished.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "edits")
    document.refuse_unless_live()
    draft = ready_draft(tx, actor, document, expected=expected)
    start_of(command, clock.now())
    edition = freeze_draft(tx, actor, document, draft=draft, command=command)
    after: Recorded = {
        "edition_id": edition.id,
        "content_hash": edition.content_hash,
        "is_material": edition.is_material,
        "reason": edition.reason,
    }
    audit.record(tx, actor, SUBMITTED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, EditionSubmitted(document_id=document.id, edition_id=edition.id))
    changes.mark(tx, SUBJECT, document.id)
    return edition.id


def approve_edition(
    tx: Tx, actor: Actor, edition_id: UUID, *, approvers: Sequence[dict[str, JsonValue]], wanted: datetime | None
) -> datetime:
    """The edition in review is approved by these people and in force from the wanted instant, or from now where that has
    passed; this is the instant. Raises EditionMoveRefused.
    """
    document, edition = _in_review(tx, actor, edition_id)
    document.refuse_unless_live()
    start = max(clock.now(), wanted) if wanted is not None else clock.now()
    bring_into_force(tx, actor, document, edition=edition, approval=Approval(approvers, start))
    return edition.in_force_from or start


def return_edition(tx: Tx, actor: Actor, edition_id: UUID, *, reason: str) -> None:
    """The edition in review is not approved, for this reason; its text is the draft again. Raises EditionMoveRefused."""
    document, edition = _in_review(tx, actor, edition_id)
    edition.send_back(reason)
    _reopen(tx, actor, document, edition=edition)
    after: Recorded = {"edition_id": edition.id, "reason": reason}
    audit.record(tx, actor, RETURNED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, EditionReturned(document_id=document.id, edition_id=edition.id))
    changes.mark(tx, SUBJECT, document.id)


def take_back_edition(tx: Tx, actor: Actor, edition_id: UUID) -> None:
    """The edition in review is no longer handed in; its text is the draft again. Raises EditionMoveRefused."""
    document, edition = _in_review(tx, actor, edition_id)
    edition.withdraw(clock.now())
    _reopen(tx, actor, document, edition=edition)
    audit.record(tx, actor, WITHDRAWN, Subject(SUBJECT, document.id), before={"edition_id": edition.id})
    outbox.emit(tx, EditionWithdrawn(document_id=document.id, edition_id=edition.id))
    changes.mark(tx, SUBJECT, document.id)


def set_reviewers(
    tx: Tx, actor: Actor, people: Collection[UUID], *, document_id: UUID, until: datetime | None = None
) -> frozenset[UUID]:
    """These people and no others see the document because they decide about it, until an instant or for good; grants for
    other reasons stay. Those who did not before are the answer.
    """
    document, _ = queries.get_locked(tx, MACHINE, document_id)
    now = {row.person_id: row.until for row in queries.list_grant_rows(tx, MACHINE, document.id) if row.why == GrantReason.REVIEW}
    held = frozenset[UUID](now)
    if now == dict.fromkeys(people, until):
        return frozenset()
    mine = (DocumentGrant.document_id == document.id, DocumentGrant.why == GrantReason.REVIEW)
    tx.execute(delete(DocumentGrant).where(*mine))
    rows = [
        {"document_id": document.id, "person_id": person, "why": GrantReason.REVIEW, "until": until} for person in sorted(people)
    ]
    if rows:
        tx.execute(insert(DocumentGrant), rows)
    change: tuple[Recorded, Recorded] = (
        {"grants": [str(person) for person in sorted(held)]},
        {"grants": [str(person) for person in sorted(people)]},
    )
    audit.record(tx, actor, REVIEWERS_SET, Subject(SUBJECT, document.id), before=change[0], after=change[1])
    changes.mark(tx, SUBJECT, document.id)
    return frozenset(people) - held


def _in_review(tx: Tx, actor: Actor, edition_id: UUID) -> tuple[Document, Edition]:
    known = queries.find_edition(tx, actor, edition_id)
    if known is None:
        raise EditionMoveRefused("この版はもうありません。画面を再読み込みしてください。")
    document, _ = queries.get_locked(tx, MACHINE, known.document_id)
    edition = queries.find_in_review(tx, actor, document.id)
    if edition is None or edition.id != edition_id:
        raise EditionMoveRefused("この版はもう承認待ちではありません。画面を再読み込みしてください。")
    return document, edition


def _reopen(tx: Tx, actor: Actor, document: Document, *, edition: Edition) -> None:
    if queries.find_draft(tx, actor, document.id) is None:
        reopen_draft(tx, document, edition=edition, content=dict(edition.content), at=clock.now())
        tx.flush()  # whoever reads the document back in this transaction reads its draft
