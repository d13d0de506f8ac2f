"""Every route x every role: who may pass is decided by the numbered rule of the route, and nothing ever breaks.

The table is made of the routes themselves, so a new one stands in it at once; its body comes from the OpenAPI document.
"""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlencode

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.testing import TestClient
from litestar.types import ASGIApp

from mirai_knowledge.documents.policy import COMMENT, P_071
from mirai_knowledge.documents.schemas.kinds import all_kinds
from mirai_knowledge.edge.envelope import Envelope
from mirai_knowledge.entry import wiring
from mirai_knowledge.kernel.rights import Rule
from tests.cast import CAST
from tests.conftest import Answer, SignedIn
from tests.edge.bodies import plainest

UNKNOWN = {"uuid": "01977420-0000-7000-8000-00000000ffff", "str": "no-such-thing", "int": "4711", "date": "2026-11-01"}
PARAMETER = re.compile(r"\{(\w+):(\w+)\}")
VERSION = {"If-Match": '"v1"'}
SIGN_IN_STATES = {"auth.session_ended", "auth.csrf_refused", "auth.wrong_credentials"}
DOCUMENT = "/api/v1/openapi.json"

Reaches: TypeAlias = set[tuple[str, str]]


@dataclass(frozen=True)
class Route:
    """One line of the table."""

    method: str
    template: str
    rule: Rule
    also: Rule | None = None
    """What is asked for besides: of a list that leaves as a file, its own rule."""
    names_anew: bool = False
    """Who calls gives the name, so that nothing need be there before."""

    @property
    def names_a_thing(self) -> bool:
        return PARAMETER.search(self.template) is not None

    @property
    def in_document(self) -> str:
        return PARAMETER.sub(r"{\1}", self.template)

    def __str__(self) -> str:
        return f"{self.rule.number}-{self.method}-{self.in_document}"


def also_of(handler: HTTPRouteHandler) -> Rule | None:
    entry = handler.opt.get("list")
    found: Rule | None = entry.sees if entry is not None else handler.opt.get("also")
    return found


ROUTES = [
    Route(str(method), path, handler.opt["rule"], also_of(handler), handler.opt.get("names_anew", False))
    for handler in wiring.routes()
    for path in sorted(handler.paths)
    for method in sorted(handler.http_methods)
]


@pytest.fixture(scope="module")
def document(house: TestClient[ASGIApp]) -> dict[str, Any]:
    answer = house.get(DOCUMENT)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture(scope="module")
def reaches(everybody: dict[str, SignedIn]) -> dict[str, Reaches]:
    """What each member of the cast holds and how far it reaches, as the system tells them."""
    told = {key: person.get("/api/v1/auth/me").body["rights"] for key, person in everybody.items()}
    return {key: {(held["right"], held["scope"]) for held in rights} for key, rights in told.items()}


def address_of(route: Route, document: dict[str, Any]) -> str:
    """With ids that nothing has, and a plain value of every parameter that must be there."""
    told = described(route, document).get("parameters", ())
    limited = {one["name"]: one["schema"]["enum"][0] for one in told if "enum" in one["schema"]}
    path = PARAMETER.sub(lambda found: limited.get(found[1], UNKNOWN[found[2]]), route.template)
    parts = document["components"]["schemas"]
    asked = {one["name"]: plainest(one["schema"], parts) for one in told if one["in"] == "query" and one["required"]}
    return f"{path}?{urlencode(asked)}" if asked else path


def described(route: Route, document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"].get(route.in_document, {}).get(route.method.lower(), {})
    return found


def body_of(route: Route, document: dict[str, Any]) -> dict[str, Any]:
    described_body = described(route, document).get("requestBody")
    if described_body is None:
        return {}
    return {"json": plainest(described_body["content"]["application/json"]["schema"], document["components"]["schemas"])}


def ask(person: SignedIn, route: Route, document: dict[str, Any]) -> Answer:
    return Answer.of(person._send(route.method, address_of(route, document), {"headers": VERSION, **body_of(route, document)}))


def test_every_route_names_its_rule(application: ASGIApp) -> None:
    assert isinstance(application, Envelope)
    litestar = application._app
    assert isinstance(litestar, Litestar)
    without = {
        (route.path, str(method))
        for route in litestar.routes
        for handler in getattr(route, "route_handlers", ())
        for method in handler.http_methods
        if not isinstance(handler.opt.get("rule"), Rule) and str(method) != "OPTIONS"
    }
    assert without == set()


def test_the_cast_has_every_role(everybody: dict[str, SignedIn]) -> None:
    roles = {role["code"] for role in everybody["admin"].get("/api/v1/roles").body["items"]}
    assert {role for member in CAST for role in member.roles} == roles


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.rule.public], ids=str)
def test_each_role_passes_where_its_rights_say_so(
    route: Route, everybody: dict[str, SignedIn], reaches: dict[str, Reaches], document: dict[str, Any]
) -> None:
    wanted = rights_of(route.rule)
    for key, person in everybody.items():
        answer = ask(person, route, document)
        held = {scope for right, scope in reaches[key] if not wanted or right in wanted}
        assert answer.status < 500, f"{key}: {answer.text}"
        if route.also is not None and not holds(reaches[key], route.also):
            assert answer.status == 403, f"{key}: {answer.text}"
            assert answer.body["rule"] in {route.rule.number, route.also.number}, f"{key}: {answer.text}"
        elif not wanted or "all" in held:
            passed(route, key, answer)
        elif answer.status == 403:
            # Not held, or held for less than the rule asks for.
            assert answer.body["rule"] == route.rule.number, f"{key}: {answer.text}"
        elif held:
            passed(route, key, answer)
        else:
            # Who may not know of a thing is told that there is none.
            assert (answer.status, route.names_a_thing) == (404, True), f"{key}: {answer.text}"


def holds(reached: Reaches, rule: Rule) -> bool:
    return rule.right is None or any(right == rule.right.code for right, _ in reached)


def rights_of(rule: Rule) -> set[str]:
    """The rights of which one is needed; none at all when signing in is enough."""
    if rule is P_071:
        return {COMMENT.code, *(kind.writes.right.code for kind in all_kinds() if kind.writes.right is not None)}
    return {rule.right.code} if rule.right is not None else set()


def passed(route: Route, key: str, answer: Answer) -> None:
    who = f"{key}: {answer.status} {answer.text[:300]}"
    assert answer.status not in {401, 403}, who
    if route.names_anew:
        assert answer.status in {200, 422}, who
        return
    # Wrong input is told before anything is looked for; either way nothing was found.
    assert not route.names_a_thing or answer.status == 404 or (answer.status == 422 and route.method != "GET"), who


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.rule.public], ids=str)
def test_nobody_gets_past_the_door(route: Route, house: TestClient[ASGIApp], document: dict[str, Any]) -> None:
    for token in ("", "Bearer x", "Basic a2FucmkK"):
        headers = {**VERSION, "Authorization": token} if token else VERSION
        answer = Answer.of(house.request(route.method, address_of(route, document), headers=headers, **body_of(route, document)))
        assert answer.status == 401, answer.text
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("route", [route for route in ROUTES if route.rule.public], ids=str)
def test_P001_anybody_may_ask_what_is_public(
    route: Route, house: TestClient[ASGIApp], everybody: dict[str, SignedIn], document: dict[str, Any]
) -> None:
    for person in (None, *everybody.values()):
        if person is None:
            answer = Answer.of(house.request(route.method, address_of(route, document), **body_of(route, document)))
        else:
            answer = ask(person, route, document)
        house.cookies.clear()
        assert answer.status < 500, answer.text
        assert answer.status not in {401, 403} or answer.body["code"] in SIGN_IN_STATES, answer.text
