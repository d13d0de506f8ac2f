"""What wraps every request: its id, the security headers, the log line, the figures, and a bound on how many wait."""

import re
import secrets
import time
from urllib.parse import urlsplit

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from mirai_knowledge.edge.errors import HostRefused, Overloaded
from mirai_knowledge.edge.problems import PROBLEM_JSON, problem_document
from mirai_knowledge.kernel import metrics
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.errors import DomainError, NotFound
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.log import get_logger, request_scope

log = get_logger(__name__)

REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
NONCE = "csp_nonce"
MAX_PATH_CHARS = 2000
MAX_NAME_BYTES = 255
"""What a file system can name; no address of ours is longer."""
WAITING_PER_THREAD = 8
"""Requests that may wait for each thread of a process before further ones are turned away."""

SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"),
    (b"x-frame-options", b"DENY"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
CSP_API = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def page_policy(nonce: str) -> str:
    """The content security policy of our own pages: only our files, inline parts only with this request's nonce."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data: blob:; media-src 'self'; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; report-uri /api/v1/csp-reports"
    )


class Envelope:
    """The outermost ASGI layer. `hosts` are the names it answers to; loopback always is one."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        public = urlsplit(settings.base_url)
        self._hosts = {public.hostname or "", *settings.allowed_hosts, "localhost", "127.0.0.1", "::1"}
        self._any_host = settings.env != "production" and not settings.public_url
        self._https = public.scheme == "https"
        self._most = settings.web_threads * WAITING_PER_THREAD
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or hands on what is not HTTP."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        if is_head:
            # A probe asks for what GET would say, without the body; a copy, since the server beneath looks at its own.
            scope = {**scope, "method": "GET"}
        headers = dict(scope["headers"])
        scope = _answerable(scope, headers)
        given = headers.get(b"x-request-id", b"")
        request_id = given.decode() if REQUEST_ID.fullmatch(given) else str(new_id())
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})[NONCE] = nonce
        status = 500
        work = _Work(self)

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if _is_stream(message["headers"]):
                    work.end()  # it stays open for minutes and holds no thread
                message["headers"] = [*message["headers"], *self._headers(message["headers"], request_id, nonce)]
            elif is_head and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        with request_scope(request_id):
            refusal = self._refusal(scope["path"], headers)
            work.begin()
            try:
                if refusal is None:
                    await self._app(scope, receive, send_with_headers)
                else:
                    await _send_problem(refusal, send_with_headers)
            finally:
                _observe(scope, status, work.end())

    def count(self, step: int) -> None:
        """So many requests more are being answered."""
        self._running += step
        metrics.HTTP_RUNNING.inc(step)

    def _refusal(self, path: str, headers: dict[bytes, bytes]) -> DomainError | None:
        if _is_odd(path):
            return NotFound("アドレスが正しいか確認してください。")
        if self._running >= self._most:
            return Overloaded("利用が集中しています。少し待ってからもう一度お試しください。", extra={"retry_after": 2})
        host = urlsplit("//" + headers.get(b"host", b"").decode("latin-1")).hostname or ""
        if self._any_host or host in self._hosts:
            return None
        return HostRefused("アドレスのホスト名を確認してください。")

    def _headers(self, present: object, request_id: str, nonce: str) -> list[tuple[bytes, bytes]]:
        names = {name.lower(): value for name, value in present}  # type: ignore[attr-defined]
        html = names.get(b"content-type", b"").startswith(b"text/html")
        policy = page_policy(nonce) if html else CSP_API
        extra = [(b"x-request-id", request_id.encode()), (b"content-security-policy", policy.encode()), *SECURITY_HEADERS]
        if self._https:
            extra.append(HSTS)
        return [(name, value) for name, value in extra if name not in names]


class _Work:
    """One request that is being answered, counted once."""

    def __init__(self, envelope: Envelope) -> None:
        self._envelope = envelope
        self._started = time.perf_counter()
        self._seconds: float | None = None

    def begin(self) -> None:
        self._envelope.count(1)

    def end(self) -> float:
        """How long it took until it was answered, in seconds."""
        if self._seconds is None:
            self._seconds = time.perf_counter() - self._started
            self._envelope.count(-1)
        return self._seconds


def _is_stream(headers: object) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/event-stream") for name, value in headers)  # type: ignore[attr-defined]


def _is_odd(path: str) -> bool:
    return "\0" in path or len(path) > MAX_PATH_CHARS or any(len(part.encode()) > MAX_NAME_BYTES for part in path.split("/"))


def _answerable(scope: HTTPScope, headers: dict[bytes, bytes]) -> HTTPScope:
    path = scope["path"]
    is_page = b"text/html" in headers.get(b"accept", b"") and not path.startswith(("/api/", "/assets/"))
    # The page itself tells people that there is nothing at an address that nothing can have.
    return {**scope, "path": "/", "raw_path": b"/"} if is_page and _is_odd(path) else scope


def _retry(error: DomainError) -> list[tuple[bytes, bytes]]:
    return [(b"retry-after", b"2")] if error.status == 503 else []


async def _send_problem(error: DomainError, send: Send) -> None:
    body = msgspec.json.encode(problem_document(error))
    headers = [(b"content-type", PROBLEM_JSON.encode()), (b"content-length", str(len(body)).encode()), *_retry(error)]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _observe(scope: Scope, status: int, seconds: float) -> None:
    route = str(scope.get("path_template") or "unmatched")
    method = str(scope.get("method", ""))
    known = method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "OTHER"
    metrics.HTTP_REQUESTS.labels(known, route, str(status)).inc()
    metrics.HTTP_SECONDS.labels(known, route).observe(seconds)
    log.info("http.request", method=known, route=route, status=status, ms=round(seconds * 1000, 1))
