"""The HTTP edge: transactions, the current actor, If-Match, idempotency and problem details for route files."""

from mirai_knowledge.edge.csrf import CSRF_COOKIE, CSRF_HEADER, csrf_token, require_csrf
from mirai_knowledge.edge.ports import ActorSource, Claims, Edge
from mirai_knowledge.edge.problems import problem_response
from mirai_knowledge.edge.units import (
    EVEN_BEFORE_PASSWORD_CHANGE,
    HttpRequest,
    Read,
    Write,
    address_of,
    bearer,
    conditional,
    edge_of,
    expected_version,
    public_read,
    public_write,
    read,
    write,
)

__all__ = [
    "CSRF_COOKIE",
    "CSRF_HEADER",
    "EVEN_BEFORE_PASSWORD_CHANGE",
    "ActorSource",
    "Claims",
    "Edge",
    "HttpRequest",
    "Read",
    "Write",
    "address_of",
    "bearer",
    "conditional",
    "csrf_token",
    "edge_of",
    "expected_version",
    "problem_response",
    "public_read",
    "public_write",
    "read",
    "require_csrf",
    "write",
]
