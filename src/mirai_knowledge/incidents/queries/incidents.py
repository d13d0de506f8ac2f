"""Reading incidents: one with all that is told of it, the list with its counts, and the names behind the labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, undefer

from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents.errors import DocumentNotFound
from mirai_knowledge.documents.model import Document, DocumentWorkType, Edition
from mirai_knowledge.documents.schemas.fields import FIRST_DAY, LAST_DAY
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.documents.schemas.views import NamedCode, PersonRef, ProjectName
from mirai_knowledge.incidents import policy
from mirai_knowledge.incidents.model import OPEN_STATES as OPEN
from mirai_knowledge.incidents.model import (
    STATE_NAMES,
    Incident,
    IncidentAction,
    IncidentPerson,
    IncidentState,
    IncidentStep,
    IncidentWording,
)
from mirai_knowledge.incidents.policy import standing
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES, AGENTS, SEVERITIES, TYPES
from mirai_knowledge.incidents.schemas.commands import ListIncidents
from mirai_knowledge.incidents.schemas.views import Count, IncidentCounts, IncidentPage, IncidentRow, IncidentsCan, Step
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.text import fold
from mirai_knowledge.projects import queries as projects

MISSING = "この事故・ヒヤリは見つかりません。見られる範囲にないか、取り除かれています。"
LAST_FIRST = (
    Key(Incident.occurred_at.expression, lambda row: row.occurred_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(Incident.document_id.expression, lambda row: str(row.document_id), UUID, descending=True),
)


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with its document and the edition in force."""

    incident: Incident
    document: Document
    edition: Edition

    @property
    def code(self) -> str:
        """INC-000001."""
        return code_of(self.document.kind, self.document.serial)


def get_told(tx: Tx, actor: Actor, document_id: UUID) -> Told:
    """The incident as it is told now; raises DocumentNotFound, also for one that is hidden."""
    told = find_told(tx, actor, document_id)
    if told is None:
        raise DocumentNotFound(MISSING)
    return told


def find_told(tx: Tx, actor: Actor, document_id: UUID) -> Told | None:
    """The incident as it is told now; None also for one that is hidden or lies in the bin."""
    statement = (
        select(Incident, Document, Edition)
        .join(Document, Document.id == Incident.document_id)
        .join(Edition, Edition.document_id == Document.id)
        .where(Incident.document_id == document_id, documents_policy.in_force(clock.now()), standing.readable(actor))
        .options(undefer(Edition.content))
        .execution_options(populate_existing=True)
    )
    row = tx.execute(statement).first()
    return Told(row[0], row[1], row[2]) if row is not None else None


def find_lock(tx: Tx, _actor: Actor, document_id: UUID) -> None:
    """Nothing of the incident moves until the transaction ends; nothing happens where there is none."""
    tx.execute(select(Incident.document_id).where(Incident.document_id == document_id).with_for_update())


def get_locked(tx: Tx, actor: Actor, document_id: UUID) -> Told:
    """As `get_told`, with the incident's row locked until the transaction ends: nothing of it moves meanwhile."""
    # First the lock alone: a condition asked before the wait would be answered with what stood before it.
    find_lock(tx, actor, document_id)
    return get_told(tx, actor, document_id)


def get_changes_files(tx: Tx, actor: Actor, document_id: UUID) -> bool:
    """Whether the actor may change the files of the incident: who may change what is told of it, until it is closed. P-152."""
    told = find_told(tx, actor, document_id)
    return told is not None and told.incident.state != IncidentState.CLOSED and policy.may_change(actor, told.incident)


def find_incident(tx: Tx, _actor: Actor, document_id: UUID) -> Incident | None:
    """The incident's row, whoever may see it."""
    return tx.get(Incident, document_id)


def list_people_rows(tx: Tx, _actor: Actor, document_id: UUID) -> Sequence[IncidentPerson]:
    """The names of an incident; who may see them has been asked (P-158), or nobody is shown them."""
    return tx.scalars(select(IncidentPerson).where(IncidentPerson.document_id == document_id)).all()


def list_wordings(tx: Tx, _actor: Actor, document_id: UUID) -> Mapping[str, str]:
    """The texts with names in them, by place; who may see them has been asked (P-158), or nobody is shown them."""
    rows = tx.scalars(select(IncidentWording).where(IncidentWording.document_id == document_id))
    return {row.field: row.text for row in rows}


def get_sees_names(tx: Tx, actor: Actor, project_id: UUID | None) -> bool:
    """Whether the actor, who reads the incident, may see its names. Rule P-158."""
    scopes = policy.names_open_to(actor)
    if "all" in scopes:
        return True
    return "own_projects" in scopes and project_id is not None and project_id in projects.list_own_ids(tx, actor)


def list_steps(tx: Tx, _actor: Actor, document_id: UUID) -> tuple[Step, ...]:
    """How the incident came to its state, oldest first; who asks has been shown it."""
    rows = tx.scalars(
        select(IncidentStep).where(IncidentStep.document_id == document_id).order_by(IncidentStep.at, IncidentStep.id)
    )
    return tuple(
        Step(NamedCode(row.state, STATE_NAMES[row.state]), row.at, PersonRef(row.by_id, row.by_name), row.reason) for row in rows
    )


def list_work_types(tx: Tx, actor: Actor, document_id: UUID) -> tuple[NamedCode, ...]:
    """The kinds of work an incident is about."""
    codes = tx.scalars(select(DocumentWorkType.work_type_code).where(DocumentWorkType.document_id == document_id)).all()
    names = projects.list_work_type_names(tx, actor, codes)
    return tuple(NamedCode(code, names[code].name) for code in sorted(codes) if code in names)


def list_incidents(tx: Tx, actor: Actor, wanted: ListIncidents, *, cursor: str | None = None, limit: int = 50) -> IncidentPage:
    """Incidents the actor reads, the last to happen first; counts with the first page. Rule P-151; raises Invalid for a bad
    cursor.
    """
    statement = select(Incident).join(Document, Document.id == Incident.document_id).where(_matching(actor, wanted))
    page = fetch_page(tx, statement, LAST_FIRST, cursor=cursor, limit=limit)
    total = counts = None
    if cursor is None:
        total = tx.scalar(statement.with_only_columns(func.count()).order_by(None)) or 0
        counts = _counts(tx, actor, wanted)
    return IncidentPage(
        items=_rows(tx, actor, page.items), next_cursor=page.next_cursor, total=total, counts=counts, can=get_can(tx, actor)
    )


def get_can(_: Tx, actor: Actor) -> IncidentsCan:
    """What the actor may do with incidents at large."""
    return IncidentsCan(report=actor.may(policy.REPORT.code), report_without_site=policy.reports_everywhere(actor))


def list_project_refs(tx: Tx, actor: Actor, ids: Sequence[UUID | None]) -> Mapping[UUID, ProjectName]:
    """The sites by code and name, of those the actor may know of."""
    names = projects.list_names(tx, actor, {key for key in ids if key is not None})
    return {key: ProjectName(ref.id, ref.code, ref.name) for key, ref in names.items()}


def _matching(actor: Actor, wanted: ListIncidents) -> ColumnElement[bool]:
    conditions = [standing.readable(actor)]
    if wanted.state:
        conditions.append(Incident.state.in_(wanted.state))
    exact: tuple[tuple[InstrumentedAttribute[Any], object], ...] = (
        (Incident.type, wanted.type),
        (Incident.severity, wanted.severity),
        (Incident.accident_type, wanted.accident_type),
        (Document.project_id, wanted.project),
    )
    conditions += [column == value for column, value in exact if value is not None]
    if wanted.since is not None:
        conditions.append(Incident.occurred_at >= clock.start_of_day_jst(max(wanted.since, FIRST_DAY)))
    if wanted.until is not None:
        conditions.append(Incident.occurred_at < clock.start_of_day_jst(min(wanted.until, LAST_DAY) + timedelta(days=1)))
    if wanted.late:
        late = exists(select(IncidentAction.id).where(IncidentAction.document_id == Incident.document_id, standing.is_late()))
        conditions.append(late)
    if wanted.mine:
        conditions.append(policy.mine(actor))
    for word in (wanted.q or "").split():
        conditions.append(or_(Document.id.in_(_titled(word)), Incident.place.icontains(word, autoescape=True)))
    return and_(*conditions)


def _titled(word: str) -> Select[UUID]:
    return select(Edition.document_id).where(
        Edition.sort_key.contains(fold(word), autoescape=True), documents_policy.in_force(clock.now())
    )


def _counts(tx: Tx, actor: Actor, wanted: ListIncidents) -> IncidentCounts:
    names = {
        "state": STATE_NAMES,
        "type": TYPES,
        "severity": SEVERITIES,
        "accident_type": {str(code): name for code, name in ACCIDENT_TYPES.items()},
    }
    found: dict[str, tuple[Count, ...]] = {}
    for field, known in names.items():
        column = getattr(Incident, field)
        open_filter = replace(wanted, **{field: () if field == "state" else None})  # type: ignore[arg-type]
        grouped = (
            select(column, func.count())
            .join(Document, Document.id == Incident.document_id)
            .where(_matching(actor, open_filter), column.is_not(None))
            .group_by(column)
        )
        counted = {str(value): count for value, count in tx.execute(grouped)}
        found[field] = tuple(Count(value, name, counted[value]) for value, name in known.items() if value in counted)
    late = select(func.count()).select_from(Incident).join(Document, Document.id == Incident.document_id)
    return IncidentCounts(**found, late=tx.scalar(late.where(_matching(actor, replace(wanted, late=True)))) or 0)


def _rows(tx: Tx, actor: Actor, rows: Sequence[Incident]) -> tuple[IncidentRow, ...]:
    ids = [row.document_id for row in rows]
    told = (
        select(Document, Edition)
        .join(Edition, Edition.document_id == Document.id)
        .where(Document.id.in_(ids), documents_policy.in_force(clock.now()))
    )
    held: dict[UUID, tuple[Document, Edition]] = {row[0].id: (row[0], row[1]) for row in tx.execute(told)}
    sites = list_project_refs(tx, actor, [document.project_id for document, _ in held.values()])
    counted = tx.execute(
        select(IncidentAction.document_id, func.count(), func.count().filter(standing.is_late()))
        .where(IncidentAction.document_id.in_(ids), IncidentAction.state.in_(OPEN))
        .group_by(IncidentAction.document_id)
    )
    actions: dict[UUID, tuple[int, int]] = {key: (count, late) for key, count, late in counted}
    return tuple(
        _row(Told(row, *held[row.document_id]), sites, actions.get(row.document_id, (0, 0)))
        for row in rows
        if row.document_id in held
    )


def _row(told: Told, sites: Mapping[UUID, ProjectName], actions: tuple[int, int]) -> IncidentRow:
    row, document = told.incident, told.document
    agent = row.agent
    kind = row.accident_type
    return IncidentRow(
        id=row.document_id,
        code=told.code,
        title=told.edition.title,
        type=NamedCode(row.type, TYPES[row.type]),
        severity=NamedCode(row.severity, SEVERITIES[row.severity]),
        state=NamedCode(row.state, STATE_NAMES[row.state]),
        state_since=row.state_since,
        occurred_at=row.occurred_at,
        place=row.place,
        accident_type=NamedCode(str(kind), ACCIDENT_TYPES[kind]) if kind is not None else None,
        agent=NamedCode(str(agent), AGENTS[agent]) if agent is not None else None,
        project=sites.get(document.project_id) if document.project_id is not None else None,
        reporter=PersonRef(row.reporter_id, row.reporter_name),
        open_actions=actions[0],
        late_actions=actions[1],
    )
