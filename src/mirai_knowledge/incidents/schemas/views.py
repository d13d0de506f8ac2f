"""Incidents, corrective actions and similar cases as they are shown. Nobody's name is in them but of who works here."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.documents.schemas.files import AttachmentView
from mirai_knowledge.documents.schemas.views import NamedCode, PersonRef, ProjectName
from mirai_knowledge.incidents.schemas.commands import Bucket

ActionStateCode = Literal["planned", "in_progress", "done", "verified", "effective", "cancelled"]
MoveCode = Literal["advance", "send_back", "reopen"]
ActionMoveCode = Literal["start", "complete", "return", "verify", "confirm_effect", "deny_effect", "cancel", "reopen"]


class IncidentRow(Struct, frozen=True, kw_only=True):
    """An incident in a list."""

    id: UUID
    code: str
    title: str
    type: NamedCode
    severity: NamedCode
    state: NamedCode
    state_since: datetime
    occurred_at: datetime
    place: str
    accident_type: NamedCode | None
    agent: NamedCode | None
    project: ProjectName | None
    reporter: PersonRef
    open_actions: int
    late_actions: int


class Count(Struct, frozen=True):
    """How many incidents have this value, under the other filters."""

    value: str
    name: str
    count: int


class IncidentCounts(Struct, frozen=True, kw_only=True):
    """What the list can be narrowed by; each under all filters but its own."""

    state: tuple[Count, ...]
    type: tuple[Count, ...]
    severity: tuple[Count, ...]
    accident_type: tuple[Count, ...]
    late: int


class IncidentsCan(Struct, frozen=True):
    """What the reader may do with incidents at large; without a site only who may report for all."""

    report: bool
    report_without_site: bool


class IncidentPage(Struct, frozen=True, kw_only=True):
    """Some incidents, the last to happen first. Counts come with the first page."""

    items: tuple[IncidentRow, ...]
    next_cursor: str | None
    total: int | None
    counts: IncidentCounts | None
    can: IncidentsCan


class Step(Struct, frozen=True):
    """The incident came into a state."""

    state: NamedCode
    at: datetime
    by: PersonRef
    reason: str


class ActionStepView(Struct, frozen=True):
    """What was done with a corrective action."""

    move: str
    state: NamedCode
    at: datetime
    by: PersonRef
    note: str


class ActionCan(Struct, frozen=True):
    """What the reader may do to this corrective action now; why not, where the state alone would allow it."""

    change: bool
    moves: tuple[ActionMoveCode, ...]
    why_not: Mapping[str, str]


class ActionView(Struct, frozen=True, kw_only=True):
    """A corrective action, with its photos and files of before and after; `approval` is the request its verification waits
    for.
    """

    id: UUID
    incident_id: UUID
    incident_code: str
    incident_title: str
    project: ProjectName | None
    text: str
    owner: PersonRef | None
    due_on: date | None
    state: NamedCode
    bucket: Bucket
    late: bool
    done_at: datetime | None
    done_by: PersonRef | None
    verified_at: datetime | None
    verified_by: PersonRef | None
    effect_weeks: int | None
    effect_due_on: date | None
    before: tuple[AttachmentView, ...]
    after: tuple[AttachmentView, ...]
    steps: tuple[ActionStepView, ...]
    approval: UUID | None
    can: ActionCan
    version: int


class ActionPage(Struct, frozen=True, kw_only=True):
    """Some corrective actions by day, and how many stand in each column of the board."""

    items: tuple[ActionView, ...]
    next_cursor: str | None
    counts: Mapping[str, int] | None


class IncidentCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this incident now; `blocked` says why the next state has to wait."""

    change: bool
    plan: bool
    moves: tuple[MoveCode, ...]
    blocked: str | None
    see_names: bool


class IncidentView(Struct, frozen=True, kw_only=True):
    """The incident with all that is told of it. `flags` name what contradicts itself (closed with open actions); `approval` is
    the request its closing waits for.
    """

    id: UUID
    code: str
    title: str
    type: NamedCode
    severity: NamedCode
    state: NamedCode
    state_since: datetime
    next_state: NamedCode | None
    occurred_at: datetime
    accident_type: NamedCode | None
    agent: NamedCode | None
    project: ProjectName | None
    work_types: tuple[NamedCode, ...]
    reporter: PersonRef
    created_at: datetime
    content: Mapping[str, object]
    pictures: Mapping[str, str]
    hidden: int
    steps: tuple[Step, ...]
    actions: tuple[ActionView, ...]
    flags: tuple[str, ...]
    warnings: tuple[str, ...]
    approval: UUID | None
    can: IncidentCan
    version: int


class ShownName(Struct, frozen=True):
    """A person involved by name."""

    key: str
    label: str
    name: str
    person_id: UUID | None


class Wording(Struct, frozen=True):
    """A text as it was typed, with names in it."""

    field: str
    text: str


class Names(Struct, frozen=True):
    """What rule P-158 opens; that it was opened stands in the audit log."""

    people: tuple[ShownName, ...]
    wordings: tuple[Wording, ...]


class Similar(Struct, frozen=True, kw_only=True):
    """A case like this one, and in what it is like it. `code` is empty for a public record."""

    kind: Literal["incident", "public_record"]
    id: UUID
    code: str
    title: str
    excerpt: str
    when: str
    accident_type: str
    agent: str
    reasons: tuple[str, ...]


class SimilarCases(Struct, frozen=True):
    """Own incidents and public records, the most alike first; `source` names where the public ones are from."""

    own: tuple[Similar, ...]
    public: tuple[Similar, ...]
    source: str


class CodeName(Struct, frozen=True):
    """A code of a list and its name."""

    code: int
    name: str


class AgentGroup(Struct, frozen=True):
    """A 中分類 of the 起因物 within its 大分類, with what is in it."""

    name: str
    kind: str
    agents: tuple[CodeName, ...]


class IncidentCodes(Struct, frozen=True):
    """The ministry's lists and the severity matrix: rows by consequence 1 to 4, columns by likelihood 1 to 4."""

    accident_types: tuple[CodeName, ...]
    agents: tuple[AgentGroup, ...]
    likelihoods: tuple[CodeName, ...]
    consequences: tuple[CodeName, ...]
    matrix: tuple[tuple[str, ...], ...]
