"""What the edge asks of the slices above it; joined in `entry.wiring`."""

from dataclasses import dataclass, field
from typing import Protocol

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.kernel.ids import PersonId, SessionId
from mirai_knowledge.kernel.lists import Export


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says whose signature is good and whose time is not over."""

    person_id: PersonId
    session_id: SessionId
    rights_version: int
    expires_at: float


class ActorSource(Protocol):
    """Who is this token, is the session alive, which rights."""

    def verify(self, token: str) -> Claims:
        """The claims of a token; raises Unauthenticated. Touches no database."""

    def sign_address(self, claims: Claims, address: str) -> str:
        """A ticket with which this person gets what lies at the address, for some minutes."""

    def verify_ticket(self, ticket: str, address: str) -> Claims:
        """The claims of whoever the ticket for this address was made for; raises Unauthenticated. Touches no database."""

    def load(self, tx: Tx, claims: Claims, *, address: str | None) -> Actor:
        """The actor as of this transaction, in one select; raises Unauthenticated when the session is over,
        the rights have changed since the token was issued, or the person is disabled.
        """


class ExportLog(Protocol):
    """Where it is kept who took which list along."""

    def __call__(self, tx: Tx, actor: Actor, export: Export, /) -> None:
        """The log says so, when and only when the transaction commits."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What route files need of the process they run in. Kept in the application's state under `edge`."""

    settings: Settings
    database: Database
    actors: ActorSource
    exports: ExportLog
    services: dict[type, object] = field(default_factory=dict)
