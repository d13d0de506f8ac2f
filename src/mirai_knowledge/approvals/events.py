"""Facts about approvals that others may hear. Ids only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class ApprovalRequested(Event):
    """Somebody asks for approval."""

    name: ClassVar[str] = "approval.requested"
    request_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ApprovalMoved(Event):
    """Somebody approved, delegated, or the next stage began."""

    name: ClassVar[str] = "approval.moved"
    request_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ApprovalEnded(Event):
    """A request was approved by its last stage, returned, or withdrawn."""

    name: ClassVar[str] = "approval.ended"
    request_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ApprovalLate(Event):
    """A stage was not decided by its due time."""

    name: ClassVar[str] = "approval.late"
    request_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class RoutesChanged(Event):
    """A route or the rules that pick one have changed."""

    name: ClassVar[str] = "approval.routes_changed"
    route_id: UUID | None


@declare
@dataclass(frozen=True, slots=True)
class DeputyChanged(Event):
    """Somebody has a deputy, or has none any more."""

    name: ClassVar[str] = "approval.deputy_changed"
    deputy_id: UUID
