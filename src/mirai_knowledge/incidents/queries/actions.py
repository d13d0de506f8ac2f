"""Reading corrective actions: those of an incident, and the board of all that the actor may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select

from mirai_knowledge.approvals import queries as approvals
from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.schemas.files import AttachmentView
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.documents.schemas.views import NamedCode, PersonRef, ProjectName
from mirai_knowledge.incidents import policy
from mirai_knowledge.incidents.errors import ActionNotFound
from mirai_knowledge.incidents.model import (
    ACTION_MOVE_NAMES,
    ACTION_STATE_NAMES,
    ActionMove,
    ActionStep,
    Incident,
    IncidentAction,
)
from mirai_knowledge.incidents.policy import standing
from mirai_knowledge.incidents.queries.incidents import Told, list_project_refs
from mirai_knowledge.incidents.schemas.codes import EVIDENCE, Side
from mirai_knowledge.incidents.schemas.commands import ListActions
from mirai_knowledge.incidents.schemas.views import ActionPage, ActionStepView, ActionView
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page

BY_DAY = (
    Key(
        func.coalesce(IncidentAction.due_on, standing.NO_DAY),
        lambda row: (row.due_on or standing.NO_DAY).isoformat(),
        date.fromisoformat,
    ),
    Key(IncidentAction.id.expression, lambda row: str(row.id), UUID),
)


def list_actions(tx: Tx, actor: Actor, wanted: ListActions, *, cursor: str | None = None, limit: int = 50) -> ActionPage:
    """Corrective actions of incidents the actor reads, the first due first; how many stand where, with the first page.

    Rule P-151; raises Invalid for a bad cursor.
    """
    base = _board(actor, wanted)
    # What is finished is looked at on purpose.
    column = standing.in_bucket(wanted.bucket) if wanted.bucket else ~standing.in_bucket("done")
    chosen = and_(base, column)
    statement = _joined().where(chosen)
    page = fetch_page(tx, statement, BY_DAY, cursor=cursor, limit=limit)
    counts = None
    if cursor is None:
        columns = [func.count().filter(standing.in_bucket(bucket)) for bucket in standing.BUCKETS]
        row = tx.execute(_joined().where(base).with_only_columns(*columns)).one()
        counts = dict(zip(standing.BUCKETS, row, strict=True))
    return ActionPage(items=list_views(tx, actor, page.items), next_cursor=page.next_cursor, counts=counts)


def list_of_incident(tx: Tx, actor: Actor, document_id: UUID) -> tuple[ActionView, ...]:
    """The corrective actions of an incident in their order; none of one the actor does not read."""
    return list_views(tx, actor, list_rows(tx, actor, document_id))


def list_rows(tx: Tx, actor: Actor, document_id: UUID) -> Sequence[IncidentAction]:
    """The rows of an incident's actions in their order; none of one the actor does not read."""
    statement = _joined().where(IncidentAction.document_id == document_id, standing.readable(actor))
    return tx.scalars(
        statement.order_by(IncidentAction.position, IncidentAction.id).execution_options(populate_existing=True)
    ).all()


def get_action_view(tx: Tx, actor: Actor, action_id: UUID) -> ActionView:
    """One corrective action; raises ActionNotFound, also for one that is hidden."""
    return list_views(tx, actor, (get_action(tx, actor, action_id),))[0]


def get_action(tx: Tx, actor: Actor, action_id: UUID) -> IncidentAction:
    """The row of an action of an incident the actor reads; raises ActionNotFound. Its incident must be locked for a change."""
    statement = _joined().where(IncidentAction.id == action_id, standing.readable(actor))
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise ActionNotFound("この是正処置は見つかりません。一覧を開き直してください。")
    return row


def find_action(tx: Tx, _actor: Actor, action_id: UUID) -> IncidentAction | None:
    """The action of that id, whoever may see it."""
    return tx.get(IncidentAction, action_id)


def list_action_labels(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """How actions are called in the audit log, by the code of their incident and their masked words."""
    rows = tx.execute(
        select(IncidentAction.id, Document.kind, Document.serial, IncidentAction.text)
        .join(Document, Document.id == IncidentAction.document_id)
        .where(IncidentAction.id.in_(ids))
    )
    return {row.id: f"{code_of(row.kind, row.serial)} {row.text[:80]}" for row in rows}


def list_views(tx: Tx, actor: Actor, rows: Sequence[IncidentAction]) -> tuple[ActionView, ...]:
    """The actions as the actor sees them, whose incidents it reads."""
    around = _around(tx, actor, rows)
    return tuple(_view(actor, row, around) for row in rows)


def _joined() -> Select[IncidentAction]:
    return (
        select(IncidentAction)
        .join(Incident, Incident.document_id == IncidentAction.document_id)
        .join(Document, Document.id == IncidentAction.document_id)
    )


def _board(actor: Actor, wanted: ListActions) -> ColumnElement[bool]:
    conditions = [standing.readable(actor)]
    if wanted.project is not None:
        conditions.append(Document.project_id == wanted.project)
    if wanted.mine:
        conditions.append(policy.owned(actor))
    if wanted.incident is not None:
        conditions.append(IncidentAction.document_id == wanted.incident)
    return and_(*conditions)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the actions of a page."""

    held: Mapping[UUID, Told]
    sites: Mapping[UUID, ProjectName]
    files: Mapping[Side, Mapping[UUID, tuple[AttachmentView, ...]]]
    steps: Mapping[UUID, Sequence[ActionStep]]
    waiting: Mapping[tuple[UUID, UUID | None], UUID]


def _around(tx: Tx, actor: Actor, rows: Sequence[IncidentAction]) -> _Around:
    ids = [row.id for row in rows]
    statement = (
        select(Incident, Document, Edition)
        .join(Document, Document.id == Incident.document_id)
        .join(Edition, Edition.document_id == Document.id)
        .where(Incident.document_id.in_([row.document_id for row in rows]), documents_policy.in_force(clock.now()))
    )
    held: dict[UUID, Told] = {row[0].document_id: Told(row[0], row[1], row[2]) for row in tx.execute(statement)}
    files = {side: documents.list_record_files(tx, actor, kind, ids) for side, kind in EVIDENCE.items()}
    steps: dict[UUID, list[ActionStep]] = {}
    for step in tx.scalars(select(ActionStep).where(ActionStep.action_id.in_(ids)).order_by(ActionStep.at, ActionStep.id)):
        steps.setdefault(step.action_id, []).append(step)
    sites = list_project_refs(tx, actor, [told.document.project_id for told in held.values()])
    waiting = approvals.list_waiting_about(tx, actor, list(held))
    return _Around(held, sites, files, steps, waiting)


def _view(actor: Actor, row: IncidentAction, around: _Around) -> ActionView:
    told = around.held[row.document_id]
    document = told.document
    bucket = standing.bucket_of(row)
    return ActionView(
        id=row.id,
        incident_id=row.document_id,
        incident_code=told.code,
        incident_title=told.edition.title,
        project=around.sites.get(document.project_id) if document.project_id is not None else None,
        text=row.text,
        owner=_person(row.owner_id, row.owner_name),
        due_on=row.due_on,
        state=NamedCode(row.state, ACTION_STATE_NAMES[row.state]),
        bucket=bucket,
        late=bucket == "overdue",
        done_at=row.done_at,
        done_by=_person(row.done_by, row.done_by_name),
        verified_at=row.verified_at,
        verified_by=_person(row.verified_by, row.verified_by_name),
        effect_weeks=row.effect_weeks,
        effect_due_on=row.effect_due_on,
        before=around.files["before"].get(row.id, ()),
        after=around.files["after"].get(row.id, ()),
        steps=tuple(_step(step) for step in around.steps.get(row.id, ())),
        approval=around.waiting.get((row.document_id, row.id)),
        can=standing.action_can(actor, row, told.incident, waits=_waits(row, around)),
        version=row.version,
    )


def _waits(row: IncidentAction, around: _Around) -> bool:
    return any(key in around.waiting for key in ((row.document_id, None), (row.document_id, row.id)))


def _step(step: ActionStep) -> ActionStepView:
    name = ACTION_MOVE_NAMES[ActionMove(step.move)]
    state = NamedCode(step.state, ACTION_STATE_NAMES[step.state])
    return ActionStepView(name, state, step.at, PersonRef(step.by_id, step.by_name), step.note)


def _person(person_id: UUID | None, name: str | None) -> PersonRef | None:
    return PersonRef(person_id, name) if name is not None else None
