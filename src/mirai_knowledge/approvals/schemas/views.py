"""Approvals as they are shown."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.approvals.schemas.stages import DueUnit, WhoKind
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.documents.schemas.views import EditionRow, NamedCode, PersonRef, ProjectName

RequestState = Literal["in_progress", "approved", "returned", "withdrawn"]
StageState = Literal["done", "now", "coming", "ended"]
StepName = Literal["submitted", "approved", "returned", "delegated", "withdrawn", "reminded", "late", "short"]


class SubjectRef(Struct, frozen=True, kw_only=True):
    """The document an approval is about."""

    id: UUID
    kind: str
    kind_name: str
    code: str


class RequestRow(Struct, frozen=True, kw_only=True):
    """A request in a list. `stage` names the edition's stage that a decision has to name; `bulk` allows approving with others."""

    id: UUID
    purpose: str
    purpose_name: str
    document: SubjectRef
    title: str
    edition_id: UUID
    importance: Importance
    state: RequestState
    stage: int
    stage_name: str
    stages: int
    requester: PersonRef
    requested_at: datetime
    due_at: datetime | None
    late: bool
    short: bool
    mine: bool
    bulk: bool
    ended_at: datetime | None


class RequestPage(Struct, frozen=True, kw_only=True):
    """Some requests; how many wait for the reader."""

    items: tuple[RequestRow, ...]
    next_cursor: str | None
    waiting: int


class WaitingCount(Struct, frozen=True):
    """How many requests wait for the reader."""

    waiting: int


class Seat(Struct, frozen=True, kw_only=True):
    """Somebody who may decide in a stage, or has. `deputies` may do it in their place today."""

    person: PersonRef
    approved: bool
    deputies: tuple[PersonRef, ...]


class StageView(Struct, frozen=True, kw_only=True):
    """A stage of a request. `short`: too few people are left, administrators decide with them."""

    no: int
    name: str
    who: tuple[str, ...]
    needed: int
    approved: int
    state: StageState
    short: bool
    seats: tuple[Seat, ...]
    due_at: datetime | None


class ApprovalStepView(Struct, frozen=True, kw_only=True):
    """What happened to a request."""

    id: UUID
    kind: StepName
    at: datetime
    stage: int
    stage_name: str
    by: PersonRef
    role: str
    instead_of: PersonRef | None
    to: PersonRef | None
    text: str


class EarlierRequest(Struct, frozen=True, kw_only=True):
    """Another request for the same document."""

    id: UUID
    edition_id: UUID
    state: RequestState
    requester: PersonRef
    requested_at: datetime
    ended_at: datetime | None
    steps: tuple[ApprovalStepView, ...]


class RequestCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to the request now."""

    approve: bool
    send_back: bool
    delegate: bool
    withdraw: bool


class RequestView(Struct, frozen=True, kw_only=True):
    """A request with everything around it. `compare_with` is the edition in force, where there is one."""

    id: UUID
    purpose: str
    purpose_name: str
    document: SubjectRef
    title: str
    category: NamedCode | None
    project: ProjectName | None
    edition: EditionRow
    compare_with: UUID | None
    importance: Importance
    state: RequestState
    requester: PersonRef
    requested_at: datetime
    note: str
    wanted_from: datetime | None
    route_name: str
    routed_because: str
    stage: int
    stages: tuple[StageView, ...]
    due_at: datetime | None
    late: bool
    ended_at: datetime | None
    steps: tuple[ApprovalStepView, ...]
    earlier: tuple[EarlierRequest, ...]
    instead_of: PersonRef | None
    why_not: str | None
    can: RequestCan


class DocumentRequests(Struct, frozen=True):
    """All requests for a document, the newest first."""

    items: tuple[EarlierRequest, ...]


class ApprovedMany(Struct, frozen=True):
    """How many were approved together."""

    approved: int


class WhoView(Struct, frozen=True):
    """People of a stage, as they are kept and in words."""

    kind: WhoKind
    value: str
    name: str


class DueView(Struct, frozen=True):
    """How long a stage may take."""

    amount: int
    unit: DueUnit


class TemplateStage(Struct, frozen=True, kw_only=True):
    """A stage of a route."""

    name: str
    who: tuple[WhoView, ...]
    needed: int
    due: DueView | None


class RouteView(Struct, frozen=True, kw_only=True):
    """A route."""

    id: UUID
    name: str
    note: str
    stages: tuple[TemplateStage, ...]
    archived: bool
    version: int
    updated_at: datetime
    updated_by: str


class RouteList(Struct, frozen=True):
    """All routes, by name."""

    items: tuple[RouteView, ...]


class RuleView(Struct, frozen=True, kw_only=True):
    """A line of the table that picks a route, and the same in words."""

    kind: str | None
    category: str | None
    importances: tuple[Importance, ...]
    project: ProjectName | None
    route_id: UUID | None
    sentence: str


class RuleTable(Struct, frozen=True):
    """The table in its order, under its version."""

    items: tuple[RuleView, ...]
    version: int


class StageChoices(Struct, frozen=True, kw_only=True):
    """What the people of a stage can be chosen from: none but holders of the right to decide."""

    roles: tuple[NamedCode, ...]
    people: tuple[PersonRef, ...]
    project_roles: tuple[NamedCode, ...]
    departments: tuple[str, ...]


class RoutePreview(Struct, frozen=True, kw_only=True):
    """Which route a document would take now, and why; who would decide by when."""

    route_id: UUID | None
    route_name: str | None
    rule_no: int | None
    sentence: str
    stages: tuple[StageView, ...]


class DeputyView(Struct, frozen=True, kw_only=True):
    """A deputy with its days."""

    id: UUID
    person: PersonRef
    deputy: PersonRef
    from_on: date
    until_on: date
    note: str
    current: bool
    can_end: bool


class DeputyList(Struct, frozen=True, kw_only=True):
    """Deputies whose days are not over, by their first day; whom the reader could choose."""

    items: tuple[DeputyView, ...]
    people: tuple[PersonRef, ...]
    can_set: bool
    can_set_for_others: bool


class LeadTime(Struct, frozen=True, kw_only=True):
    """How long something took, over some cases: hours by the clock, nights and holidays included."""

    count: int
    median_hours: float | None
    p90_hours: float | None
    late: int


class StageTime(LeadTime, frozen=True, kw_only=True):
    """A stage of a route, from its beginning to its last approval."""

    route_name: str
    stage_name: str


class PersonTime(LeadTime, frozen=True, kw_only=True):
    """Somebody's decisions, each from the beginning of its stage."""

    person: PersonRef


class MonthTime(LeadTime, frozen=True, kw_only=True):
    """The requests that were approved in a month (2026-11)."""

    month: str


class DecidedRow(Struct, frozen=True, kw_only=True):
    """A request that is behind the figures, and how long it took."""

    id: UUID
    document: SubjectRef
    title: str
    purpose_name: str
    route_name: str
    importance: Importance
    state: RequestState
    requester: PersonRef
    requested_at: datetime
    ended_at: datetime
    hours: float


class DecidedPage(Struct, frozen=True, kw_only=True):
    """Some decided requests, those that took longest first."""

    items: tuple[DecidedRow, ...]
    next_cursor: str | None


class ApprovalFigures(Struct, frozen=True, kw_only=True):
    """How long approval took in a time: from asking to the last approval, by month, stage and person; how many came back."""

    since: date
    until: date
    whole: LeadTime
    returned: int
    months: tuple[MonthTime, ...]
    stages: tuple[StageTime, ...]
    people: tuple[PersonTime, ...]
