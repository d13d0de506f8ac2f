"""Reading companies."""

from collections.abc import Collection, Mapping
from typing import Literal, cast
from uuid import UUID

from sqlalchemy import func, or_, select

from mirai_knowledge.accounts.errors import CompanyNotFound
from mirai_knowledge.accounts.model import Company, CompanyId, CompanyState, Person, PersonState
from mirai_knowledge.accounts.policy import MANAGE_COMPANIES, company_can, sees_companies
from mirai_knowledge.accounts.schemas import CompanyPage, CompanyView, ListCompanies
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.text import fold, reading_key

BY_READING = (
    Key(Company.sort_key.expression, lambda company: company.sort_key, str),
    Key(Company.id.expression, lambda company: str(company.id), UUID),
)


def list_companies(tx: Tx, actor: Actor, wanted: ListCompanies, *, cursor: str | None = None, limit: int = 50) -> CompanyPage:
    """Companies in the order of their reading; raises Forbidden (P-013), and Invalid for a bad cursor."""
    require(actor, MANAGE_COMPANIES)
    statement = select(Company).where(sees_companies(actor))
    if wanted.state != "all":
        statement = statement.where(Company.state == wanted.state)
    if wanted.kind is not None:
        statement = statement.where(Company.kind == wanted.kind)
    for word in (wanted.q or "").split():
        texts = [column.icontains(fold(word), autoescape=True) for column in (Company.name, Company.code)]
        statement = statement.where(or_(*texts, Company.sort_key.contains(reading_key(word), autoescape=True)))
    total = tx.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = fetch_page(tx, statement, BY_READING, cursor=cursor, limit=limit)
    counts = _active_people(tx, [company.id for company in page.items])
    views = tuple(_view(actor, company, counts.get(company.id, 0)) for company in page.items)
    return CompanyPage(views, page.next_cursor, total)


def get_company_view(tx: Tx, actor: Actor, company_id: CompanyId) -> CompanyView:
    """A company; raises Forbidden (P-013) and CompanyNotFound."""
    require(actor, MANAGE_COMPANIES)
    company = tx.scalars(select(Company).where(Company.id == company_id, sees_companies(actor))).first()
    if company is None:
        raise _missing()
    return _view(actor, company, _active_people(tx, [company_id]).get(company_id, 0))


def get_company(tx: Tx, actor: Actor, company_id: CompanyId) -> Company:
    """A company, locked for a change until the transaction ends; raises CompanyNotFound."""
    statement = select(Company).where(Company.id == company_id, sees_companies(actor)).with_for_update()
    company = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if company is None:
        raise _missing()
    return company


def find_company_by_code(tx: Tx, actor: Actor, code: str) -> CompanyId | None:
    """The id of the company with this code."""
    return tx.scalar(select(Company.id).where(Company.code == code, sees_companies(actor)))


def list_company_labels(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these companies, as far as the actor may know them."""
    rows = tx.execute(select(Company.id, Company.name).where(Company.id.in_(ids), sees_companies(actor)))
    return {row.id: row.name for row in rows}


def _active_people(tx: Tx, ids: Collection[CompanyId]) -> Mapping[CompanyId, int]:
    counted = select(Person.company_id, func.count()).where(Person.company_id.in_(ids), Person.state == PersonState.ACTIVE)
    return {company_id: count for company_id, count in tx.execute(counted.group_by(Person.company_id)) if company_id}


def _view(actor: Actor, company: Company, people: int) -> CompanyView:
    return CompanyView(
        id=company.id,
        code=company.code,
        name=company.name,
        name_kana=company.name_kana,
        kind=cast("Literal['own', 'partner', 'client']", company.kind),
        state="active" if company.state == CompanyState.ACTIVE else "archived",
        people_count=people,
        version=company.version,
        created_at=company.created_at,
        updated_at=company.updated_at,
        can=company_can(actor, company, people=people),
    )


def _missing() -> CompanyNotFound:
    return CompanyNotFound("この会社は登録されていません。一覧を開き直して確認してください。")
