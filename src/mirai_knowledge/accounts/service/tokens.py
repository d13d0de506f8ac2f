"""Access tokens (signed, 15 minutes) and refresh tokens (random, each one's successor follows from it by a keyed hash).

Keys for different purposes are derived from the one secret, so that a text made for one is worthless for another.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from mirai_knowledge.accounts.errors import TokenExpired
from mirai_knowledge.accounts.policy.sessions import ACCESS_LIFETIME
from mirai_knowledge.accounts.queries import TokenSubject
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.errors import Unauthenticated
from mirai_knowledge.kernel.ids import PersonId, SessionId

ALGORITHM = "HS256"
MAX_TOKEN_CHARS = 2000
ACCESS, TICKET = "at+jwt", "ticket+jwt"
TICKET_LIFETIME = timedelta(minutes=5)


class Tokens:
    """Makes and reads the tokens of one installation."""

    def __init__(self, secret: str, *, issuer: str) -> None:
        self._issuer = issuer
        self._access_key = OctKey.import_key(_derive(secret, "access"))
        self._refresh_key = _derive(secret, "refresh")
        self._ticket_key = OctKey.import_key(_derive(secret, "ticket"))

    def issue_access(self, subject: TokenSubject) -> str:
        """An access token for the subject that is good for 15 minutes from now."""
        claims = self._claims(subject, lifetime=ACCESS_LIFETIME)
        return jwt.encode({"alg": ALGORITHM, "typ": ACCESS}, claims, self._access_key, algorithms=[ALGORITHM])

    def read_access(self, token: str) -> tuple[TokenSubject, float]:
        """What an access token says and when it ends (seconds since 1970); raises Unauthenticated and TokenExpired."""
        subject, claims = self._read(token, self._access_key, ACCESS)
        return subject, _not_over(claims)

    def issue_ticket(self, subject: TokenSubject, address: str) -> str:
        """A ticket of the subject for one address, good for 5 minutes: it stands in the address itself."""
        claims = {**self._claims(subject, lifetime=TICKET_LIFETIME), "adr": _digest(address)}
        return jwt.encode({"alg": ALGORITHM, "typ": TICKET}, claims, self._ticket_key, algorithms=[ALGORITHM])

    def read_ticket(self, ticket: str, address: str) -> tuple[TokenSubject, float]:
        """Who the ticket is of and when it ends; raises Unauthenticated, also for another address, and TokenExpired."""
        subject, claims = self._read(ticket, self._ticket_key, TICKET)
        if not hmac.compare_digest(str(claims.get("adr", "")).encode(), _digest(address).encode()):
            raise _unreadable()
        return subject, _not_over(claims)

    def _claims(self, subject: TokenSubject, *, lifetime: timedelta) -> dict[str, str | int]:
        now = clock.now()
        return {
            "iss": self._issuer,
            "sub": str(subject.person_id),
            "sid": str(subject.session_id),
            "rv": subject.rights_version,
            "iat": int(now.timestamp()),
            "exp": int((now + lifetime).timestamp()),
        }

    def _read(self, token: str, key: OctKey, wanted: str) -> tuple[TokenSubject, Mapping[str, object]]:
        if len(token) > MAX_TOKEN_CHARS:
            raise _unreadable()
        try:
            read = jwt.decode(token, key, algorithms=[ALGORITHM])
            claims = read.claims
            subject = TokenSubject(PersonId(UUID(claims["sub"])), SessionId(UUID(claims["sid"])), int(claims["rv"]))
            issuer, kind, _ = claims["iss"], read.header.get("typ"), float(claims["exp"])
        except (JoseError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
            raise _unreadable() from fault
        if issuer != self._issuer or kind != wanted:
            raise _unreadable()
        return subject, claims

    def new_refresh(self) -> str:
        """The first refresh token of a session: 256 random bits."""
        return secrets.token_urlsafe(32)

    def successor(self, refresh_token: str) -> str:
        """The one token that follows this one; nobody can tell it without the key, and it is stored nowhere."""
        digest = hmac.new(self._refresh_key, refresh_token.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_refresh(refresh_token: str) -> bytes:
    """What is kept of a refresh token. It has 256 bits, so a fast hash is enough."""
    return hashlib.sha256(refresh_token.encode()).digest()


def seconds_until(instant: datetime) -> int:
    """Whole seconds from now on, at least 1."""
    return max(1, round((instant - clock.now()).total_seconds()))


def _unreadable() -> Unauthenticated:
    return Unauthenticated("サインインの情報を確認できません。もう一度サインインしてください。")


def _not_over(claims: Mapping[str, object]) -> float:
    ends = float(str(claims["exp"]))
    if ends <= clock.now().timestamp():
        raise TokenExpired("サインインの有効期限が切れました。")
    return ends


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def _derive(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), f"mks accounts {purpose} 1".encode(), hashlib.sha256).digest()
