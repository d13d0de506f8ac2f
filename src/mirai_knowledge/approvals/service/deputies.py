"""The verbs of deputies: somebody decides in another's place on some days, or no longer."""

from datetime import date, timedelta
from uuid import UUID

from mirai_knowledge.accounts.policy import ROUTE_MANAGE
from mirai_knowledge.approvals import queries
from mirai_knowledge.approvals.errors import ApprovalRefused
from mirai_knowledge.approvals.events import DeputyChanged
from mirai_knowledge.approvals.model import ApprovalDeputy, DeputyId
from mirai_knowledge.approvals.policy import P_196, Staff
from mirai_knowledge.approvals.schemas import tags
from mirai_knowledge.approvals.schemas.commands import SetDeputy
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock, due, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import NewNotice

BEGINS, ENDS = "approvals.deputy_begins", "approvals.deputy_ends"
LONGEST = timedelta(days=366)


def set_deputy(tx: Tx, actor: Actor, command: SetDeputy) -> DeputyId:
    """On these days the deputy can decide in the person's place; both know it. Rule P-196; raises ApprovalRefused."""
    manages = actor.may(ROUTE_MANAGE.code)
    person = command.person_id or actor.person_id
    staff = queries.get_staff(tx, actor)
    require(actor, P_196, where=lambda: manages or (person == actor.person_id and person in staff.people))
    faults = _faults(tx, actor, command, person=person, staff=staff)
    if faults or person is None:
        raise ApprovalRefused(fields=tuple(faults))
    row = ApprovalDeputy(
        id=DeputyId(new_id()),
        person_id=PersonId(person),
        deputy_id=PersonId(command.deputy_id),
        from_on=command.from_on,
        until_on=command.until_on,
        note=command.note,
        made_by=actor.name,
        created_at=clock.now(),
    )
    tx.add(row)
    tx.flush()  # plans and events name it
    begins, over = clock.start_of_day_jst(row.from_on), clock.start_of_day_jst(row.until_on + timedelta(days=1))
    if begins > clock.now():
        due.schedule(tx, BEGINS, row.id, due_at=begins)
    due.schedule(tx, ENDS, row.id, due_at=over)
    name = staff.people[person].name
    notice = NewNotice(
        kind="approval.deputy",
        title=f"承認の代理: {name} さん"[:200],
        body=f"{row.from_on:%Y/%m/%d} から {row.until_on:%Y/%m/%d} まで、{name} さんの代わりに承認できます。",
        link="/approvals",
        stream="duty",
        why="承認の代理に指定されたため",
    )
    notifications.notify(tx, actor, notice, to=[row.deputy_id])
    after = {"deputy_id": str(row.deputy_id), "from_on": row.from_on.isoformat(), "until_on": row.until_on.isoformat()}
    audit.record(tx, actor, tags.DEPUTY_SET, Subject("person", row.person_id), after=after)
    outbox.emit(tx, DeputyChanged(deputy_id=row.id))
    return row.id


def end_deputy(tx: Tx, actor: Actor, deputy_id: UUID) -> None:
    """The deputy decides no longer in the person's place. Rule P-196; raises DeputyNotFound."""
    row = queries.get_deputy(tx, actor, deputy_id)
    require(actor, P_196, where=lambda: actor.may(ROUTE_MANAGE.code) or row.person_id == actor.person_id)
    if row.ended_at is not None:
        return
    row.ended_at = clock.now()
    due.cancel(tx, BEGINS, row.id)
    due.cancel(tx, ENDS, row.id)
    before = {"deputy_id": str(row.deputy_id), "from_on": row.from_on.isoformat(), "until_on": row.until_on.isoformat()}
    audit.record(tx, actor, tags.DEPUTY_ENDED, Subject("person", row.person_id), before=before)
    outbox.emit(tx, DeputyChanged(deputy_id=row.id))


def _faults(tx: Tx, actor: Actor, command: SetDeputy, *, person: UUID | None, staff: Staff) -> list[FieldError]:
    faults = []
    if person is None or person not in staff.people:
        faults.append(FieldError("person_id", "person.unknown", "承認の権限を持つ人を選んでください。"))
    if command.deputy_id not in staff.people or command.deputy_id == person:
        faults.append(FieldError("deputy_id", "person.unknown", "代理には、承認の権限を持つほかの人を選んでください。"))
    days = _wrong_days(command.from_on, command.until_on)
    if days is not None:
        faults.append(FieldError("until_on", "value.unusable", days))
    elif person is not None and queries.find_overlap(tx, actor, person, days=(command.from_on, command.until_on)) is not None:
        faults.append(FieldError("from_on", "value.taken", "この期間には、すでに代理が決まっています。"))
    return faults


def _wrong_days(first: date, last: date) -> str | None:
    if last < first:
        return "最終日は、初日以降にしてください。"
    if last < clock.today_jst():
        return "最終日は、今日以降にしてください。"
    return "代理の期間は1年以内にしてください。" if last - first > LONGEST else None
