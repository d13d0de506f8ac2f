"""The verbs of publication: freeze the draft, bring it into force now or on its day, take back one that waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentMoveRefused, NoDraft, PublicationWaits, RouteRequired
from mirai_knowledge.documents.events import EditionInForce, EditionPublished, EditionWithdrawn
from mirai_knowledge.documents.model import Document, Draft, Edition, EditionId, Phase
from mirai_knowledge.documents.policy import require_ability, routed_of
from mirai_knowledge.documents.policy.content import refused
from mirai_knowledge.documents.policy.freezing import COMES_INTO_FORCE, freeze
from mirai_knowledge.documents.schemas import Publish
from mirai_knowledge.documents.schemas.kinds import code_of, kind_of
from mirai_knowledge.documents.schemas.ports import Frozen, find_route, project
from mirai_knowledge.documents.schemas.tags import IN_FORCE, PUBLISHED, WITHDRAWN
from mirai_knowledge.documents.service.texts import SUBJECT, drop_draft, refuse_in_review, refuse_stale, reopen_draft
from mirai_knowledge.kernel import changes, clock, due, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice

FURTHEST = timedelta(days=3650)
JUST_PASSED = timedelta(minutes=10)
"""A day chosen on screen may have passed while somebody read it over; it means now."""
NAMES = Actor.system("documents.approver")


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved an edition, and from when it is in force."""

    approvers: Sequence[dict[str, JsonValue]]
    start: datetime


def publish(tx: Tx, actor: Actor, command: Publish, *, document_id: UUID, expected: int) -> EditionId:
    """The draft is frozen as an edition, in force from now or from the instant given, and this is its id; the edition
    before it ends then.

    Rule P-063; raises DocumentNotFound, DocumentMoveRefused, DocumentInReview, RouteRequired, DraftStale, NoDraft,
    PublicationWaits, and ContentRefused for a text that is not finished.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "publishes")
    kind = kind_of(document.kind)
    document.refuse_unless_live()
    if kind.routed:
        raise RouteRequired(f"{kind.name}は、承認を経て公開してください。")
    draft = ready_draft(tx, actor, document, expected=expected)
    route = find_route(tx, actor, routed_of(document, draft.content))
    if route is not None:
        raise RouteRequired(f"この文書は、承認ルート「{route}」で承認を経て公開します。「承認を申請」から申請してください。")
    start = start_of(command, clock.now())
    edition = freeze_draft(tx, actor, document, draft=draft, command=command)
    bring_into_force(tx, actor, document, edition=edition, approval=Approval((_approver(tx, actor, clock.now()),), start))
    return edition.id


def ready_draft(tx: Tx, actor: Actor, document: Document, *, expected: int) -> Draft:
    """The draft of a locked document as the caller read it; raises DocumentInReview, DraftStale and NoDraft."""
    refuse_in_review(tx, actor, document)
    refuse_stale(tx, actor, document, expected=expected)
    draft = queries.find_draft(tx, actor, document.id)
    if draft is None:
        raise NoDraft("公開する下書きがありません。先に内容を変更してください。")
    return draft


def freeze_draft(tx: Tx, actor: Actor, document: Document, *, draft: Draft, command: Publish) -> Edition:
    """The draft of a locked document is an edition that nobody has decided about yet, and no draft any more.

    Raises PublicationWaits, ContentRefused for a text that is not finished, and DocumentMoveRefused for one that is in force.
    """
    _refuse_unfinished(tx, actor, document, command=command, draft=draft)
    now, content = clock.now(), draft.content
    edition = freeze(document, content, writers=draft.writers or [{"id": None, "name": draft.updated_by_name}], at=now)
    edition.base_edition_id = draft.base_edition_id
    edition.reason, edition.is_material = command.reason, command.is_material
    tx.add(edition)
    drop_draft(tx, document)
    document.updated_at = now
    tx.flush()  # what follows names the edition
    return edition


def bring_into_force(tx: Tx, actor: Actor, document: Document, *, edition: Edition, approval: Approval) -> None:
    """The edition is approved and in force from its instant; the one before it ends then. Rows, audit and events follow."""
    former, start = queries.find_last_approved(tx, actor, document.id), approval.start
    if former is not None and former.in_force_from is not None:
        start = max(start, former.in_force_from + timedelta(microseconds=1))
        former.end(start)
        tx.flush()  # only one edition of a document may be without an end
    edition.approve(list(approval.approvers), in_force_from=start)
    content = dict(edition.content)
    document.updated_at = clock.now()
    document.language = kind_of(document.kind).project(content).language
    tx.flush()  # what follows reads the edition as approved
    project(tx, actor, Frozen(edition.id, document.id, document.kind, content))
    _note_publication(tx, actor, edition, former=former)


def withdraw_edition(tx: Tx, actor: Actor, edition_id: UUID, *, document_id: UUID) -> None:
    """An edition that waits for its day is taken back; its text is the draft again, unless another draft is open.

    Rule P-063; raises DocumentNotFound, EditionNotFound, and EditionMoveRefused when its day has come.
    """
    # Before the document: whoever announces an edition holds its due row and waits for the document.
    due.cancel(tx, COMES_INTO_FORCE, edition_id)
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "publishes")
    edition = queries.get_scheduled(tx, actor, document.id, edition_id=edition_id)
    before, starts = queries.find_before(tx, actor, edition), edition.in_force_from
    edition.withdraw(clock.now())
    tx.flush()  # the edition before it is without an end again, and only one may be
    if before is not None:
        before.end(None)
    if queries.find_draft(tx, actor, document.id) is None:
        reopen_draft(tx, document, edition=edition, content=dict(edition.content), at=clock.now())
    was = {"edition_id": edition.id, "in_force_from": starts}
    audit.record(tx, actor, WITHDRAWN, Subject(SUBJECT, document.id), before=was)
    outbox.emit(tx, EditionWithdrawn(document_id=document.id, edition_id=edition.id))
    changes.mark(tx, SUBJECT, document.id)


def announce_in_force(tx: Tx, actor: Actor, edition_id: UUID) -> None:
    """An edition whose day has come is known to those who show it, and its people are told; nothing else was needed for it
    to be in force. Of one that the next edition has followed already, the audit and its people hear, and nobody else.
    Nothing happens for one that was taken back.
    """
    known = queries.find_edition(tx, actor, edition_id)
    if known is None:
        return
    document, _ = queries.get_locked(tx, actor, known.document_id)
    # Again behind the lock: it may have been taken back by somebody who was a moment earlier.
    edition = queries.find_edition(tx, actor, edition_id)
    phase = edition.phase(clock.now()) if edition is not None else None
    if edition is None or phase not in (Phase.IN_FORCE, Phase.ENDED):
        return
    after = {"edition_id": edition.id, "in_force_from": edition.in_force_from}
    audit.record(tx, actor, IN_FORCE, Subject(SUBJECT, document.id), after=after)
    if phase is Phase.IN_FORCE:
        outbox.emit(tx, EditionInForce(document_id=document.id, edition_id=edition.id))
        changes.mark(tx, SUBJECT, document.id)
    if document.binned_at is None:
        _tell(tx, actor, document, edition)


def start_of(command: Publish, now: datetime) -> datetime:
    """When an edition with this wish comes into force, decided now; raises ContentRefused for an impossible instant."""
    if command.in_force_from is None:
        return now
    if command.in_force_from < now - JUST_PASSED:
        message = "施行日時は、これからの日時にしてください。すぐに公開するときは空にしてください。"
        raise refused((FieldError("in_force_from", "value.past", message),))
    if command.in_force_from > now + FURTHEST:
        raise refused((FieldError("in_force_from", "value.too_far", "施行日時は10年以内にしてください。"),))
    return max(command.in_force_from, now)


def _refuse_unfinished(tx: Tx, actor: Actor, document: Document, *, command: Publish, draft: Draft) -> None:
    if queries.list_coming(tx, actor, document.id):
        raise PublicationWaits("施行日を待っている版があります。先に取り下げるか、施行されてから公開してください。")
    gaps = list(kind_of(document.kind).find_gaps(draft.content))
    former = queries.find_last_approved(tx, actor, document.id)
    if former is not None and not (command.reason or "").strip():
        gaps.append(FieldError("reason", "value.missing", "改訂の理由を入力してください。"))
    if gaps:
        raise refused(tuple(gaps))
    if former is not None and former.content_hash == draft.content_hash:
        raise DocumentMoveRefused("施行中の版と同じ内容です。変更してから公開するか、下書きを破棄してください。")


def _note_publication(tx: Tx, actor: Actor, edition: Edition, *, former: Edition | None) -> None:
    after: Recorded = {
        "edition_id": edition.id,
        "content_hash": edition.content_hash,
        "in_force_from": edition.in_force_from,
        "is_material": edition.is_material,
        "reason": edition.reason,
    }
    was: Recorded | None = {"edition_id": former.id, "content_hash": former.content_hash} if former is not None else None
    audit.record(tx, actor, PUBLISHED, Subject(SUBJECT, edition.document_id), before=was, after=after)
    outbox.emit(tx, EditionPublished(document_id=edition.document_id, edition_id=edition.id))
    if edition.phase(clock.now()) is Phase.IN_FORCE:
        outbox.emit(tx, EditionInForce(document_id=edition.document_id, edition_id=edition.id))
    elif edition.in_force_from is not None:
        due.schedule(tx, COMES_INTO_FORCE, edition.id, due_at=edition.in_force_from)
    changes.mark(tx, SUBJECT, edition.document_id)


def _approver(tx: Tx, actor: Actor, at: datetime) -> dict[str, JsonValue]:
    role = ""
    if actor.person_id is not None:
        role = "・".join(held.name for held in accounts.get_person_view(tx, NAMES, actor.person_id).roles)
    return {"id": str(actor.person_id) if actor.person_id else None, "name": actor.name, "role": role, "at": at.isoformat()}


def _tell(tx: Tx, actor: Actor, document: Document, edition: Edition) -> None:
    approvers = [entry.get("id") for entry in edition.approved_by]
    people = [document.owner_id, edition.author_id, *(PersonId(UUID(key)) for key in approvers if isinstance(key, str))]
    to = [person for person in dict.fromkeys(people) if person is not None]
    seers = queries.list_seers(tx, actor, document.id, people=to)
    code = code_of(document.kind, document.serial)
    # Somebody may have published the next one between the day and its announcement.
    is_over = edition.phase(clock.now()) is Phase.ENDED
    notice = NewNotice(
        kind="document.in_force",
        title="公開予定の版は施行され、続けて改訂されました" if is_over else "公開予定の版が施行されました",
        body=f"{code} {edition.title}",
        link=f"/d/{code}",
        about=About(kind=SUBJECT, id=document.id),
        why="この文書の担当者・作成者・承認者のため",
    )
    notifications.notify(tx, actor, notice, to=[person for person in to if person in seers])
