"""Morning meetings: what one needs, and what was signed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select

from mirai_knowledge.accounts import policy as people
from mirai_knowledge.distribution.errors import MeetingNotFound
from mirai_knowledge.distribution.model import Distribution, MorningMeeting, MorningSignature, Receipt
from mirai_knowledge.distribution.policy import is_done, met_by
from mirai_knowledge.distribution.schemas.views import Attendee, MeetingRow
from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents.schemas.views import ProjectName
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.projects import policy as projects_policy
from mirai_knowledge.projects import queries as projects

OF_ONE_DISTRIBUTION = 200


def list_meetings(tx: Tx, actor: Actor, distribution_id: UUID) -> tuple[MeetingRow, ...]:
    """The morning meetings of a distribution, the newest first, of sites that the actor sees."""
    statement = select(MorningMeeting).where(MorningMeeting.distribution_id == distribution_id)
    newest = statement.order_by(MorningMeeting.held_at.desc(), MorningMeeting.id.desc()).limit(OF_ONE_DISTRIBUTION)
    return _rows(tx, actor, tx.scalars(newest).all())


def get_meeting(tx: Tx, actor: Actor, meeting_id: UUID) -> tuple[MorningMeeting, Distribution, MeetingRow]:
    """A morning meeting with its distribution; raises MeetingNotFound. Rule P-208."""
    statement = (
        select(MorningMeeting, Distribution)
        .join(Distribution, Distribution.id == MorningMeeting.distribution_id)
        .where(
            MorningMeeting.id == meeting_id,
            documents_policy.sees_document(actor, Distribution.document_id.expression),
            projects_policy.sees_project(actor, MorningMeeting.project_id.expression),
        )
    )
    found = tx.execute(statement).first() if documents_policy.is_internal(actor) else None
    rows = _rows(tx, actor, [found[0]]) if found is not None else ()
    if found is None or not rows:
        raise MeetingNotFound("この朝礼の記録は見つかりません。配信のページから開き直してください。")
    return found[0], found[1], rows[0]


def list_signatures(tx: Tx, _actor: Actor, meeting_id: UUID) -> tuple[MorningSignature, ...]:
    """Who signed at a meeting, in their order."""
    statement = select(MorningSignature).where(MorningSignature.meeting_id == meeting_id)
    return tuple(tx.scalars(statement.order_by(MorningSignature.position)))


def list_attendees(tx: Tx, _actor: Actor, distribution_id: UUID, *, project_id: UUID) -> tuple[Attendee, ...]:
    """The people of a site, by company and reading, with whether they have confirmed."""
    row = people.profiles_of(projects_policy.members_of(project_id)).subquery("profile")
    done = select(Receipt.person_id).join(Distribution, Distribution.id == Receipt.distribution_id)
    done = done.where(Receipt.distribution_id == distribution_id, Receipt.is_current, is_done())
    statement = select(row, row.c.id.in_(done).label("done")).order_by(row.c.company.nulls_first(), row.c.sort_key, row.c.id)
    return tuple(Attendee(each.id, each.name, each.company, each.done) for each in tx.execute(statement))


def list_to_meet(tx: Tx, actor: Actor, document_id: UUID) -> tuple[UUID, ...]:
    """The distributions of a document that the actor may bring to a morning meeting, the newest first."""
    statement = select(Distribution.id).where(Distribution.document_id == document_id, met_by(actor))
    return tuple(tx.scalars(statement.order_by(Distribution.created_at.desc())))


def _rows(tx: Tx, actor: Actor, meetings: Sequence[MorningMeeting]) -> tuple[MeetingRow, ...]:
    ids = [row.id for row in meetings]
    counted = select(MorningSignature.meeting_id, func.count()).where(MorningSignature.meeting_id.in_(ids))
    counts: Mapping[UUID, int] = {row[0]: row[1] for row in tx.execute(counted.group_by(MorningSignature.meeting_id))}
    names = projects.list_names(tx, actor, {row.project_id for row in meetings})
    return tuple(
        MeetingRow(
            id=row.id,
            project=ProjectName(row.project_id, names[row.project_id].code, names[row.project_id].name),
            held_at=row.held_at,
            led_by=row.led_by,
            people=counts.get(row.id, 0),
        )
        for row in meetings
        if row.project_id in names
    )
