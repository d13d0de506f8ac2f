"""What happens to documents when a day comes."""

from uuid import UUID

from mirai_knowledge.documents import service
from mirai_knowledge.kernel import due
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue


@due.handler(service.COMES_INTO_FORCE)
def announce_in_force(tx: Tx, edition_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """An edition's day has come: the index and people are told."""
    service.announce_in_force(tx, Actor.system("documents.in_force"), edition_id)
