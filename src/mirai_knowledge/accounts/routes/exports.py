"""The lists of people and of companies as files."""

from mirai_knowledge import edge
from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.policy import MANAGE_COMPANIES, SEE_PEOPLE
from mirai_knowledge.accounts.routes.companies import wanted_companies
from mirai_knowledge.accounts.routes.people import wanted_people
from mirai_knowledge.accounts.schemas import CompanyView, ListCompanies, ListPeople, PersonRow
from mirai_knowledge.kernel.lists import Column, ExportedList, joined

KINDS = {"own": "自社", "partner": "協力会社", "client": "発注者"}

PEOPLE = ExportedList[ListPeople, PersonRow](
    name="people",
    title="人の一覧",
    sees=SEE_PEOPLE,
    read=queries.list_people,
    columns=(
        Column("ログイン名", lambda row: row.login_name),
        Column("氏名", lambda row: row.name, 18),
        Column("よみ", lambda row: row.name_kana, 22),
        Column("会社", lambda row: row.company.name if row.company else None, 24),
        Column("部署", lambda row: row.department, 18),
        Column("メール", lambda row: row.email, 28),
        Column("役割", lambda row: joined(role.name for role in row.roles), 24),
        Column("状態", lambda row: "有効" if row.state == "active" else "無効", 8),
        Column("最後のサインイン", lambda row: row.last_signed_in_at, 18),
    ),
)

COMPANIES = ExportedList[ListCompanies, CompanyView](
    name="companies",
    title="会社一覧",
    sees=MANAGE_COMPANIES,
    read=queries.list_companies,
    columns=(
        Column("会社コード", lambda row: row.code),
        Column("会社名", lambda row: row.name, 30),
        Column("よみ", lambda row: row.name_kana, 30),
        Column("区分", lambda row: KINDS[row.kind], 10),
        Column("状態", lambda row: "使用中" if row.state == "active" else "使用停止", 10),
        Column("有効な人の数", lambda row: row.people_count, 12),
        Column("登録日時", lambda row: row.created_at, 18),
    ),
)

EXPORT_ROUTES = (
    edge.export_route(PEOPLE, {"wanted": wanted_people}),
    edge.export_route(COMPANIES, {"wanted": wanted_companies}),
)
