"""What happens to requests when a time comes, and when people or the company's calendar change."""

from uuid import UUID

from mirai_knowledge.accounts.events import CalendarChanged
from mirai_knowledge.approvals import service
from mirai_knowledge.kernel import due
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.outbox import Event

CLOCK = Actor.system("approvals.clock")


@due.handler(service.REMIND)
def remind(tx: Tx, request_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """The time for a stage is nearly over."""
    service.remind(tx, CLOCK, request_id)


@due.handler(service.ESCALATE)
def escalate(tx: Tx, request_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """The time for a stage is over."""
    service.escalate(tx, CLOCK, request_id)


@due.handler(service.BEGINS)
def begin_deputy(tx: Tx, _deputy_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """Somebody stands in from today."""
    service.refresh(tx, CLOCK)


@due.handler(service.ENDS)
def end_deputy(tx: Tx, _deputy_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """Somebody stood in until yesterday."""
    service.refresh(tx, CLOCK)


def refresh(tx: Tx, _event: Event) -> None:
    """People changed: who can decide is somebody else by now."""
    service.refresh(tx, CLOCK)


def recalculate(tx: Tx, _event: CalendarChanged) -> None:
    """The company works at other times: stages end at others."""
    service.recalculate(tx, CLOCK)
