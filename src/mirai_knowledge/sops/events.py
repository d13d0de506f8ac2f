"""Facts about checklist runs that others may hear."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class ChecklistRunRecorded(Event):
    """Somebody has gone through the checklist of a procedure."""

    name: ClassVar[str] = "checklist_run.recorded"
    run_id: UUID
    document_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ChecklistRunWithdrawn(Event):
    """A run was recorded by mistake."""

    name: ClassVar[str] = "checklist_run.cancelled"
    run_id: UUID
    document_id: UUID
