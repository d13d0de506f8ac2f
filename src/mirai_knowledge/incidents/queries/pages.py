"""The page of an incident: all that is told of it, how it stands, what the reader may do."""

from collections.abc import Sequence
from uuid import UUID

from mirai_knowledge.approvals import queries as approvals
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.views import NamedCode, PersonRef
from mirai_knowledge.incidents import policy
from mirai_knowledge.incidents.model import (
    MOVES,
    OPEN_STATES,
    STATE_NAMES,
    IncidentAction,
    IncidentMove,
    IncidentState,
)
from mirai_knowledge.incidents.policy import standing
from mirai_knowledge.incidents.queries.actions import list_rows, list_views
from mirai_knowledge.incidents.queries.incidents import (
    Told,
    get_sees_names,
    get_told,
    list_people_rows,
    list_project_refs,
    list_steps,
    list_wordings,
    list_work_types,
)
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES, AGENTS, SEVERITIES, TYPES
from mirai_knowledge.incidents.schemas.views import IncidentCan, IncidentView
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

CLOSED_WITH_OPEN = "終結していますが、終わっていない是正処置があります。"
STEPS_SKIPPED = "終結していますが、原因が記録されていません。"


def get_page(tx: Tx, actor: Actor, document_id: UUID, *, warnings: Sequence[str] = ()) -> IncidentView:
    """The incident as the actor sees it. Rule P-151; raises DocumentNotFound, also for one that is hidden."""
    told = get_told(tx, actor, document_id)
    incident, document = told.incident, told.document
    content = IncidentContent.model_validate(told.edition.content)
    rows = list_rows(tx, actor, document_id)
    sites = list_project_refs(tx, actor, [document.project_id])
    pictures = [photo.picture for photo in content.photos if photo.picture is not None]
    addresses = documents.list_addresses(tx, actor, pictures, document_id=document_id)
    following = MOVES[IncidentState(incident.state)].get(IncidentMove.ADVANCE)
    kind, agent = incident.accident_type, incident.agent
    waits = approvals.list_waiting_about(tx, actor, [document_id]).get((document_id, None))
    return IncidentView(
        id=document_id,
        code=told.code,
        title=told.edition.title,
        type=NamedCode(incident.type, TYPES[incident.type]),
        severity=NamedCode(incident.severity, SEVERITIES[incident.severity]),
        state=NamedCode(incident.state, STATE_NAMES[incident.state]),
        state_since=incident.state_since,
        next_state=NamedCode(following, STATE_NAMES[following]) if following is not None else None,
        occurred_at=incident.occurred_at,
        accident_type=NamedCode(str(kind), ACCIDENT_TYPES[kind]) if kind is not None else None,
        agent=NamedCode(str(agent), AGENTS[agent]) if agent is not None else None,
        project=sites.get(document.project_id) if document.project_id is not None else None,
        work_types=list_work_types(tx, actor, document_id),
        reporter=PersonRef(incident.reporter_id, incident.reporter_name),
        created_at=document.created_at,
        content=told.edition.content,
        pictures={str(key): address for key, address in addresses.items()},
        hidden=_hidden(tx, actor, document_id),
        steps=list_steps(tx, actor, document_id),
        actions=list_views(tx, actor, rows),
        flags=_flags(told, rows),
        warnings=tuple(warnings),
        approval=waits,
        can=_can(tx, actor, told, rows, waits=waits is not None),
        version=document.version,
    )


def _can(tx: Tx, actor: Actor, told: Told, rows: Sequence[IncidentAction], *, waits: bool) -> IncidentCan:
    incident = told.incident
    is_open = incident.state != IncidentState.CLOSED and not waits
    investigates = policy.investigates(actor)
    moves = tuple(move.value for move in MOVES[IncidentState(incident.state)]) if investigates and not waits else ()
    hidden = _hidden(tx, actor, told.document.id)
    return IncidentCan(
        change=policy.may_change(actor, incident) and is_open,
        plan=investigates and is_open,
        moves=moves,  # type: ignore[arg-type]  # the values of IncidentMove
        blocked=standing.blocker(incident, told.edition.content, rows),
        see_names=hidden > 0 and get_sees_names(tx, actor, told.document.project_id),
    )


def _hidden(tx: Tx, actor: Actor, document_id: UUID) -> int:
    return len(list_people_rows(tx, actor, document_id)) + len(list_wordings(tx, actor, document_id))


def _flags(told: Told, rows: Sequence[IncidentAction]) -> tuple[str, ...]:
    if told.incident.state != IncidentState.CLOSED:
        return ()
    flags = []
    if any(row.state in OPEN_STATES for row in rows):
        flags.append(CLOSED_WITH_OPEN)
    if not told.edition.content.get("causes"):
        flags.append(STEPS_SKIPPED)
    return tuple(flags)
