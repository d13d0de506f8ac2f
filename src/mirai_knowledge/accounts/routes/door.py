"""What the doors of accounts share: the gate of this process, the actor before anybody is known, the two cookies."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from litestar import Response
from litestar.datastructures import Cookie

from mirai_knowledge import edge
from mirai_knowledge.accounts.policy.sessions import name_device
from mirai_knowledge.accounts.schemas import SignedIn
from mirai_knowledge.accounts.service import Gate, Opened
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.text import clean_line

REFRESH_COOKIE = "mks_refresh"
Choice = TypeVar("Choice", bound=str)
AUTH_PATH = "/api/v1/auth"


def gate_of(request: edge.HttpRequest) -> Gate:
    """Hashing, tokens and policy of this process."""
    gate = edge.edge_of(request).services[Gate]
    if not isinstance(gate, Gate):
        raise TypeError("the entry gives the wrong thing for Gate")
    return gate


def visitor(request: edge.HttpRequest) -> Actor:
    """Somebody at the sign-in page: no person yet, no right, an address."""
    return Actor(name="sign-in", address=edge.address_of(request))


def device_of(request: edge.HttpRequest) -> str:
    """What the device of the request is called."""
    return name_device(request.headers.get("User-Agent", ""))


def signed_in(request: edge.HttpRequest, opened: Opened) -> Response[SignedIn]:
    """The answer with fresh tokens: the access token in the body, the refresh token in a cookie no script can read."""
    settings = edge.edge_of(request).settings
    seconds = max(1, int((opened.refresh_ends_at - clock.now()).total_seconds()))
    proof = edge.csrf_token(settings.jwt_secret_key.get_secret_value(), opened.refresh_token)
    return Response(
        opened.answer,
        status_code=200,
        headers={"Cache-Control": "no-store"},
        cookies=[
            _cookie(settings, REFRESH_COOKIE, opened.refresh_token, path=AUTH_PATH, seconds=seconds),
            _cookie(settings, edge.CSRF_COOKIE, proof, path="/", seconds=seconds),
        ],
    )


def signed_out(request: edge.HttpRequest) -> Response[None]:
    """The answer that takes both cookies away."""
    settings = edge.edge_of(request).settings
    return Response(
        None,
        status_code=204,
        headers={"Cache-Control": "no-store"},
        cookies=[
            _cookie(settings, REFRESH_COOKIE, "", path=AUTH_PATH, seconds=0),
            _cookie(settings, edge.CSRF_COOKIE, "", path="/", seconds=0),
        ],
    )


def tell_once(stored: Response[object], view: object) -> None:
    """The caller gets this view instead of the stored one: what is kept for a repeated request has no secret in it."""
    stored.content = msgspec.json.encode(view)


def search_words(q: str | None) -> str | None:
    """The words of a search as they are looked for; raises Invalid for control characters."""
    try:
        return None if q is None else clean_line(q)
    except ValueError as fault:
        raise Invalid(fields=(FieldError("q", "value.unusable", str(fault)),)) from fault


def one_of(value: str, allowed: Sequence[Choice]) -> Choice:
    """The filter `state` as one of the allowed values; raises Invalid that names them."""
    for choice in allowed:
        if choice == value:
            return choice
    message = f"次のいずれかを指定してください: {', '.join(allowed)}"
    raise Invalid(fields=(FieldError("state", "value.literal_error", message),))


def _cookie(settings: Settings, name: str, value: str, *, path: str, seconds: int) -> Cookie:
    return Cookie(
        key=name,
        value=value,
        path=path,
        max_age=seconds,
        secure=settings.base_url.startswith("https:"),
        httponly=name == REFRESH_COOKIE,
        samesite="strict",
    )
