"""The lists of documents, of drafts, and the bin as files."""

from dataclasses import replace

from mirai_knowledge import edge
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.policy import P_060, P_061, P_066
from mirai_knowledge.documents.queries.lists import AUDIENCE_NAMES, STATE_NAMES
from mirai_knowledge.documents.routes.documents import about, standing, wanted_documents
from mirai_knowledge.documents.routes.texts import Whose, wanted_drafts
from mirai_knowledge.documents.schemas import ListDocuments
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, kind_of
from mirai_knowledge.documents.schemas.views import BinPage, BinRow, DocumentPage, DocumentRow, DraftPage, DraftRow
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, joined


def _documents(tx: Tx, actor: Actor, wanted: ListDocuments, *, cursor: str | None, limit: int) -> DocumentPage:
    return queries.list_documents(tx, actor, replace(wanted, facets=False), cursor=cursor, limit=limit)


def _drafts(tx: Tx, actor: Actor, wanted: Whose, *, cursor: str | None, limit: int) -> DraftPage:
    return queries.list_drafts(tx, actor, whose=wanted, cursor=cursor, limit=limit)


def _binned(tx: Tx, actor: Actor, _wanted: None, *, cursor: str | None, limit: int) -> BinPage:
    return queries.list_bin(tx, actor, cursor=cursor, limit=limit)


def wanted_bin() -> None:
    """The bin is not narrowed by anything."""


DOCUMENTS = ExportedList[ListDocuments, DocumentRow](
    name="documents",
    title="文書一覧",
    sees=P_060,
    read=_documents,
    columns=(
        Column("文書コード", lambda row: row.code),
        Column("種類", lambda row: kind_of(row.kind).name),
        Column("社内文書番号", lambda row: row.number, 18),
        Column("題名", lambda row: row.title, 50),
        Column("概要", lambda row: row.summary, 50),
        Column("版", lambda row: row.edition_no, 6),
        Column("施行日時", lambda row: row.in_force_from, 18),
        Column("状態", lambda row: STATE_NAMES.get(row.state, row.state), 10),
        Column("重要度", lambda row: IMPORTANCE_NAMES[row.importance], 8),
        Column("分類", lambda row: row.category.name if row.category else None),
        Column("工種", lambda row: joined(kind.name for kind in row.work_types), 20),
        Column("現場", lambda row: f"{row.project.code} {row.project.name}" if row.project else None, 30),
        Column("公開範囲", lambda row: AUDIENCE_NAMES[row.audience]),
        Column("タグ", lambda row: joined(row.tags), 20),
        Column("担当者", lambda row: row.owner.name if row.owner else None),
        Column("閲覧数", lambda row: row.views, 8),
        Column("役に立った", lambda row: row.helpful, 10),
        Column("コメント", lambda row: row.comments_count, 9),
        Column("更新日時", lambda row: row.updated_at, 18),
    ),
)

DRAFTS = ExportedList[Whose, DraftRow](
    name="drafts",
    title="下書き",
    sees=P_061,
    read=_drafts,
    columns=(
        Column("文書コード", lambda row: row.code),
        Column("種類", lambda row: kind_of(row.kind).name),
        Column("題名", lambda row: row.title, 50),
        Column("内容", lambda row: "改訂" if row.published else "新規", 8),
        Column("保存回数", lambda row: row.version, 10),
        Column("書いた人", lambda row: joined(person.name for person in row.writers), 24),
        Column("最後に保存した人", lambda row: row.updated_by.name, 18),
        Column("保存日時", lambda row: row.updated_at, 18),
    ),
)
BIN = ExportedList[None, BinRow](
    name="bin",
    title="ごみ箱",
    sees=P_066,
    read=_binned,
    columns=(
        Column("文書コード", lambda row: row.code),
        Column("種類", lambda row: kind_of(row.kind).name),
        Column("題名", lambda row: row.title, 50),
        Column("施行", lambda row: "あり" if row.published else "なし", 8),
        Column("入れた人", lambda row: row.binned_by.name if row.binned_by else None),
        Column("入れた日時", lambda row: row.binned_at, 18),
    ),
)

EXPORT_ROUTES = (
    edge.export_route(DOCUMENTS, {"about": about, "standing": standing, "wanted": wanted_documents}),
    edge.export_route(DRAFTS, {"wanted": wanted_drafts}),
    edge.export_route(BIN, {"wanted": wanted_bin}),
)
