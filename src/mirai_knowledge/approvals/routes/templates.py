"""Routes, rules and deputies over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.approvals import queries, service
from mirai_knowledge.approvals.policy import P_190, P_195, P_196, P_198
from mirai_knowledge.approvals.schemas.commands import PutRoute, PutRules, SetDeputy
from mirai_knowledge.approvals.schemas.views import DeputyList, RouteList, RoutePreview, RouteView, RuleTable, StageChoices
from mirai_knowledge.documents.schemas.kinds import Importance, kind_of
from mirai_knowledge.documents.schemas.ports import Routed

TAGS = ["承認ルート"]
ROUTES = "/api/v1/approval-routes"
RULES = "/api/v1/approval-rules"
DEPUTIES = "/api/v1/approval-deputies"
Text = Annotated[str | None, QueryParameter(max_length=40)]


@get(ROUTES, sync_to_thread=True, opt={"rule": P_195}, tags=TAGS, summary="承認ルートの一覧")
def list_routes(request: edge.HttpRequest) -> Response[RouteList]:
    """All routes by name."""
    with edge.read(request) as r:
        return r.answer(queries.list_routes(r.tx, r.actor))


@get(f"{ROUTES}/choices", sync_to_thread=True, opt={"rule": P_195}, tags=TAGS, summary="段階に選べる役割・人・部署")
def show_choices(request: edge.HttpRequest) -> Response[StageChoices]:
    """Whom a stage can name."""
    with edge.read(request) as r:
        return r.answer(queries.get_choices(r.tx, r.actor))


@get(f"{ROUTES}/preview", sync_to_thread=True, opt={"rule": P_190}, tags=TAGS, summary="どの承認ルートになるか、その理由")
def preview(
    request: edge.HttpRequest,
    kind: Annotated[str, QueryParameter(max_length=40, description="文書の種類")],
    importance: FromQuery[Importance] = "medium",
    category: Text = None,
    project: FromQuery[UUID | None] = None,
) -> Response[RoutePreview]:
    """Which route such a document would take now, and why."""
    with edge.read(request) as r:
        return r.answer(queries.get_preview(r.tx, r.actor, Routed(kind_of(kind).code, category, importance, project)))


@post(ROUTES, status_code=201, sync_to_thread=True, opt={"rule": P_195}, tags=TAGS, summary="承認ルートを登録する")
def add_route(request: edge.HttpRequest, data: JSONBody[PutRoute]) -> Response[RouteView]:
    """A new route."""
    with edge.write(request) as w:
        made = service.add_route(w.tx, w.actor, data)
        return w.answer(queries.get_route_view(w.tx, w.actor, made), status=201, location=f"{ROUTES}/{made}")


@put(
    f"{ROUTES}/{{route_id:uuid}}",
    sync_to_thread=True,
    opt={"rule": P_195},
    tags=TAGS,
    summary="承認ルートを変更する（If-Match が必要）",
)
def change_route(request: edge.HttpRequest, route_id: FromPath[UUID], data: JSONBody[PutRoute]) -> Response[RouteView]:
    """The route is as sent; requests under way are not touched."""
    with edge.write(request) as w:
        service.change_route(w.tx, w.actor, data, route_id=route_id, expected=edge.expected_version(request))
        return w.answer(queries.get_route_view(w.tx, w.actor, route_id))


@get(RULES, sync_to_thread=True, opt={"rule": P_195}, tags=TAGS, summary="承認ルートを選ぶ規則（順序どおり）")
def show_rules(request: edge.HttpRequest) -> Response[RuleTable]:
    """The table of rules."""
    with edge.read(request) as r:
        return r.answer(queries.get_rule_table(r.tx, r.actor))


@put(RULES, sync_to_thread=True, opt={"rule": P_195}, tags=TAGS, summary="規則をまとめて変更する（If-Match が必要）")
def set_rules(request: edge.HttpRequest, data: JSONBody[PutRules]) -> Response[RuleTable]:
    """The whole table is as sent."""
    with edge.write(request) as w:
        service.set_rules(w.tx, w.actor, data, expected=edge.expected_version(request))
        return w.answer(queries.get_rule_table(w.tx, w.actor))


@get(DEPUTIES, sync_to_thread=True, opt={"rule": P_198}, tags=TAGS, summary="承認の代理")
def list_deputies(request: edge.HttpRequest) -> Response[DeputyList]:
    """My deputies, those I stand in for; all for those who manage routes."""
    with edge.read(request) as r:
        return r.answer(queries.list_deputies(r.tx, r.actor))


@post(DEPUTIES, status_code=201, sync_to_thread=True, opt={"rule": P_196}, tags=TAGS, summary="承認の代理を決める")
def set_deputy(request: edge.HttpRequest, data: JSONBody[SetDeputy]) -> Response[DeputyList]:
    """Somebody decides in another's place on these days."""
    with edge.write(request) as w:
        service.set_deputy(w.tx, w.actor, data)
        return w.answer(queries.list_deputies(w.tx, w.actor), status=201, location=DEPUTIES)


@delete(
    f"{DEPUTIES}/{{deputy_id:uuid}}",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_196},
    tags=TAGS,
    summary="承認の代理をやめる",
)
def end_deputy(request: edge.HttpRequest, deputy_id: FromPath[UUID]) -> Response[DeputyList]:
    """The deputy decides no longer."""
    with edge.write(request) as w:
        service.end_deputy(w.tx, w.actor, deputy_id)
        return w.answer(queries.list_deputies(w.tx, w.actor))


TEMPLATE_ROUTES = (
    list_routes,
    show_choices,
    preview,
    add_route,
    change_route,
    show_rules,
    set_rules,
    list_deputies,
    set_deputy,
    end_deputy,
)
