"""The lists of requests and deputies as files."""

from mirai_knowledge import edge
from mirai_knowledge.approvals import queries
from mirai_knowledge.approvals.model import STATE_NAMES
from mirai_knowledge.approvals.policy import P_194, P_198, P_199
from mirai_knowledge.approvals.routes.requests import wanted_box, wanted_period
from mirai_knowledge.approvals.schemas.commands import Box, Period
from mirai_knowledge.approvals.schemas.views import DecidedRow, DeputyView, RequestRow
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, whole


def _deputies(tx: Tx, actor: Actor, _wanted: None) -> tuple[DeputyView, ...]:
    return queries.list_deputies(tx, actor).items


def wanted_deputies() -> None:
    """The list is not narrowed by anything."""


REQUESTS = ExportedList[Box, RequestRow](
    name="approvals",
    title="承認の一覧",
    sees=P_194,
    read=queries.list_requests,
    columns=(
        Column("文書", lambda row: row.document.code),
        Column("題名", lambda row: row.title, 50),
        Column("重要度", lambda row: IMPORTANCE_NAMES[row.importance], 8),
        Column("状態", lambda row: STATE_NAMES[row.state], 12),
        Column("段階", lambda row: row.stage_name, 20),
        Column("申請した人", lambda row: row.requester.name, 18),
        Column("申請日時", lambda row: row.requested_at, 18),
        Column("期限", lambda row: row.due_at, 18),
        Column("遅れ", lambda row: "遅れ" if row.late else None, 8),
        Column("終わった日時", lambda row: row.ended_at, 18),
    ),
)
DEPUTIES = ExportedList[None, DeputyView](
    name="approval-deputies",
    title="承認の代理",
    sees=P_198,
    read=whole(_deputies),
    columns=(
        Column("不在の人", lambda row: row.person.name, 18),
        Column("代理", lambda row: row.deputy.name, 18),
        Column("始め", lambda row: row.from_on, 12),
        Column("終わり", lambda row: row.until_on, 12),
        Column("いま代理中", lambda row: row.current, 10),
        Column("メモ", lambda row: row.note, 40),
    ),
)
DECIDED = ExportedList[Period, DecidedRow](
    name="approval-times",
    title="承認にかかった時間",
    sees=P_199,
    read=queries.list_decided,
    columns=(
        Column("文書", lambda row: row.document.code),
        Column("題名", lambda row: row.title, 50),
        Column("目的", lambda row: row.purpose_name, 16),
        Column("承認ルート", lambda row: row.route_name, 24),
        Column("重要度", lambda row: IMPORTANCE_NAMES[row.importance], 8),
        Column("申請した人", lambda row: row.requester.name, 18),
        Column("申請日時", lambda row: row.requested_at, 18),
        Column("承認日時", lambda row: row.ended_at, 18),
        Column("時間", lambda row: row.hours, 8),
    ),
)
EXPORT_ROUTES = (
    edge.export_route(REQUESTS, {"wanted": wanted_box}),
    edge.export_route(DECIDED, {"wanted": wanted_period}),
    edge.export_route(DEPUTIES, {"wanted": wanted_deputies}),
)
