"""The content of an incident, version 1. No name of a person ever stands in it: people are 被災者A, 関係者B."""

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from mirai_knowledge.documents.policy.content import verbatim, verbatim_line
from mirai_knowledge.documents.schemas.kinds import TITLE_CHARS, Importance
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES, AGENTS

LINE_CHARS = 300
TEXT_CHARS = 4000
STORY_CHARS = 20_000
SUMMARY_CHARS = 2000
MAX_ROWS = 100
PART_ID = re.compile(r"[A-Za-z0-9-]{1,40}")

IncidentType = Literal["accident", "property_damage", "near_miss"]
PartCode = Literal["victim", "involved", "witness"]
AgeGroup = Literal["", "under20", "20s", "30s", "40s", "50s", "60s", "70over"]
Absence = Literal["", "none", "under4", "over4", "disability", "death"]
CauseField = Literal["", "man", "machine", "media", "management"]
Degree = Annotated[int, Field(ge=1, le=4)]


def _part_id(value: str) -> str:
    if not PART_ID.fullmatch(value):
        raise ValueError("項目の番号は、英数字とハイフンで40文字以内にしてください。")
    return value


def _accident_type(value: int) -> int:
    if value not in ACCIDENT_TYPES:
        raise ValueError("事故の型は、一覧から選んでください。")
    return value


def _agent(value: int) -> int:
    if value not in AGENTS:
        raise ValueError("起因物は、一覧から選んでください。")
    return value


Line = Annotated[str, Field(max_length=LINE_CHARS), AfterValidator(verbatim_line)]
Text = Annotated[str, Field(max_length=TEXT_CHARS), AfterValidator(verbatim)]
PartId = Annotated[str, AfterValidator(_part_id)]
AccidentType = Annotated[int, AfterValidator(_accident_type)]
Agent = Annotated[int, AfterValidator(_agent)]


class Part(BaseModel):
    """A row of an incident. Its `id` stays when it is moved or rewritten: by it, editions are compared row by row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: PartId


class Photo(Part):
    """A picture kept here, or the address where one lay in the former system, which is shown as text."""

    picture: UUID | None = None
    address: Line = ""
    caption: Line = ""
    taken_at: AwareDatetime | None = None


class InvolvedPerson(Part):
    """A person involved, by a label that says nothing of who it is. The name lies elsewhere, under the same `id`."""

    label: Line
    part: PartCode = "victim"
    age_group: AgeGroup = ""
    occupation: Line = ""
    company: Line = ""
    injury: Line = ""
    absence: Absence = ""
    lost_days: Annotated[int, Field(ge=0, le=7500)] | None = None


class TimelineEvent(Part):
    """What happened when (時系列)."""

    at: AwareDatetime | None = None
    title: Line = ""
    text: Text = ""


class Cause(Part):
    """A cause, under one of the four M; an imported one may stand under none."""

    field: CauseField = ""
    text: Text = ""


class Why(Part):
    """One answer of the chain of whys; each asks why the one before it was so."""

    text: Text = ""


class PlannedAction(Part):
    """The words of a corrective action; owner, day and state lie beside the document, under the same `id`."""

    text: Text = ""


class IncidentContent(BaseModel):
    """An incident. Nothing is trimmed or normalised, but names are taken out before it gets here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(max_length=TITLE_CHARS), AfterValidator(verbatim_line)] = ""
    type: IncidentType | None = None
    occurred_at: AwareDatetime | None = None
    time_known: bool = True
    place: Line = ""
    weather: Line = ""
    work: Line = ""
    machine: Line = ""
    accident_type: AccidentType | None = None
    agent: Agent | None = None
    likelihood: Degree | None = None
    consequence: Degree | None = None
    severity: Importance = "medium"
    description: Annotated[str, Field(max_length=STORY_CHARS), AfterValidator(verbatim)] = ""
    immediate: Text = ""
    photos: Annotated[tuple[Photo, ...], Field(max_length=MAX_ROWS)] = ()
    people: Annotated[tuple[InvolvedPerson, ...], Field(max_length=MAX_ROWS)] = ()
    timeline: Annotated[tuple[TimelineEvent, ...], Field(max_length=MAX_ROWS)] = ()
    causes: Annotated[tuple[Cause, ...], Field(max_length=MAX_ROWS)] = ()
    whys: Annotated[tuple[Why, ...], Field(max_length=MAX_ROWS)] = ()
    actions: Annotated[tuple[PlannedAction, ...], Field(max_length=MAX_ROWS)] = ()
    language: Literal["ja", "en"] = "ja"

    @model_validator(mode="after")
    def _each_once(self) -> "IncidentContent":
        for parts in (self.photos, self.people, self.timeline, self.causes, self.whys, self.actions):
            ids = [part.id for part in parts]
            if len(set(ids)) < len(ids):
                raise ValueError("同じ番号の項目が二つあります。画面を再読み込みして、もう一度お試しください。")
        return self
