"""How the OpenAPI document tells of problems: once, as the answer of every route that is none of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import ClassVar

from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import (
    Components,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Parameter,
    Reference,
    Schema,
    SecurityScheme,
)
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType
from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute
from litestar.utils.helpers import unwrap_partial

from mirai_knowledge.edge.csrf import CSRF_COOKIE, CSRF_HEADER
from mirai_knowledge.edge.problems import PROBLEM_JSON

FILES = "files"
"""The option of routes that give files: their media types."""
TEXT = Schema(type=OpenAPIType.STRING)
FIELD = Schema(
    type=OpenAPIType.OBJECT,
    required=["field", "code", "message"],
    properties={
        "field": Schema(type=OpenAPIType.STRING, description="項目の名前（入れ子は点でつなぐ）"),
        "code": Schema(type=OpenAPIType.STRING, description="変わることのない符号"),
        "message": Schema(type=OpenAPIType.STRING, description="何をすればよいか"),
    },
)
PROBLEM = Schema(
    title="Problem",
    description="問題の説明 (RFC 9457)。符号ごとに、ほかの項目（current、retry_after など）が付くことがあります。",
    type=OpenAPIType.OBJECT,
    required=["type", "title", "status", "detail", "code", "request_id"],
    properties={
        "type": TEXT,
        "title": TEXT,
        "status": Schema(type=OpenAPIType.INTEGER),
        "detail": TEXT,
        "code": Schema(type=OpenAPIType.STRING, description="変わることのない符号"),
        "request_id": Schema(type=OpenAPIType.STRING, description="連絡用コード"),
        "rule": Schema(type=OpenAPIType.STRING, description="断った権限の規則の番号"),
        "fields": Schema(type=OpenAPIType.ARRAY, items=FIELD, description="正しくない項目のすべて"),
    },
)
COMPONENTS = Components(
    responses={
        "Problem": OpenAPIResponse(
            description="操作できなかった理由と、どうすればよいか",
            content={PROBLEM_JSON: OpenAPIMediaType(schema=PROBLEM)},
        )
    },
    security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")},
)


PROBLEM_ANSWER = Reference("#/components/responses/Problem")
IF_MATCH = Parameter(
    name="If-Match",
    param_in="header",
    description="読み込んだときの版（`ETag` か `version`）。ないと 428、先に変えられていると 412（今の内容は `current`）。",
    schema=Schema(type=OpenAPIType.STRING, pattern=r'^"v[0-9]{1,18}"$'),
)
IDEMPOTENCY_KEY = Parameter(
    name="Idempotency-Key",
    param_in="header",
    description="送る側で決めた操作番号。同じ番号で送り直すと、一度だけ行われ、同じ答えが返ります（90 日間）。",
    schema=Schema(type=OpenAPIType.STRING, pattern=r"^[!-~]{1,100}$"),
)
CSRF_TOKEN = Parameter(
    name=CSRF_HEADER,
    param_in="header",
    description=f"クッキー `{CSRF_COOKIE}` の値。サインインのクッキーがあるときに必要です。",
    schema=Schema(type=OpenAPIType.STRING, pattern=r"^[!-~]{1,200}$"),
)
# Which call of `edge` reads the header.
READ_BY = ((IF_MATCH, "expected_version"), (IDEMPOTENCY_KEY, "write"), (CSRF_TOKEN, "require_csrf"))


@dataclass
class OperationWithProblems(Operation):
    """A route as the document tells of it: its own answers, the headers it reads, and a problem otherwise."""

    headers: ClassVar[tuple[Parameter, ...]] = ()
    files: ClassVar[tuple[str, ...]] = ()
    """Media types of the answer of a route that gives a file."""

    def __post_init__(self) -> None:
        """Litestar's own words for wrong input give way: our problem documents say it for every status."""
        own = {status: answer for status, answer in (self.responses or {}).items() if status != "400"}
        self.parameters = [*(self.parameters or ()), *self.headers] or None
        if isinstance(empty := own.get("204"), OpenAPIResponse):
            empty.content = None  # "no content" is no JSON null either
        if self.files and isinstance(file := own.get("200"), OpenAPIResponse):
            binary = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
            file.content = dict.fromkeys(self.files, binary)
        told = {status: PROBLEM_ANSWER for status in ("412", "428") if IF_MATCH in self.headers}
        self.responses = {**own, **told, "default": PROBLEM_ANSWER}


class ProblemsDocumented(ReceiveRoutePlugin):
    """Every route in the document answers with problem documents."""

    def receive_route(self, route: BaseRoute) -> None:
        """The handlers of the route describe themselves with their problems."""
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            if isinstance(handler, HTTPRouteHandler):
                told = {"headers": headers_of(handler), "files": tuple(handler.opt.get(FILES, ()))}
                handler.operation_class = type("DescribedOperation", (OperationWithProblems,), told)


def headers_of(handler: HTTPRouteHandler) -> tuple[Parameter, ...]:
    """The headers of ours that the handler reads, seen from what it calls, so that the document cannot fall behind."""
    called = _names_in(unwrap_partial(handler.fn))
    return tuple(header for header, name in READ_BY if name in called)


def _names_in(function: Callable[..., object]) -> set[str]:
    # A function of the same file may do the reading for several handlers.
    names = set(function.__code__.co_names)
    beside = [function.__globals__.get(name) for name in names]
    inner = [other for other in beside if isinstance(other, FunctionType) and other.__module__ == function.__module__]
    return names.union(*(other.__code__.co_names for other in inner))
