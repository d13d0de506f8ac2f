"""Units of work of route files: `write` and `read` open the transaction, load the actor, and shape the answer.

    with edge.write(request) as w:
        person = service.add_person(w.tx, w.actor, data)
        return w.answer(queries.view(w.tx, w.actor, person.id), status=201, location=f"/api/v1/people/{person.id}")

The transaction commits when the block ends, in the handler's own thread, before the answer leaves.
"""

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar, cast
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.datastructures import State

from mirai_knowledge.edge import idempotency
from mirai_knowledge.edge.errors import PasswordChangeRequired
from mirai_knowledge.edge.ports import Claims, Edge
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, PreconditionRequired, Unauthenticated
from mirai_knowledge.kernel.log import current_request_id

View = TypeVar("View")
HttpRequest: TypeAlias = Request[Any, Any, State]

BODY_HASH = "body_hash"
# A proxy that compresses makes tags weak; the version they carry is the same, and it is the version that is compared.
IF_MATCH = re.compile(r'(?:W/)?"v(\d{1,18})"')
JSON = "application/json"
TICKET = "ticket"
DOWNLOAD = "download"
"""The option of routes that a browser may open by a plain link, with a ticket instead of a token."""
EVEN_BEFORE_PASSWORD_CHANGE = "even_before_password_change"  # noqa: S105 (the name of a route option)


@dataclass(frozen=True, slots=True)
class Read(Generic[View]):
    """A read-only transaction on behalf of an actor."""

    request: HttpRequest
    tx: Tx
    actor: Actor

    def answer(self, view: View) -> Response[View]:
        """The view as JSON with an `ETag`, or 304 when the caller already has these bytes."""
        return conditional(self.request, msgspec.json.encode(view))


@dataclass(frozen=True, slots=True)
class Write(Generic[View]):
    """A transaction on behalf of an actor that commits when the block ends."""

    request: HttpRequest
    tx: Tx
    actor: Actor
    key: str | None

    def answer(self, view: View, *, status: int = 200, location: str | None = None) -> Response[View]:
        """The view as JSON; stored beside the change when the caller sent an `Idempotency-Key`."""
        body = b"" if status == 204 else msgspec.json.encode(view)
        version = getattr(view, "version", None)
        etag = f'"v{version}"' if isinstance(version, int) else None
        if self.key is not None and self.actor.person_id is not None:
            self.tx.add(
                idempotency.IdempotencyRow(
                    person_id=self.actor.person_id,
                    key=self.key,
                    request_hash=_request_hash(self.request),
                    status=status,
                    location=location,
                    etag=etag,
                    answer=body,
                    at=clock.now(),
                )
            )
            self.tx.flush()  # a clash must surface here, while the whole write can still be undone
        return cast("Response[View]", plain_answer(body, status=status, location=location, etag=etag))


@contextlib.contextmanager
def write(request: HttpRequest) -> Iterator[Write[Any]]:
    """A committed-at-the-end transaction of the signed-in person.

    Raises Unauthenticated, PasswordChangeRequired, and the idempotency refusals.
    """
    services = edge_of(request)
    claims = claims_of(request)
    with services.database.begin() as tx:
        actor = services.actors.load(tx, claims, address=address_of(request))
        _check_password(request, actor)
        key = request.headers.get("Idempotency-Key")
        if key is not None and actor.person_id is not None:
            idempotency.claim(tx, actor.person_id, key, _request_hash(request))
        yield Write(request, tx, actor, key)


@contextlib.contextmanager
def read(request: HttpRequest) -> Iterator[Read[Any]]:
    """A read-only transaction of the signed-in person; raises Unauthenticated and PasswordChangeRequired."""
    services = edge_of(request)
    claims = claims_of(request)
    with services.database.begin(read_only=True) as tx:
        actor = services.actors.load(tx, claims, address=address_of(request))
        _check_password(request, actor)
        yield Read(request, tx, actor)


def note_download(request: HttpRequest, note: Callable[[Tx, Actor], None]) -> None:
    """The log says that the caller takes a file along; committed before the first byte leaves. Nothing else is written."""
    with write(request) as w:
        note(w.tx, w.actor)


@contextlib.contextmanager
def public_write(request: HttpRequest) -> Iterator[Tx]:
    """A transaction of nobody in particular, for sign-in and its like: a refusal that must leave a trace is returned
    as a value inside the block and raised after it.
    """
    with edge_of(request).database.begin() as tx:
        yield tx


@contextlib.contextmanager
def public_read(request: HttpRequest) -> Iterator[Tx]:
    """A read-only transaction of nobody in particular."""
    with edge_of(request).database.begin(read_only=True) as tx:
        yield tx


def edge_of(request: HttpRequest) -> Edge:
    """What this process gives to route files."""
    return cast("Edge", request.app.state["edge"])


def bearer(request: HttpRequest) -> str:
    """The access token of the request; raises Unauthenticated when there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("サインインが必要です。サインイン画面からやり直してください。")
    return token


def signed_address(request: HttpRequest, address: str) -> str:
    """The address of a route marked DOWNLOAD, with the caller's ticket: for some minutes it can be opened without a token,
    with the rights that the caller has then. `address` is path and query, as the route reads them.
    """
    ticket = edge_of(request).actors.sign_address(edge_of(request).actors.verify(bearer(request)), address)
    return f"{address}{'&' if '?' in address else '?'}{TICKET}={ticket}"


def disposition(name: str, *, plain: str | None = None, inline: bool = False) -> str:
    """`Content-Disposition` for a file of this name (RFC 6266): in full, and for old programs `plain`, or what of the name is
    ASCII.
    """
    clean = "".join("_" if character in '/\\:*?"<>|' or not character.isprintable() else character for character in name)
    plain = (plain or clean).encode("ascii", "replace").decode().replace("?", "_").replace("%", "_")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"


def address_of(request: HttpRequest) -> str | None:
    """The caller's network address, behind trusted proxies the real one."""
    return request.client.host if request.client else None


def expected_version(request: HttpRequest) -> int:
    """The version in `If-Match: "v17"`; raises PreconditionRequired when it is missing or unreadable."""
    match = IF_MATCH.fullmatch(request.headers.get("If-Match", "").strip())
    if match is None:
        raise PreconditionRequired(
            "更新前の版が分かりません。画面を再読み込みしてから、もう一度保存してください。",
            fields=(FieldError("If-Match", "version.required", '"v17" の形で、読み込んだときの版を指定してください。'),),
        )
    return int(match.group(1))


def conditional(request: HttpRequest, body: bytes) -> Response[Any]:
    """A JSON answer with a strong `ETag` of its bytes; 304 without a body when the caller holds the same."""
    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    held = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if etag in held or "*" in held:
        return Response(b"", status_code=304, headers={"ETag": etag, "Cache-Control": "private, no-cache"}, media_type=JSON)
    return Response(body, status_code=200, headers={"ETag": etag, "Cache-Control": "private, no-cache"}, media_type=JSON)


def plain_answer(body: bytes, *, status: int, location: str | None, etag: str | None) -> Response[bytes]:
    """A JSON answer from bytes that are ready."""
    headers = {"Cache-Control": "no-store"}
    if location is not None:
        headers["Location"] = location
    if etag is not None:
        headers["ETag"] = etag
    return Response(body, status_code=status, headers=headers, media_type=JSON)


async def remember_body(request: HttpRequest) -> None:
    """Before-request hook: hashes the body of calls that carry an `Idempotency-Key`, while it may still be awaited."""
    if "Idempotency-Key" in request.headers:
        request.state[BODY_HASH] = hashlib.sha256(await request.body()).digest()


def _request_hash(request: HttpRequest) -> bytes:
    head = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return hashlib.sha256(head + cast("bytes", request.state[BODY_HASH])).digest()


def claims_of(request: HttpRequest) -> Claims:
    """Who the request says it is; raises Unauthenticated. Whether the session still lives is asked of the database."""
    actors = edge_of(request).actors
    ticket = request.query_params.get(TICKET)
    if ticket is not None and request.route_handler.opt.get(DOWNLOAD):
        kept = [part for part in request.url.query.split("&") if part and not part.startswith(f"{TICKET}=")]
        asked = request.url.path + (f"?{'&'.join(kept)}" if kept else "")
        return actors.verify_ticket(ticket, asked)
    return actors.verify(bearer(request))


def _check_password(request: HttpRequest, actor: Actor) -> None:
    if actor.must_change_password and not request.route_handler.opt.get(EVEN_BEFORE_PASSWORD_CHANGE):
        raise PasswordChangeRequired(f"はじめに自分のパスワードを設定してください（連絡用コード {current_request_id()}）。")
