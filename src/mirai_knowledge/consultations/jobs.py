"""What happens to consultations when a time comes, and when the company's calendar changes."""

from uuid import UUID

from mirai_knowledge.accounts.events import CalendarChanged
from mirai_knowledge.consultations import service
from mirai_knowledge.kernel import due
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue

CLOCK = Actor.system("consultations.clock")


@due.handler(service.WARN)
def warn(tx: Tx, document_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """The time for an answer is nearly over."""
    service.warn(tx, CLOCK, document_id)


@due.handler(service.BREACH)
def escalate(tx: Tx, document_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """The time for an answer is over."""
    service.escalate(tx, CLOCK, document_id)


def recalculate(tx: Tx, _event: CalendarChanged) -> None:
    """The company works at other times: running clocks end at others."""
    service.recalculate(tx, CLOCK)
