"""The clock of a consultation and its due rows: warning and breach are told when they come, and never twice."""

from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.consultations import policy, queries
from mirai_knowledge.consultations.events import ConsultationLate
from mirai_knowledge.consultations.model import Consultation
from mirai_knowledge.consultations.schemas import steps
from mirai_knowledge.consultations.service.telling import SUBJECT, Taken, note_step, tell_late, tell_warning
from mirai_knowledge.kernel import clock, due, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

WARN, BREACH = "consultations.warn", "consultations.breach"


def plan_clock(tx: Tx, actor: Actor, row: Consultation) -> None:
    """Warning and breach stand in the plan where the clock runs, and nowhere else."""
    warned = policy.warning_at(row, accounts.get_working_time(tx, actor))
    if warned is None or warned <= clock.now():
        due.cancel(tx, WARN, row.document_id)
    else:
        due.schedule(tx, WARN, row.document_id, due_at=warned)
    if row.due_at is None or row.breached_at is not None:
        due.cancel(tx, BREACH, row.document_id)
    else:
        due.schedule(tx, BREACH, row.document_id, due_at=row.due_at)


def start_clock(tx: Tx, actor: Actor, row: Consultation) -> None:
    """The whole time of its priority is left from now on."""
    row.start_clock(policy.minutes_for(row.priority), clock.now(), accounts.get_working_time(tx, actor))
    plan_clock(tx, actor, row)


def warn(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """Whoever is to answer knows that the time is nearly over; nothing happens when the clock stands still by now."""
    row = queries.find_running(tx, actor, document_id)
    if row is None or not policy.is_warned(row, clock.now(), accounts.get_working_time(tx, actor)):
        return
    note_step(tx, actor, document_id, taken=Taken("warned"))
    tell_warning(tx, actor, row)
    audit.record(tx, actor, steps.WARNED, Subject(SUBJECT, document_id), after={"due_at": row.due_at})


def escalate(tx: Tx, actor: Actor, document_id: UUID) -> None:
    """The consultation is late, and expert, leads and administrators know it; nothing happens where there is time again."""
    row = queries.find_running(tx, actor, document_id)
    if row is None or row.breached_at is not None or row.due_at is None or row.due_at > clock.now():
        return
    row.breached_at = clock.now()
    note_step(tx, actor, document_id, taken=Taken("breached"))
    tell_late(tx, actor, row)
    audit.record(tx, actor, steps.BREACHED, Subject(SUBJECT, document_id), after={"due_at": row.due_at})
    outbox.emit(tx, ConsultationLate(document_id=document_id))


def recalculate(tx: Tx, actor: Actor) -> int:
    """Every running clock ends when the company's calendar of now says; returns how many moved."""
    time, moved = accounts.get_working_time(tx, actor), 0
    for document_id in queries.list_running_ids(tx, actor):
        row = queries.find_running(tx, actor, document_id)
        if row is None or row.clock_since is None:
            continue
        before, since = row.due_at, row.clock_since
        row.run_clock(since, time)
        if row.due_at == before:
            continue
        moved += 1
        plan_clock(tx, actor, row)
        change = {"due_at": before}, {"due_at": row.due_at}
        audit.record(tx, actor, steps.RECALCULATED, Subject(SUBJECT, document_id), before=change[0], after=change[1])
    return moved
