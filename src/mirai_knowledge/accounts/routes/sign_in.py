"""Sign in, refresh, sign out: the doors that need no access token."""

from litestar import Response, post
from litestar.params import JSONBody

from mirai_knowledge import edge
from mirai_knowledge.accounts import service
from mirai_knowledge.accounts.errors import SessionEnded
from mirai_knowledge.accounts.routes.door import REFRESH_COOKIE, device_of, gate_of, signed_in, signed_out, visitor
from mirai_knowledge.accounts.schemas import SignedIn, SignIn
from mirai_knowledge.edge.policy import PUBLIC

TAGS = ["サインイン"]


@post(
    "/api/v1/auth/login",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": PUBLIC},
    tags=TAGS,
    summary="サインインする",
    security=[{}],
)
def sign_in(request: edge.HttpRequest, data: JSONBody[SignIn]) -> Response[SignedIn]:
    """Tokens for whoever has login name and password; what else is to be done stands in `next`."""
    gate, actor = gate_of(request), visitor(request)
    with gate.hasher.place():
        with edge.public_write(request) as tx:
            begun = service.begin_sign_in(tx, actor, data.login_name)
        if isinstance(begun, service.Refused):
            raise begun.error
        verdict = gate.hasher.verify(data.password, begun.stored)
    with edge.public_write(request) as tx:
        proof = service.prove_password(tx, actor, begun, verdict=verdict)
        if isinstance(proof, service.Refused):
            outcome: service.Opened | service.Refused = proof
        else:
            outcome = service.open_session(tx, actor, proof, device=device_of(request), tokens=gate.tokens)
    if isinstance(outcome, service.Refused):
        raise outcome.error
    return signed_in(request, outcome)


@post(
    "/api/v1/auth/refresh",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": PUBLIC},
    tags=TAGS,
    summary="アクセストークンを更新する",
    security=[{}],
)
def refresh(request: edge.HttpRequest) -> Response[SignedIn]:
    """Fresh tokens for the refresh token in the cookie; the header `X-CSRF-Token` repeats the cookie `mks_csrf`."""
    token = _proven_cookie(request)
    if token is None:
        raise SessionEnded("サインインしていません。サインインしてください。")
    with edge.public_write(request) as tx:
        outcome = service.refresh_session(tx, visitor(request), token, tokens=gate_of(request).tokens)
    if isinstance(outcome, service.Refused):
        raise outcome.error
    return signed_in(request, outcome)


@post(
    "/api/v1/auth/logout",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": PUBLIC},
    tags=TAGS,
    summary="サインアウトする",
    security=[{}],
)
def sign_out(request: edge.HttpRequest) -> Response[None]:
    """The session of the cookie is over; without one nothing happens. The header `X-CSRF-Token` repeats `mks_csrf`."""
    token = _proven_cookie(request)
    if token is not None:
        with edge.public_write(request) as tx:
            service.sign_out(tx, visitor(request), token)
    return signed_out(request)


def _proven_cookie(request: edge.HttpRequest) -> str | None:
    token = request.cookies.get(REFRESH_COOKIE)
    if not token:
        return None
    edge.require_csrf(request, edge.edge_of(request).settings.jwt_secret_key.get_secret_value(), token)
    return token
