"""Facts about distributions that others may hear. Ids only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel.outbox import Event, declare


@declare
@dataclass(frozen=True, slots=True)
class DistributionPlanned(Event):
    """Somebody, or a rule, wants a document to be read; it is sent at once or at its time."""

    name: ClassVar[str] = "distribution.planned"
    distribution_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DistributionSent(Event):
    """The recipients are known and told."""

    name: ClassVar[str] = "distribution.sent"
    distribution_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DistributionCancelled(Event):
    """Nobody is asked to read it any more."""

    name: ClassVar[str] = "distribution.cancelled"
    distribution_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class DistributionLate(Event):
    """The time is over and somebody has not confirmed."""

    name: ClassVar[str] = "distribution.late"
    distribution_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ReceiptsReopened(Event):
    """A material edition asks people again."""

    name: ClassVar[str] = "distribution.reopened"
    distribution_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class ReceiptAnswered(Event):
    """Somebody confirmed having read, or asked."""

    name: ClassVar[str] = "distribution.answered"
    receipt_id: UUID


@declare
@dataclass(frozen=True, slots=True)
class MeetingHeld(Event):
    """People signed at a morning meeting."""

    name: ClassVar[str] = "distribution.meeting_held"
    meeting_id: UUID
