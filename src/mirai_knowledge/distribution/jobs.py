"""What happens to distributions without anybody waiting: reaching people, times that come, editions that come into force."""

from uuid import UUID

from mirai_knowledge.distribution import service
from mirai_knowledge.documents.events import EditionInForce
from mirai_knowledge.kernel import due, jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue

SENDER = Actor.system("distribution.deliver")
CLOCK = Actor.system("distribution.clock")


@jobs.job(service.DELIVER, lane="bulk")
def deliver(tx: Tx, distribution_id: str) -> None:
    """The recipients are found and told."""
    service.deliver(tx, SENDER, UUID(distribution_id))


@due.handler(service.BEGINS)
def begin(tx: Tx, distribution_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """The time to send has come."""
    jobs.defer(tx, service.DELIVER, {"distribution_id": str(distribution_id)})


@due.handler(service.REMIND)
def remind(tx: Tx, distribution_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """The time to read is nearly over."""
    service.remind(tx, CLOCK, distribution_id)


@due.handler(service.ESCALATE)
def escalate(tx: Tx, distribution_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """The time to read is over."""
    service.escalate(tx, CLOCK, distribution_id)


def edition_in_force(tx: Tx, event: EditionInForce) -> None:
    """Those who confirmed an older edition are asked again where it matters, and the rules send the new one."""
    service.reopen(tx, CLOCK, event.edition_id, document_id=event.document_id)
    service.send_by_rule(tx, CLOCK, event.edition_id, document_id=event.document_id)
