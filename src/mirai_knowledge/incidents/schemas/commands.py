"""What people want done with incidents and their corrective actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from mirai_knowledge.documents.schemas.fields import Day, WorkTypeCodes
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.incidents.model import ActionMove, IncidentMove, IncidentState
from mirai_knowledge.incidents.schemas import (
    LINE_CHARS,
    MAX_ROWS,
    STORY_CHARS,
    TEXT_CHARS,
    Absence,
    AccidentType,
    AgeGroup,
    Agent,
    CauseField,
    Degree,
    IncidentType,
    PartCode,
    PartId,
)
from mirai_knowledge.kernel.text import Line, Paragraphs, none_if_empty

OneLine = Annotated[str, Line(LINE_CHARS)]
Words = Annotated[str, Paragraphs(TEXT_CHARS)]
Note = Annotated[str, Paragraphs(1000)]
OptionalName = Annotated[Annotated[str, Line(100)] | None, AfterValidator(none_if_empty)]
Photos = Annotated[tuple[UUID, ...], Field(max_length=30)]
Weeks = Annotated[int, Field(ge=1, le=52)]


FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 12, 31, tzinfo=UTC)


def _moment(value: datetime) -> datetime:
    if not FIRST <= value <= LAST:
        raise ValueError("日時は1900年から2200年までにしてください。")
    return value


Moment = Annotated[AwareDatetime, AfterValidator(_moment)]


class Command(BaseModel):
    """What somebody wants done: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TellPhoto(Command):
    """A picture that was uploaded, or the address of one that lay elsewhere."""

    id: PartId
    picture: UUID | None = None
    address: OneLine = ""
    caption: OneLine = ""
    taken_at: Moment | None = None


class TellPerson(Command):
    """A person involved. `name` absent leaves the name that is kept; null or empty takes it away."""

    id: PartId
    part: PartCode = "victim"
    name: OptionalName = None
    person_id: UUID | None = None
    age_group: AgeGroup = ""
    occupation: OneLine = ""
    company: OneLine = ""
    injury: OneLine = ""
    absence: Absence = ""
    lost_days: Annotated[int, Field(ge=0, le=7500)] | None = None


class TellEvent(Command):
    """What happened when."""

    id: PartId
    at: Moment | None = None
    title: OneLine = ""
    text: Words = ""


class TellCause(Command):
    """A cause, under one of the four M."""

    id: PartId
    field: CauseField = ""
    text: Words = ""


class TellWhy(Command):
    """One answer of the chain of whys."""

    id: PartId
    text: Words = ""


class TellIncident(Command):
    """What is told of an incident, all of it at once: what is absent is empty. Titles are made where none is given."""

    title: OneLine = ""
    type: IncidentType
    occurred_at: Moment
    time_known: bool = True
    place: OneLine = ""
    weather: OneLine = ""
    work: OneLine = ""
    machine: OneLine = ""
    accident_type: AccidentType | None = None
    agent: Agent | None = None
    likelihood: Degree | None = None
    consequence: Degree | None = None
    severity: Importance | None = None
    description: Annotated[str, Paragraphs(STORY_CHARS, at_least=1)]
    immediate: Words = ""
    photos: Annotated[tuple[TellPhoto, ...], Field(max_length=MAX_ROWS)] = ()
    people: Annotated[tuple[TellPerson, ...], Field(max_length=MAX_ROWS)] = ()
    timeline: Annotated[tuple[TellEvent, ...], Field(max_length=MAX_ROWS)] = ()
    causes: Annotated[tuple[TellCause, ...], Field(max_length=MAX_ROWS)] = ()
    whys: Annotated[tuple[TellWhy, ...], Field(max_length=MAX_ROWS)] = ()


class ReportIncident(Command):
    """A report. `id` may be made where it is written, so that sending it again reports nothing twice."""

    id: UUID | None = None
    project_id: UUID | None = None
    work_types: WorkTypeCodes = ()
    told: TellIncident


class ChangeIncident(Command):
    """What is told from now on, and why it is changed."""

    told: TellIncident
    reason: Note = ""


class MoveIncident(Command):
    """The incident goes to its next state, back to the former one, or is taken up again. The last two need a reason."""

    move: IncidentMove
    reason: Note = ""


class PlanAction(Command):
    """A corrective action. The owner is a person here, or a name. `effect_weeks` after verification its effect is checked."""

    id: UUID | None = None
    text: Annotated[str, Paragraphs(TEXT_CHARS, at_least=1)]
    owner_id: UUID | None = None
    owner_name: OptionalName = None
    due_on: Day
    effect_weeks: Weeks | None = None
    before: Photos = ()


class ChangeAction(Command):
    """New values of a corrective action; fields that are absent stay."""

    text: Annotated[str, Paragraphs(TEXT_CHARS, at_least=1)] = ""
    owner_id: UUID | None = None
    owner_name: OptionalName = None
    due_on: Day | None = None
    effect_weeks: Weeks | None = None
    before: Photos = ()


class MoveAction(Command):
    """A corrective action is begun, done, verified, sent back, …; `after` are pictures of how it is now."""

    move: ActionMove
    note: Note = ""
    after: Photos = ()


IncidentSort = Literal["occurred", "updated"]


@dataclass(frozen=True, slots=True)
class ListIncidents:
    """Which incidents to list; what is None does not matter. `late` are those with an action past its day."""

    q: str | None = None
    state: tuple[IncidentState, ...] = ()
    type: IncidentType | None = None
    severity: Importance | None = None
    accident_type: int | None = None
    project: UUID | None = None
    since: date | None = None
    until: date | None = None
    late: bool = False
    mine: bool = False


Bucket = Literal["overdue", "week", "later", "verify", "effect", "done"]


@dataclass(frozen=True, slots=True)
class ListActions:
    """Which corrective actions to list: a column of the board, a site, an owner."""

    bucket: Bucket | None = None
    project: UUID | None = None
    mine: bool = False
    incident: UUID | None = None
