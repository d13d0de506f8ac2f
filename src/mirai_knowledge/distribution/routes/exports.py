"""Distributions, their recipients, and what one is asked to read, as files."""

from typing import Annotated
from uuid import UUID

from litestar.params import FromQuery, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.distribution import queries
from mirai_knowledge.distribution.model import STATE_NAMES
from mirai_knowledge.distribution.policy import P_201, P_203
from mirai_knowledge.distribution.queries import WantedDistributions, WantedReceipts
from mirai_knowledge.distribution.schemas.commands import Box, Figure, Filter, Standing
from mirai_knowledge.distribution.schemas.views import DistributionRow, FigureRow, MustRead, MustReadPage, ReceiptPage, ReceiptRow
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, joined

REPLY_NAMES = {"read": "読みました", "unclear": "わからない"}


def wanted_receipts(
    distribution: Annotated[UUID, QueryParameter(description="配信の id")],
    stands: FromQuery[Filter] = "all",
    project: FromQuery[UUID | None] = None,
    q: Annotated[str | None, QueryParameter(max_length=200)] = None,
) -> WantedReceipts:
    """Which recipients."""
    return WantedReceipts(distribution, stands, project, q)


def wanted_distributions(box: FromQuery[Box] = "mine", standing: FromQuery[Standing] = "all") -> WantedDistributions:
    """Which distributions."""
    return WantedDistributions(box, standing)


def wanted_done(done: FromQuery[bool] = False) -> bool:
    """Whether what was read is wanted."""
    return done


def wanted_figure(which: FromQuery[Figure]) -> Figure:
    """Which figure."""
    return which


def _receipts(tx: Tx, actor: Actor, wanted: WantedReceipts, *, cursor: str | None, limit: int) -> ReceiptPage:
    return queries.list_receipts(tx, actor, wanted, cursor=cursor, limit=limit)


RECEIPTS = ExportedList[WantedReceipts, ReceiptRow](
    name="receipts",
    title="周知記録",
    sees=P_201,
    read=_receipts,
    columns=(
        Column("氏名", lambda row: row.person.name, 18),
        Column("会社", lambda row: row.company, 24),
        Column("部署", lambda row: row.department, 18),
        Column("版", lambda row: row.edition_no, 6),
        Column("再確認", lambda row: row.asked_again, 8),
        Column("配信日時", lambda row: row.delivered_at, 18),
        Column("期限", lambda row: row.due_at, 18),
        Column("開いた日時", lambda row: row.opened_at, 18),
        Column("回答", lambda row: REPLY_NAMES.get(row.reply or ""), 12),
        Column("回答日時", lambda row: row.answered_at, 18),
        Column("期限超過", lambda row: row.late, 10),
        Column("朝礼", lambda row: row.at_meeting, 8),
        Column("設問の回数", lambda row: row.tries, 10),
        Column("質問", lambda row: joined(each.text for each in row.questions), 40),
        Column("答え", lambda row: joined(each.answer for each in row.questions if each.answer), 40),
    ),
)

DISTRIBUTIONS = ExportedList[WantedDistributions, DistributionRow](
    name="distributions",
    title="周知の一覧",
    sees=P_201,
    read=queries.list_distributions,
    columns=(
        Column("文書", lambda row: row.document.code),
        Column("題名", lambda row: row.document.title, 50),
        Column("版", lambda row: row.edition_no, 6),
        Column("状態", lambda row: STATE_NAMES[row.state], 10),
        Column("重要度", lambda row: IMPORTANCE_NAMES[row.importance], 8),
        Column("確認を求める", lambda row: row.confirm, 12),
        Column("配信先", lambda row: row.audience_words, 40),
        Column("配信した人", lambda row: row.sender.name, 18),
        Column("配信日時", lambda row: row.sent_at or row.send_at, 18),
        Column("期限", lambda row: row.due_at, 18),
        Column("人数", lambda row: row.tally.total, 8),
        Column("開いた", lambda row: row.tally.opened, 8),
        Column("確認", lambda row: row.tally.done, 8),
        Column("期限超過", lambda row: row.tally.late, 10),
        Column("期限のあとに確認", lambda row: row.tally.done_late, 16),
        Column("わからない", lambda row: row.tally.unclear, 10),
    ),
)


def _must_reads(tx: Tx, actor: Actor, wanted: bool, *, cursor: str | None, limit: int) -> MustReadPage:
    return queries.list_must_reads(tx, actor, done=wanted, cursor=cursor, limit=limit)


MUST_READS = ExportedList[bool, MustRead](
    name="must-reads",
    title="自分の必読",
    sees=P_203,
    read=_must_reads,
    columns=(
        Column("文書", lambda row: row.document.code),
        Column("題名", lambda row: row.document.title, 50),
        Column("版", lambda row: row.edition_no, 6),
        Column("配信した人", lambda row: row.sender, 18),
        Column("期限", lambda row: row.due_at, 18),
        Column("回答", lambda row: REPLY_NAMES.get(row.reply or ""), 12),
        Column("回答日時", lambda row: row.answered_at, 18),
        Column("期限超過", lambda row: row.late, 10),
    ),
)

FIGURES = ExportedList[Figure, FigureRow](
    name="distribution-figures",
    title="周知の指標の内訳",
    sees=P_201,
    read=queries.list_figure,
    columns=(
        Column("氏名", lambda row: row.person.name, 18),
        Column("会社", lambda row: row.company, 24),
        Column("文書", lambda row: row.document.code),
        Column("題名", lambda row: row.document.title, 50),
        Column("配信日時", lambda row: row.delivered_at, 18),
        Column("期限", lambda row: row.due_at, 18),
        Column("確認日時", lambda row: row.read_at, 18),
    ),
)

EXPORT_ROUTES = (
    edge.export_route(FIGURES, {"wanted": wanted_figure}),
    edge.export_route(RECEIPTS, {"wanted": wanted_receipts}),
    edge.export_route(DISTRIBUTIONS, {"wanted": wanted_distributions}),
    edge.export_route(MUST_READS, {"wanted": wanted_done}),
)
