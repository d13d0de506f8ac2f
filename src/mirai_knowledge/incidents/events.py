"""Facts about incidents that others may hear."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class IncidentReported(Event):
    """An accident, a damage or a near miss was reported."""

    name: ClassVar[str] = "incident.reported"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class IncidentMoved(Event):
    """An incident is in another state."""

    name: ClassVar[str] = "incident.moved"
    document_id: UUID
    state: str


@declare
@dataclass(frozen=True, slots=True)
class ActionPlanned(Event):
    """A corrective action was planned."""

    name: ClassVar[str] = "incident_action.planned"
    document_id: UUID
    action_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ActionMoved(Event):
    """A corrective action is in another state."""

    name: ClassVar[str] = "incident_action.moved"
    document_id: UUID
    action_id: UUID
    state: str
