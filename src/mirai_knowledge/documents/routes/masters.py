"""Categories over HTTP."""

from typing import Annotated

from litestar import Response, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.policy import P_074, P_075
from mirai_knowledge.documents.schemas import AddCategory, ChangeCategory
from mirai_knowledge.documents.schemas.views import CategoryList, CategoryView

TAGS = ["分類"]
PATH = "/api/v1/categories"


@get(PATH, sync_to_thread=True, opt={"rule": P_075}, tags=TAGS, summary="分類の一覧（並び順）")
def list_categories(
    request: edge.HttpRequest,
    kind: Annotated[str | None, QueryParameter(max_length=40, description="文書の種類")] = None,
    archived: FromQuery[bool] = False,
) -> Response[CategoryList]:
    """The categories of each kind, or of one."""
    with edge.read(request) as r:
        return r.answer(queries.list_categories(r.tx, r.actor, kind=kind, archived=archived))


@post(PATH, status_code=201, sync_to_thread=True, opt={"rule": P_074}, tags=TAGS, summary="分類を登録する")
def add_category(request: edge.HttpRequest, data: JSONBody[AddCategory]) -> Response[CategoryView]:
    """A new category."""
    with edge.write(request) as w:
        service.add_category(w.tx, w.actor, data)
        view = queries.get_category_view(w.tx, w.actor, data.kind, code=data.code)
        return w.answer(view, status=201, location=f"{PATH}/{data.kind}/{data.code}")


@patch(
    f"{PATH}/{{kind:str}}/{{code:str}}",
    sync_to_thread=True,
    opt={"rule": P_074},
    tags=TAGS,
    summary="分類を変更する（If-Match が必要）",
)
def change_category(
    request: edge.HttpRequest, kind: FromPath[str], code: FromPath[str], data: JSONBody[ChangeCategory]
) -> Response[CategoryView]:
    """The given fields have their new values."""
    with edge.write(request) as w:
        service.change_category(w.tx, w.actor, data, key=(kind, code), expected=edge.expected_version(request))
        return w.answer(queries.get_category_view(w.tx, w.actor, kind, code=code))


MASTER_ROUTES = (list_categories, add_category, change_category)
