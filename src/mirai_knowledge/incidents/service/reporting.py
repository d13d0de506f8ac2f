"""The verbs of telling: report an incident, tell more of it, and open the names behind the labels."""

from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.schemas import NewRecord, Properties, SaveRecord
from mirai_knowledge.incidents import policy, queries
from mirai_knowledge.incidents.errors import IncidentIdTaken, IncidentRefused
from mirai_knowledge.incidents.events import IncidentReported
from mirai_knowledge.incidents.model import Incident, IncidentState, IncidentStep
from mirai_knowledge.incidents.policy.telling import Kept, put_facts
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.commands import ChangeIncident, ReportIncident
from mirai_knowledge.incidents.schemas.tags import CHANGED, NAMES_SHOWN, REPORTED
from mirai_knowledge.incidents.schemas.views import Names
from mirai_knowledge.incidents.service.notices import SUBJECT, tell_reported
from mirai_knowledge.incidents.service.telling import kept_of, prepare, put_names, remark
from mirai_knowledge.incidents.service.waiting import refuse_waiting
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import queries as projects

KIND = policy.INCIDENT.code


def report(tx: Tx, actor: Actor, command: ReportIncident) -> tuple[UUID, tuple[str, ...]]:
    """The incident is there, reported; this is its id, and what to tell the writer of names taken out. The same report sent
    again is there once. The site's managers and safety are told.

    Rule P-150; raises IncidentIdTaken, IncidentRefused and ContentRefused.
    """
    if not policy.reports_everywhere(actor) and command.project_id is None and actor.may(policy.REPORT.code):
        message = "現場を選んでください。"
        raise IncidentRefused(message, fields=(FieldError("project_id", "value.missing", message),))
    require(actor, policy.P_150, where=lambda: _reports_for(tx, actor, command.project_id))
    known = queries.find_incident(tx, actor, command.id) if command.id is not None else None
    if known is not None:
        if policy.is_reporter(actor, known):
            return known.document_id, ()
        raise IncidentIdTaken("この番号の報告はすでにあります。新しい番号で送り直してください。")
    prepared = prepare(tx, actor, command.told, kept=Kept(), project_id=command.project_id)
    properties = Properties(
        audience="site" if command.project_id is not None else "internal",
        project_id=command.project_id,
        work_types=command.work_types,
    )
    new = NewRecord(
        kind=KIND, content=prepared.content, own_state=IncidentState.REPORTED, properties=properties, id=command.id or new_id()
    )
    document_id = documents.start_record(tx, actor, new)
    now = clock.now()
    row = Incident(
        document_id=document_id,
        state=IncidentState.REPORTED,
        state_since=now,
        reporter_id=actor.person_id,
        reporter_name=actor.name,
    )
    put_facts(row, prepared.content)
    tx.add(row)
    tx.flush()  # names and steps point at it
    put_names(tx, document_id, prepared=prepared)
    add_step(tx, actor, row, reason="")
    told = queries.get_told(tx, actor, document_id)
    after: Recorded = {"code": told.code, "type": row.type, "severity": row.severity, "project_id": command.project_id}
    audit.record(tx, actor, REPORTED, Subject(SUBJECT, document_id), after=after)
    outbox.emit(tx, IncidentReported(document_id=document_id))
    tell_reported(tx, actor, told)
    return document_id, prepared.warnings


def change(tx: Tx, actor: Actor, command: ChangeIncident, *, document_id: UUID, expected: int) -> tuple[str, ...]:
    """From now on this is what is told of the incident; returns what to tell the writer of names taken out.

    Rule P-152; raises DocumentNotFound, IncidentClosed, ApprovalWaits, DocumentStale, IncidentRefused and ContentRefused.
    """
    told = queries.get_locked(tx, actor, document_id)
    require(actor, policy.P_152, where=lambda: policy.may_change(actor, told.incident))
    told.incident.refuse_closed()
    refuse_waiting(tx, actor, document_id)
    prepared = prepare(tx, actor, command.told, kept=kept_of(tx, actor, told), project_id=told.document.project_id)
    standing = Kept(IncidentContent.model_validate(prepared.content), prepared.names)
    reason = remark(tx, actor, command.reason or "", kept=standing)
    saved = SaveRecord(content=prepared.content, reason=reason or None)
    before: Recorded = {"type": told.incident.type, "severity": told.incident.severity}
    documents.save_record(tx, actor, saved, document_id=document_id, expected=expected)
    put_facts(told.incident, prepared.content)
    put_names(tx, document_id, prepared=prepared)
    after: Recorded = {
        "type": told.incident.type,
        "severity": told.incident.severity,
        "hidden_texts": len(prepared.wordings),
    }
    audit.record(tx, actor, CHANGED, Subject(SUBJECT, document_id), before=before, after=after)
    return prepared.warnings


def show_names(tx: Tx, actor: Actor, document_id: UUID) -> Names:
    """The names behind the labels; that the actor has seen them stands in the audit log.

    Rule P-158; raises DocumentNotFound.
    """
    told = queries.get_told(tx, actor, document_id)
    require(actor, policy.P_158, where=lambda: queries.get_sees_names(tx, actor, told.document.project_id))
    names = queries.get_names(tx, actor, told)
    detail: Recorded = {"people": len(names.people), "hidden_texts": len(names.wordings)}
    audit.record(tx, actor, NAMES_SHOWN, Subject(SUBJECT, document_id), detail=detail)
    return names


def add_step(tx: Tx, actor: Actor, row: Incident, *, reason: str) -> None:
    """That the incident came into its state now, by the actor, is kept."""
    step = IncidentStep(
        id=new_id(),
        document_id=row.document_id,
        state=row.state,
        at=row.state_since,
        by_id=actor.person_id,
        by_name=actor.name,
        reason=reason,
    )
    tx.add(step)
    tx.flush()  # it is read back in this transaction


def _reports_for(tx: Tx, actor: Actor, project_id: UUID | None) -> bool:
    return policy.reports_everywhere(actor) or (project_id is not None and project_id in projects.list_own_ids(tx, actor))
