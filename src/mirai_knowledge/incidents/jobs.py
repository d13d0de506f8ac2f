"""What happens to corrective actions when a day comes."""

from uuid import UUID

from mirai_knowledge.incidents import service
from mirai_knowledge.kernel import due
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue


@due.handler(service.LATE)
def remind_late(tx: Tx, action_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """An action's day has passed."""
    service.remind_late(tx, Actor.system("incidents.late"), action_id)


@due.handler(service.EFFECT)
def remind_effect(tx: Tx, action_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """An action's effect is to be checked."""
    service.remind_effect(tx, Actor.system("incidents.effect"), action_id)
