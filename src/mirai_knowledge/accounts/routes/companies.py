"""Companies over HTTP, for administrators."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, get, patch, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.accounts import queries, service
from mirai_knowledge.accounts.model import CompanyId
from mirai_knowledge.accounts.policy import MANAGE_COMPANIES
from mirai_knowledge.accounts.routes.door import one_of, search_words
from mirai_knowledge.accounts.schemas import COMPANY_STATES, AddCompany, ChangeCompany, CompanyPage, CompanyView, ListCompanies
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["会社"]
# Litestar keeps the word `state` for its own and would refuse a wrong value under another name: it is checked by hand.
Which = Annotated[
    str, QueryParameter(name="state", description="使用中・使用停止・すべて", schema_extra={"enum": list(COMPANY_STATES)})
]
Words = Annotated[str | None, QueryParameter(max_length=100, description="会社名・よみ・会社コード")]


def wanted_companies(
    q: Words = None,
    kind: FromQuery[Literal["own", "partner", "client"] | None] = None,
    which: Which = "all",
) -> ListCompanies:
    """Which companies, from the query of the address."""
    return ListCompanies(search_words(q), kind, one_of(which, COMPANY_STATES))


@get(
    "/api/v1/companies",
    sync_to_thread=True,
    opt={"rule": MANAGE_COMPANIES},
    tags=TAGS,
    summary="会社の一覧（よみ順）",
    dependencies={"wanted": Provide(wanted_companies, sync_to_thread=False)},
)
def list_companies(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListCompanies],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[CompanyPage]:
    """Companies in the order of their reading, and how many there are in all."""
    with edge.read(request) as r:
        return r.answer(queries.list_companies(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(
    "/api/v1/companies",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": MANAGE_COMPANIES},
    tags=TAGS,
    summary="会社を登録する",
)
def add_company(request: edge.HttpRequest, data: JSONBody[AddCompany]) -> Response[CompanyView]:
    """A new company."""
    with edge.write(request) as w:
        company_id = service.add_company(w.tx, w.actor, data)
        view = queries.get_company_view(w.tx, w.actor, company_id)
        return w.answer(view, status=201, location=f"/api/v1/companies/{company_id}")


@get(
    "/api/v1/companies/{company_id:uuid}",
    sync_to_thread=True,
    opt={"rule": MANAGE_COMPANIES},
    tags=TAGS,
    summary="一社の情報",
)
def show_company(request: edge.HttpRequest, company_id: FromPath[UUID]) -> Response[CompanyView]:
    """One company, and what may be done to it."""
    with edge.read(request) as r:
        return r.answer(queries.get_company_view(r.tx, r.actor, CompanyId(company_id)))


@patch(
    "/api/v1/companies/{company_id:uuid}",
    sync_to_thread=True,
    opt={"rule": MANAGE_COMPANIES},
    tags=TAGS,
    summary="会社の情報を変更する（If-Match が必要）",
)
def change_company(request: edge.HttpRequest, company_id: FromPath[UUID], data: JSONBody[ChangeCompany]) -> Response[CompanyView]:
    """The given fields have their new values; absent ones stay, null empties."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.change_company(w.tx, w.actor, data, company_id=CompanyId(company_id), expected=expected)
        return w.answer(queries.get_company_view(w.tx, w.actor, CompanyId(company_id)))


@post(
    "/api/v1/companies/{company_id:uuid}/archive",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MANAGE_COMPANIES},
    tags=TAGS,
    summary="会社を使用停止にする",
)
def archive_company(request: edge.HttpRequest, company_id: FromPath[UUID]) -> Response[CompanyView]:
    """The company is no longer given to people."""
    with edge.write(request) as w:
        service.archive_company(w.tx, w.actor, CompanyId(company_id))
        return w.answer(queries.get_company_view(w.tx, w.actor, CompanyId(company_id)))


@post(
    "/api/v1/companies/{company_id:uuid}/restore",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MANAGE_COMPANIES},
    tags=TAGS,
    summary="会社を使用中に戻す",
)
def restore_company(request: edge.HttpRequest, company_id: FromPath[UUID]) -> Response[CompanyView]:
    """The company can be given to people again."""
    with edge.write(request) as w:
        service.restore_company(w.tx, w.actor, CompanyId(company_id))
        return w.answer(queries.get_company_view(w.tx, w.actor, CompanyId(company_id)))


COMPANY_ROUTES = (list_companies, add_company, show_company, change_company, archive_company, restore_company)
