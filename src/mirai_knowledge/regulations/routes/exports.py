"""The lists of laws and of their abbreviations as files."""

from typing import Annotated

from litestar.params import QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents.policy import P_060
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import Column, ExportedList, whole
from mirai_knowledge.regulations import queries
from mirai_knowledge.regulations.policy import P_135
from mirai_knowledge.regulations.schemas.views import AbbreviationView, LawRow


def _abbreviations(tx: Tx, actor: Actor, _wanted: None) -> tuple[AbbreviationView, ...]:
    return queries.list_abbreviations(tx, actor).items


def wanted_laws(
    q: Annotated[str | None, QueryParameter(max_length=200, description="題名・番号に含む言葉")] = None,
) -> str | None:
    """Which laws, from the query of the address."""
    return q


def wanted_abbreviations() -> None:
    """The list is not narrowed by anything."""


LAWS = ExportedList[str | None, LawRow](
    name="laws",
    title="法令・規格一覧",
    sees=P_060,
    read=queries.list_laws,
    columns=(
        Column("文書コード", lambda row: row.code),
        Column("法令名", lambda row: row.title, 50),
        Column("法令番号", lambda row: row.law_number, 30),
        Column("所管", lambda row: row.issuer, 18),
        Column("版", lambda row: row.edition_no, 6),
        Column("改正", lambda row: row.revision, 36),
        Column("公布日", lambda row: row.promulgated_on, 12),
        Column("施行日", lambda row: row.effective_on, 12),
        Column("改正日", lambda row: row.revised_on, 12),
        Column("状態", lambda row: row.standing, 12),
        Column("URL", lambda row: row.url, 40),
        Column("出典", lambda row: row.source, 30),
    ),
)
ABBREVIATIONS = ExportedList[None, AbbreviationView](
    name="law-abbreviations",
    title="法令の略称",
    sees=P_135,
    read=whole(_abbreviations),
    columns=(
        Column("略称", lambda row: row.abbreviation, 20),
        Column("法令名", lambda row: row.title, 50),
        Column("文書コード", lambda row: row.code),
    ),
)
EXPORT_ROUTES = (
    edge.export_route(LAWS, {"wanted": wanted_laws}),
    edge.export_route(ABBREVIATIONS, {"wanted": wanted_abbreviations}),
)
