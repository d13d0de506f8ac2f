"""The lists of documents, of drafts, the bin, the editions of a document and the categories as files."""

from dataclasses import replace
from typing import Annotated

from litestar.params import QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.model import PHASE_NAMES, Phase
from mirai_knowledge.documents.policy import P_060, P_061, P_066, P_075
from mirai_knowledge.documents.queries.lists import AUDIENCE_NAMES, STATE_NAMES
from mirai_knowledge.documents.routes.documents import about, standing, wanted_documents
from mirai_knowledge.documents.routes.texts import Whose, wanted_drafts
from mirai_knowledge.documents.schemas import ListDocuments
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, kind_of
from mirai_knowledge.documents.schemas.views import (
    BinPage,
    BinRow,
    CategoryView,
    DocumentPage,
    DocumentRow,
    DraftPage,
    DraftRow,
    EditionRow,
)
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, joined, whole


def _documents(tx: Tx, actor: Actor, wanted: ListDocuments, *, cursor: str | None, limit: int) -> DocumentPage:
    return queries.list_documents(tx, actor, replace(wanted, facets=False), cursor=cursor, limit=limit)


def _drafts(tx: Tx, actor: Actor, wanted: Whose, *, cursor: str | None, limit: int) -> DraftPage:
    return queries.list_drafts(tx, actor, whose=wanted, cursor=cursor, limit=limit)


def _binned(tx: Tx, actor: Actor, _wanted: None, *, cursor: str | None, limit: int) -> BinPage:
    return queries.list_bin(tx, actor, cursor=cursor, limit=limit)


def _editions(tx: Tx, actor: Actor, wanted: str) -> tuple[EditionRow, ...]:
    return queries.list_editions(tx, actor, queries.get_document_id(tx, actor, wanted)).items


def _categories(tx: Tx, actor: Actor, _wanted: None) -> tuple[CategoryView, ...]:
    return queries.list_categories(tx, actor, archived=True).items


def wanted_nothing() -> None:
    """The list is not narrowed by anything."""


def wanted_editions(document: Annotated[str, QueryParameter(max_length=200, description="この文書の版")]) -> str:
    """Of which document, from the query of the address."""
    return document


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

EDITIONS = ExportedList[str, EditionRow](
    name="editions",
    title="版の履歴",
    sees=P_060,
    read=whole(_editions),
    columns=(
        Column("版", lambda row: row.no, 6),
        Column("題名", lambda row: row.title, 50),
        Column("状態", lambda row: PHASE_NAMES[Phase(row.phase)], 10),
        Column("施行日時", lambda row: row.in_force_from, 18),
        Column("終わり", lambda row: row.in_force_until, 18),
        Column("改訂", lambda row: "重要" if row.is_material else "軽微", 8),
        Column("理由", lambda row: row.reason, 40),
        Column("作成した人", lambda row: joined(person.name for person in row.writers or (row.author,)), 24),
        Column("承認した人", lambda row: joined(each.name for each in row.approved_by), 24),
        Column("作成日時", lambda row: row.created_at, 18),
    ),
)
CATEGORIES = ExportedList[None, CategoryView](
    name="categories",
    title="分類",
    sees=P_075,
    read=whole(_categories),
    columns=(
        Column("文書の種類", lambda row: kind_of(row.kind).name),
        Column("コード", lambda row: row.code, 20),
        Column("名称", lambda row: row.name, 24),
        Column("並び順", lambda row: row.position, 8),
        Column("使用停止", lambda row: row.archived_at, 18),
    ),
)

EXPORT_ROUTES = (
    edge.export_route(DOCUMENTS, {"about": about, "standing": standing, "wanted": wanted_documents}),
    edge.export_route(DRAFTS, {"wanted": wanted_drafts}),
    edge.export_route(BIN, {"wanted": wanted_nothing}),
    edge.export_route(EDITIONS, {"wanted": wanted_editions}),
    edge.export_route(CATEGORIES, {"wanted": wanted_nothing}),
)
