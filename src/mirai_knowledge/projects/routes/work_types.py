"""The master of work types over HTTP."""

from typing import Annotated

from litestar import Response, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.projects import queries, service
from mirai_knowledge.projects.policy import MANAGE_WORK_TYPES, SEE_WORK_TYPES
from mirai_knowledge.projects.schemas import AddWorkType, ChangeWorkType, WorkTypeList, WorkTypeView

TAGS = ["工種"]
Archived = Annotated[bool, QueryParameter(description="使用停止のものも含める")]


@get("/api/v1/work-types", sync_to_thread=True, opt={"rule": SEE_WORK_TYPES}, tags=TAGS, summary="工種の一覧")
def list_work_types(request: edge.HttpRequest, archived: Archived = False) -> Response[WorkTypeList]:
    """Every work type in the order of the master."""
    with edge.read(request) as r:
        return r.answer(queries.list_work_types(r.tx, r.actor, archived=archived))


@post(
    "/api/v1/work-types",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": MANAGE_WORK_TYPES},
    tags=TAGS,
    summary="工種を登録する",
)
def add_work_type(request: edge.HttpRequest, data: JSONBody[AddWorkType]) -> Response[WorkTypeView]:
    """A new work type."""
    with edge.write(request) as w:
        code = service.add_work_type(w.tx, w.actor, data)
        view = queries.get_work_type_view(w.tx, w.actor, code)
        return w.answer(view, status=201, location=f"/api/v1/work-types/{code}")


@patch(
    "/api/v1/work-types/{code:str}",
    sync_to_thread=True,
    opt={"rule": MANAGE_WORK_TYPES},
    tags=TAGS,
    summary="工種を変更する（If-Match が必要）",
)
def change_work_type(request: edge.HttpRequest, code: FromPath[str], data: JSONBody[ChangeWorkType]) -> Response[WorkTypeView]:
    """The given fields have their new values; an archived work type is offered no more."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.change_work_type(w.tx, w.actor, data, code=code, expected=expected)
        return w.answer(queries.get_work_type_view(w.tx, w.actor, code))


WORK_TYPE_ROUTES = (list_work_types, add_work_type, change_work_type)
