"""Pages of the HTTP door: the list of routes, and the OpenAPI document."""

import json
import re
from collections.abc import Iterator

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from pydantic import SecretStr

from mirai_knowledge.entry import http
from mirai_knowledge.entry.devtools.reference.markdown import code, page, table
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.rights import Rule

TYPED = re.compile(r"\{(\w+):\w+\}")


def application() -> Litestar:
    """The application as any installation has it, over a database that nobody opens."""
    settings = Settings(env="test", jwt_secret_key=SecretStr("reference" * 4))
    return http.create_litestar(settings, Database("postgresql+psycopg://nowhere/nothing", size=1))


def handlers(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Every route as method, path and handler, in the order of the paths."""
    for route in sorted(app.routes, key=lambda route: route.path):
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in sorted(route.route_handler_map.items()):
                # Litestar answers OPTIONS itself, out of what the others declare.
                if method != "OPTIONS":
                    yield str(method), TYPED.sub(r"{\1}", route.path), handler


def rule_of(handler: HTTPRouteHandler) -> Rule | None:
    """The numbered rule that opens the route; None when nobody named it."""
    named = handler.opt.get("rule")
    return named if isinstance(named, Rule) else None


def routes_page(app: Litestar) -> str:
    """Every route and the rule that opens it."""
    rows = []
    for method, path, handler in handlers(app):
        rule = rule_of(handler)
        rows.append((method, code(path), rule.number if rule else "", _right(rule), handler.summary or ""))
    return page(
        "Routes",
        "Every address that answers, and the numbered rule of [permissions](permissions.md) that opens it. Bodies and answers "
        "stand in [openapi.json](openapi.json); a running installation shows them at `/api/v1/docs`.",
        table(("Method", "Path", "Rule", "Right", "What it does"), rows),
    )


def _right(rule: Rule | None) -> str:
    if rule is None:
        return ""
    if rule.right is not None:
        return code(rule.right.code)
    return "anybody" if rule.public else "anybody signed in"


def openapi_document(app: Litestar) -> str:
    """The OpenAPI document, one stable text."""
    # By way of the encoder that serves it: limits of dates are dates here and texts there.
    served = json.loads(msgspec.json.encode(app.openapi_schema.to_schema()))
    return json.dumps(served, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
