"""The HTTP edge: transactions, the current actor, If-Match, idempotency and problem details for route files."""

from mirai_knowledge.edge.csrf import CSRF_COOKIE, CSRF_HEADER, csrf_token, require_csrf
from mirai_knowledge.edge.exports import export_route
from mirai_knowledge.edge.ports import ActorSource, Claims, Edge, ExportLog
from mirai_knowledge.edge.problems import problem_response
from mirai_knowledge.edge.units import (
    DOWNLOAD,
    EVEN_BEFORE_PASSWORD_CHANGE,
    TICKET,
    HttpRequest,
    Read,
    Write,
    address_of,
    bearer,
    claims_of,
    conditional,
    disposition,
    edge_of,
    expected_version,
    note_download,
    public_read,
    public_write,
    read,
    signed_address,
    write,
)

__all__ = [
    "CSRF_COOKIE",
    "CSRF_HEADER",
    "DOWNLOAD",
    "EVEN_BEFORE_PASSWORD_CHANGE",
    "TICKET",
    "ActorSource",
    "Claims",
    "Edge",
    "ExportLog",
    "HttpRequest",
    "Read",
    "Write",
    "address_of",
    "bearer",
    "claims_of",
    "conditional",
    "csrf_token",
    "disposition",
    "edge_of",
    "expected_version",
    "export_route",
    "note_download",
    "problem_response",
    "public_read",
    "public_write",
    "read",
    "require_csrf",
    "signed_address",
    "write",
]
