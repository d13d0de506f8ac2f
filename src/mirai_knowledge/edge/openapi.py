"""How the OpenAPI document tells of problems: once, as the answer of every route that is none of its own."""

from dataclasses import dataclass

from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import Components, OpenAPIMediaType, OpenAPIResponse, Operation, Reference, Schema, SecurityScheme
from litestar.openapi.spec.enums import OpenAPIType
from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute

from mirai_knowledge.edge.problems import PROBLEM_JSON

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


@dataclass
class OperationWithProblems(Operation):
    """A route as the document tells of it: its own answers, and a problem otherwise."""

    def __post_init__(self) -> None:
        """Litestar's own words for wrong input give way: our problem documents say it for every status."""
        own = {status: answer for status, answer in (self.responses or {}).items() if status != "400"}
        if isinstance(empty := own.get("204"), OpenAPIResponse):
            empty.content = None  # "no content" is no JSON null either
        self.responses = {**own, "default": Reference("#/components/responses/Problem")}


class ProblemsDocumented(ReceiveRoutePlugin):
    """Every route in the document answers with problem documents."""

    def receive_route(self, route: BaseRoute) -> None:
        """The handlers of the route describe themselves with their problems."""
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            if isinstance(handler, HTTPRouteHandler):
                handler.operation_class = OperationWithProblems
