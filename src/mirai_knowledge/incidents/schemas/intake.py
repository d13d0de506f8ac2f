"""Incidents as a migration brings them: with the states, dates and names they had, contradictions and all."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

from mirai_knowledge.documents.schemas.fields import OptionalLine, Tags
from mirai_knowledge.documents.schemas.intake import Name
from mirai_knowledge.incidents.model import ActionState, IncidentState
from mirai_knowledge.incidents.schemas.commands import TellIncident, Weeks


class Command(BaseModel):
    """What a migration wants kept: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LoadAction(Command):
    """A corrective action as it stood; owner and day may be missing."""

    text: Annotated[str, Field(min_length=1, max_length=4000)]
    owner_id: UUID | None = None
    owner_name: OptionalLine = None
    due_on: date | None = None
    effect_weeks: Weeks | None = None
    state: ActionState = ActionState.PLANNED


class LoadStep(Command):
    """A change of state as it was told."""

    state: IncidentState
    at: AwareDatetime
    by_id: UUID | None = None
    by_name: Name


class LoadIncident(Command):
    """One record. `file` and `origin_id` say where it stood, `raw` is all of it but the names of people involved."""

    file: Annotated[str, Field(min_length=1, max_length=200)]
    origin_id: Annotated[str, Field(min_length=1, max_length=200)]
    raw: Mapping[str, JsonValue] = Field(default_factory=dict)
    attributes: Mapping[str, JsonValue] = Field(default_factory=dict)
    told: TellIncident
    state: IncidentState
    actions: tuple[LoadAction, ...] = ()
    steps: tuple[LoadStep, ...] = ()
    project_id: UUID | None = None
    work_section: OptionalLine = None
    tags: Tags = ()
    reporter_id: UUID | None = None
    reporter_name: Name
    created_at: AwareDatetime
    updated_at: AwareDatetime


class LoadIncidents(Command):
    """A batch of one run."""

    run: UUID
    items: tuple[LoadIncident, ...]
