"""Facts about consultations that others may hear. Ids only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class ConsultationAsked(Event):
    """Somebody asks experts."""

    name: ClassVar[str] = "consultation.asked"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ConsultationMoved(Event):
    """A consultation was assigned, answered, resolved, cancelled, reopened, or somebody has written in it."""

    name: ClassVar[str] = "consultation.moved"
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ConsultationLate(Event):
    """The time within which a consultation was to be answered has passed."""

    name: ClassVar[str] = "consultation.late"
    document_id: UUID
