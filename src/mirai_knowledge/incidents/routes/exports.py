"""The lists of incidents, corrective actions and public records as files. Nobody's name stands in them but of who works here."""

from mirai_knowledge import edge
from mirai_knowledge.incidents import queries
from mirai_knowledge.incidents.policy import P_151, P_159
from mirai_knowledge.incidents.routes import actions, incidents, public
from mirai_knowledge.incidents.schemas.commands import ListActions, ListIncidents
from mirai_knowledge.incidents.schemas.public import SOURCE, ListPublic, PublicView
from mirai_knowledge.incidents.schemas.views import ActionView, IncidentRow
from mirai_knowledge.kernel.lists import Column, ExportedList

INCIDENTS = ExportedList[ListIncidents, IncidentRow](
    name="incidents",
    title="事故・ヒヤリ一覧",
    sees=P_151,
    read=queries.list_incidents,
    columns=(
        Column("番号", lambda row: row.code),
        Column("題名", lambda row: row.title, 50),
        Column("種類", lambda row: row.type.name, 14),
        Column("重大さ", lambda row: row.severity.name, 10),
        Column("状態", lambda row: row.state.name, 10),
        Column("状態の日時", lambda row: row.state_since, 18),
        Column("発生日時", lambda row: row.occurred_at, 18),
        Column("事故の型", lambda row: row.accident_type.name if row.accident_type else None, 20),
        Column("起因物", lambda row: row.agent.name if row.agent else None, 24),
        Column("現場", lambda row: f"{row.project.code} {row.project.name}" if row.project else None, 30),
        Column("場所", lambda row: row.place, 24),
        Column("報告した人", lambda row: row.reporter.name),
        Column("終わっていない是正処置", lambda row: row.open_actions, 12),
        Column("期日を過ぎた是正処置", lambda row: row.late_actions, 12),
    ),
)

ACTIONS = ExportedList[ListActions, ActionView](
    name="incident-actions",
    title="是正処置一覧",
    sees=P_151,
    read=queries.list_actions,
    columns=(
        Column("期日", lambda row: row.due_on, 12),
        Column("期日超過", lambda row: "超過" if row.late else None, 10),
        Column("是正処置", lambda row: row.text, 50),
        Column("状態", lambda row: row.state.name, 10),
        Column("担当", lambda row: row.owner.name if row.owner else None),
        Column("事故の番号", lambda row: row.incident_code),
        Column("事故の題名", lambda row: row.incident_title, 40),
        Column("現場", lambda row: f"{row.project.code} {row.project.name}" if row.project else None, 30),
        Column("実施した人", lambda row: row.done_by.name if row.done_by else None),
        Column("実施日時", lambda row: row.done_at, 18),
        Column("確認した人", lambda row: row.verified_by.name if row.verified_by else None),
        Column("確認日時", lambda row: row.verified_at, 18),
        Column("効果の確認日", lambda row: row.effect_due_on, 12),
        Column("是正前の資料", lambda row: len(row.before), 8),
        Column("是正後の資料", lambda row: len(row.after), 8),
    ),
)

PUBLIC = ExportedList[ListPublic, PublicView](
    name="public-records",
    title="公的な事故記録",
    sees=P_159,
    read=queries.list_records,
    columns=(
        Column("発生年月", lambda row: row.when, 12),
        Column("時間帯", lambda row: row.hours, 10),
        Column("災害の状況", lambda row: row.description, 80),
        Column("業種", lambda row: row.industry, 40),
        Column("事業場の規模", lambda row: row.workplace_size, 12),
        Column("事故の型", lambda row: row.accident_type, 20),
        Column("起因物", lambda row: row.agent, 24),
        Column("出典", lambda _: SOURCE, 40),
    ),
)

EXPORT_ROUTES = (
    edge.export_route(INCIDENTS, {"what": incidents.what, "standing": incidents.standing, "wanted": incidents.wanted}),
    edge.export_route(ACTIONS, {"wanted": actions.wanted}),
    edge.export_route(PUBLIC, {"wanted": public.wanted}),
)
