"""Corrective actions and their board over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, patch, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.incidents import queries, service
from mirai_knowledge.incidents.policy import P_151, P_154, P_155
from mirai_knowledge.incidents.schemas.commands import Bucket, ChangeAction, ListActions, MoveAction, PlanAction
from mirai_knowledge.incidents.schemas.views import ActionPage, ActionView, IncidentView
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["是正処置"]
HERE = "/api/v1/incident-actions"
ONE = f"{HERE}/{{action_id:uuid}}"


def wanted(
    bucket: FromQuery[Bucket | None] = None, project: FromQuery[UUID | None] = None, mine: FromQuery[bool] = False
) -> ListActions:
    """Which actions, from the query of the address."""
    return ListActions(bucket, project, mine)


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": P_151},
    tags=TAGS,
    summary="是正ボード（期日の順）",
    dependencies={"wanted": Provide(wanted, sync_to_thread=False)},
)
def list_actions(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListActions],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[ActionPage]:
    """The corrective actions I may see, the first due first, and how many stand where."""
    with edge.read(request) as r:
        return r.answer(queries.list_actions(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(
    "/api/v1/incidents/{ref:str}/actions",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": P_154},
    tags=TAGS,
    summary="是正処置を登録する",
)
def plan_action(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[PlanAction]) -> Response[IncidentView]:
    """Something is to be corrected; answers with the incident."""
    expected = edge.expected_version(request)
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        action_id = service.plan_action(w.tx, w.actor, data, document_id=document_id, expected=expected)
        view = queries.get_page(w.tx, w.actor, document_id)
        return w.answer(view, status=201, location=f"{HERE}/{action_id}")


@get(ONE, sync_to_thread=True, opt={"rule": P_151}, tags=TAGS, summary="是正処置")
def get_action(request: edge.HttpRequest, action_id: FromPath[UUID]) -> Response[ActionView]:
    """One corrective action."""
    with edge.read(request) as r:
        return r.answer(queries.get_action_view(r.tx, r.actor, action_id))


@patch(ONE, sync_to_thread=True, opt={"rule": P_154}, tags=TAGS, summary="是正処置を変更する")
def change_action(request: edge.HttpRequest, action_id: FromPath[UUID], data: JSONBody[ChangeAction]) -> Response[ActionView]:
    """Other words, another owner or another day."""
    expected = edge.expected_version(request)
    with edge.write(request) as w:
        service.change_action(w.tx, w.actor, data, action_id=action_id, expected=expected)
        return w.answer(queries.get_action_view(w.tx, w.actor, action_id))


@post(f"{ONE}/move", status_code=200, sync_to_thread=True, opt={"rule": P_155}, tags=TAGS, summary="是正処置を進める・確認する")
def move_action(request: edge.HttpRequest, action_id: FromPath[UUID], data: JSONBody[MoveAction]) -> Response[ActionView]:
    """Begun, done, sent back, verified, effective or not, given up, taken up again; each move has its own rule."""
    expected = edge.expected_version(request)
    with edge.write(request) as w:
        service.move_action(w.tx, w.actor, data, action_id=action_id, expected=expected)
        return w.answer(queries.get_action_view(w.tx, w.actor, action_id))


ROUTES = (list_actions, plan_action, get_action, change_action, move_action)
