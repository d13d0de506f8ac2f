"""The verbs of morning meetings, and the log of what was printed."""

from uuid import UUID

from sqlalchemy import func, update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.distribution import queries
from mirai_knowledge.distribution.errors import DistributionRefused
from mirai_knowledge.distribution.events import MeetingHeld
from mirai_knowledge.distribution.model import Distribution, MeetingId, MorningMeeting, MorningSignature, Receipt, Reply
from mirai_knowledge.distribution.policy import P_208
from mirai_knowledge.distribution.schemas import tags
from mirai_knowledge.distribution.schemas.commands import HoldMeeting
from mirai_knowledge.distribution.service.telling import SUBJECT
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require


def hold_meeting(tx: Tx, actor: Actor, command: HoldMeeting, *, distribution_id: UUID) -> MeetingId:
    """The meeting stands with everybody who signed, and this is its id; recipients among them have confirmed. Sent twice
    under the same id it stands once.

    Rule P-208; raises DistributionNotFound, ProjectNotFound, NothingToSend, and DistributionRefused for strangers to the site.
    """
    require(actor, P_208)
    distribution = queries.get_met(tx, actor, distribution_id)
    plan = queries.get_plan(tx, actor, distribution_id, project_id=command.project_id)
    known = queries.find_meeting(tx, actor, command.id) if command.id is not None else None
    if known is not None and known.distribution_id == distribution.id and known.led_by_id == actor.person_id:
        return known.id
    _refuse_strangers(command, {person.id for person in plan.people}, taken=known is not None)
    edition = documents.find_in_force(tx, actor, distribution.document_id)
    meeting = MorningMeeting(
        id=MeetingId(command.id or new_id()),
        distribution_id=distribution.id,
        edition_id=edition.id if edition is not None else distribution.edition_id,
        project_id=command.project_id,
        held_at=clock.now(),
        led_by_id=actor.person_id,
        led_by=actor.name,
        note=command.note,
    )
    tx.add(meeting)
    tx.flush()  # the signatures name it
    tx.add_all(
        MorningSignature(
            id=new_id(),
            meeting_id=meeting.id,
            position=place,
            person_id=PersonId(each.person_id) if each.person_id is not None else None,
            name=each.name,
            company=each.company,
            strokes=[[list(point) for point in stroke] for stroke in each.strokes],
        )
        for place, each in enumerate(command.signatures)
    )
    _confirm(tx, distribution, meeting, [each.person_id for each in command.signatures if each.person_id is not None])
    after: Recorded = {"distribution_id": distribution.id, "meeting_id": meeting.id, "people": len(command.signatures)}
    audit.record(tx, actor, tags.MEETING_HELD, Subject(SUBJECT, distribution.document_id), after=after)
    outbox.emit(tx, MeetingHeld(meeting_id=meeting.id))
    return meeting.id


def note_printed(tx: Tx, actor: Actor, document_id: UUID, *, distribution_id: UUID) -> None:
    """The log says that the actor took a proof along."""
    after: Recorded = {"distribution_id": distribution_id}
    audit.record(tx, actor, tags.PROOF_PRINTED, Subject(SUBJECT, document_id), after=after)


def _confirm(tx: Tx, distribution: Distribution, meeting: MorningMeeting, people: list[UUID]) -> None:
    held = (Receipt.distribution_id == distribution.id, Receipt.is_current, Receipt.person_id.in_(people))
    not_read = Receipt.reply.is_(None) | (Receipt.reply != Reply.READ)
    said = {"reply": Reply.READ.value, "answered_at": meeting.held_at, "edition_id": meeting.edition_id, "met_at": meeting.id}
    # Whoever was told has as good as opened it.
    opened = func.coalesce(Receipt.opened_at, meeting.held_at)
    changed = update(Receipt).where(*held, not_read).values(**said, opened_at=opened)
    tx.execute(changed.execution_options(synchronize_session=False))


def _refuse_strangers(command: HoldMeeting, members: set[UUID], *, taken: bool) -> None:
    faults = [
        FieldError(f"signatures.{place}.person_id", "person.unknown", "この人は、この現場に登録されていません。")
        for place, each in enumerate(command.signatures)
        if each.person_id is not None and each.person_id not in members
    ]
    if taken:
        faults.append(FieldError("id", "value.taken", "この id の記録はすでにあります。新しい id で送り直してください。"))
    if faults:
        raise DistributionRefused(fields=tuple(faults))
