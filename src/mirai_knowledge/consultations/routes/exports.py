"""The lists of consultations and of experts as files."""

from mirai_knowledge import edge
from mirai_knowledge.accounts.policy import SEE_EXPERTS
from mirai_knowledge.accounts.schemas.experts import ListExperts
from mirai_knowledge.consultations import queries
from mirai_knowledge.consultations.routes.consultations import narrowed, wanted_consultations
from mirai_knowledge.consultations.routes.experts import wanted_experts
from mirai_knowledge.consultations.schemas import PRIORITY_NAMES
from mirai_knowledge.consultations.schemas.commands import ListConsultations
from mirai_knowledge.consultations.schemas.views import ConsultationRow, ExpertRow
from mirai_knowledge.documents.policy import P_060
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, joined
from mirai_knowledge.kernel.paging import Page

YES = "○"


def _clock(row: ConsultationRow) -> str:
    if row.clock.state == "paused":
        return "確認待ち（時計は停止中）"
    if row.clock.state == "none":
        return ""
    return "期限超過" if row.clock.late else "期限内"


def _all_experts(tx: Tx, actor: Actor, wanted: ListExperts, *, cursor: str | None, limit: int) -> Page[ExpertRow]:
    """Experts are few, and come as one page."""
    del cursor, limit
    return Page(queries.list_experts(tx, actor, wanted).items, None)


CONSULTATIONS = ExportedList[ListConsultations, ConsultationRow](
    name="consultations",
    title="専門家相談一覧",
    sees=P_060,
    read=queries.list_consultations,
    columns=(
        Column("番号", lambda row: row.code, 12),
        Column("題名", lambda row: row.title, 40),
        Column("状況", lambda row: row.state.name, 12),
        Column("優先度", lambda row: PRIORITY_NAMES[row.priority], 8),
        Column("分野", lambda row: row.specialty, 18),
        Column("現場", lambda row: row.project.name if row.project is not None else None, 30),
        Column("相談した人", lambda row: row.asker.name, 18),
        Column("担当の専門家", lambda row: row.expert.name if row.expert is not None else None, 18),
        Column("相談日時", lambda row: row.asked_at, 18),
        Column("希望日", lambda row: row.wanted_on, 12),
        Column("回答期限", lambda row: row.clock.due_at, 18),
        Column("期限", _clock, 20),
        Column("回答数", lambda row: row.answers, 8),
        Column("採用", lambda row: YES if row.accepted else None, 8),
        Column("更新日時", lambda row: row.updated_at, 18),
        Column("注意", lambda row: joined(row.flags), 24),
    ),
)

EXPERTS = ExportedList[ListExperts, ExpertRow](
    name="experts",
    title="専門家一覧",
    sees=SEE_EXPERTS,
    read=_all_experts,
    columns=(
        Column("氏名", lambda row: row.profile.name, 18),
        Column("会社", lambda row: row.profile.company.name if row.profile.company is not None else None, 24),
        Column("部署", lambda row: row.profile.department, 18),
        Column("専門", lambda row: joined(row.profile.specialties), 30),
        Column("資格", lambda row: joined(row.profile.certifications), 30),
        Column("経験年数", lambda row: row.profile.years, 10),
        Column("受付中", lambda row: YES if row.profile.takes_questions else None, 8),
        Column("対応中", lambda row: row.figures.load, 8),
        Column("回答数", lambda row: row.figures.answers, 8),
        Column("採用数", lambda row: row.figures.accepted, 8),
        Column("評価", lambda row: None if row.figures.rating is None else f"{row.figures.rating:.1f}", 8),
        Column("評価の件数", lambda row: row.figures.ratings, 10),
        Column("回答までの時間（分・営業時間の中央値）", lambda row: row.figures.median_minutes, 24),
    ),
)

EXPORT_ROUTES = (
    edge.export_route(CONSULTATIONS, {"narrowed": narrowed, "wanted": wanted_consultations}),
    edge.export_route(EXPERTS, {"wanted": wanted_experts}),
)
