"""Roles and rights over HTTP, for administrators."""

from typing import Annotated

from litestar import Response, get, put
from litestar.params import JSONBody, PathParameter

from mirai_knowledge import edge
from mirai_knowledge.accounts import queries, service
from mirai_knowledge.accounts.policy import CHANGE_GRANTS, SEE_PEOPLE
from mirai_knowledge.accounts.schemas import RightList, RoleList, RoleView, SetGrants

TAGS = ["役割"]


@get("/api/v1/roles", sync_to_thread=True, opt={"rule": SEE_PEOPLE}, tags=TAGS, summary="役割の一覧")
def list_roles(request: edge.HttpRequest) -> Response[RoleList]:
    """Every role, with what it may do and how many hold it."""
    with edge.read(request) as r:
        return r.answer(queries.list_roles(r.tx, r.actor))


@get("/api/v1/rights", sync_to_thread=True, opt={"rule": SEE_PEOPLE}, tags=TAGS, summary="権限の一覧")
def list_rights(request: edge.HttpRequest) -> Response[RightList]:
    """Every right a role can hold, and its scopes."""
    with edge.read(request) as r:
        return r.answer(queries.list_rights(r.tx, r.actor))


@put(
    "/api/v1/roles/{code:str}/grants",
    sync_to_thread=True,
    opt={"rule": CHANGE_GRANTS},
    tags=TAGS,
    summary="役割の権限を決める（If-Match が必要）",
)
def set_grants(
    request: edge.HttpRequest, code: Annotated[str, PathParameter(max_length=40)], data: JSONBody[SetGrants]
) -> Response[RoleView]:
    """The role holds exactly these grants."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.set_grants(w.tx, w.actor, data, code=code, expected=expected)
        return w.answer(queries.get_role_view(w.tx, w.actor, code))
