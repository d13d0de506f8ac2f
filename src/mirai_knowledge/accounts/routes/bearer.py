"""The edge's port `ActorSource`: who an access token is."""

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.queries import TokenSubject
from mirai_knowledge.accounts.service import tokens_of
from mirai_knowledge.edge import Claims
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Tx


class TokenActors:
    """Reads access tokens and loads the people they speak for."""

    def __init__(self, settings: Settings) -> None:
        self._tokens = tokens_of(settings)

    def verify(self, token: str) -> Claims:
        """The claims of a token; raises Unauthenticated or TokenExpired. Touches no database."""
        subject, ends = self._tokens.read_access(token)
        return Claims(subject.person_id, subject.session_id, subject.rights_version, ends)

    def sign_address(self, claims: Claims, address: str) -> str:
        """A ticket with which this person gets what lies at the address, for some minutes."""
        subject = TokenSubject(claims.person_id, claims.session_id, claims.rights_version)
        return self._tokens.issue_ticket(subject, address)

    def verify_ticket(self, ticket: str, address: str) -> Claims:
        """The claims of whoever the ticket for this address was made for; raises Unauthenticated. Touches no database."""
        subject, ends = self._tokens.read_ticket(ticket, address)
        return Claims(subject.person_id, subject.session_id, subject.rights_version, ends)

    def load(self, tx: Tx, claims: Claims, *, address: str | None) -> Actor:
        """The actor as of this transaction, in one select; raises SessionEnded and TokenOutdated."""
        bearer = Actor(name="bearer", address=address)
        return queries.get_actor(tx, bearer, TokenSubject(claims.person_id, claims.session_id, claims.rights_version))
