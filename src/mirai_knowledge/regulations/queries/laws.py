"""The list of laws with what only laws have."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.model import Edition
from mirai_knowledge.documents.schemas import ListDocuments
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.regulations.policy import REGULATION
from mirai_knowledge.regulations.schemas.views import LawPage, LawRow

FACTS = ("law_number", "issuer", "revision", "promulgated_on", "effective_on", "revised_on", "standing", "url", "source")


def list_laws(tx: Tx, actor: Actor, q: str | None, *, cursor: str | None = None, limit: int = 50) -> LawPage:
    """Laws and standards in force that the actor reads, as the list of documents orders them. Rule P-060."""
    wanted = replace(ListDocuments(kind=REGULATION.code), q=q)
    page = documents.list_documents(tx, actor, wanted, cursor=cursor, limit=limit)
    facts = _facts(tx, [row.id for row in page.items])
    rows = (LawRow(code=row.code, title=row.title, edition_no=row.edition_no, **facts[row.id]) for row in page.items)
    return LawPage(tuple(rows), page.next_cursor)


def _facts(tx: Tx, ids: Sequence[UUID]) -> Mapping[UUID, dict[str, str]]:
    # The articles are megabytes: only what is asked for leaves the database.
    columns = [Edition.content[name].astext.label(name) for name in FACTS]
    in_force = documents_policy.in_force(clock.now())
    rows = tx.execute(select(Edition.document_id, *columns).where(Edition.document_id.in_(ids), in_force)).mappings()
    return {row["document_id"]: {name: row[name] or "" for name in FACTS} for row in rows}
