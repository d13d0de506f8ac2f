"""Which revisions of a law there are; and what machine work on references reads, whoever may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, undefer

from mirai_knowledge.documents.model import Edition, EditionState
from mirai_knowledge.documents.schemas.kinds import is_known
from mirai_knowledge.documents.schemas.ports import Frozen
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.regulations.model import ArticleReference, LawRevision


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of a law that is there, and when it comes into force."""

    revision: str
    edition_id: UUID
    sequence: int
    digest: str
    in_force_from: datetime | None


def find_law_document(tx: Tx, _actor: Actor, law: str) -> UUID | None:
    """The document that holds the texts of the law."""
    return tx.scalar(select(LawRevision.document_id).where(LawRevision.law == law).limit(1))


def find_revision(tx: Tx, _actor: Actor, law: str, *, revision: str) -> LawRevision | None:
    """The revision of the law, if it is there."""
    return tx.scalars(select(LawRevision).where(LawRevision.law == law, LawRevision.revision == revision)).first()


def list_revisions(tx: Tx, _actor: Actor, law: str) -> Sequence[Revision]:
    """The revisions of the law that are there, by their days."""
    columns = (LawRevision.revision, LawRevision.edition_id, LawRevision.sequence, LawRevision.digest, Edition.in_force_from)
    statement = select(*columns).join(Edition, Edition.id == LawRevision.edition_id).where(LawRevision.law == law)
    rows = tx.execute(statement.order_by(Edition.in_force_from))
    return [Revision(row.revision, row.edition_id, row.sequence, row.digest, row.in_force_from) for row in rows]


def list_frozen_after(tx: Tx, _actor: Actor, after: UUID | None, *, limit: int) -> Sequence[Frozen]:
    """The next editions in ascending order of their ids that are in force or wait for their day, with their texts."""
    statement = (
        select(Edition)
        .join(Edition.document)
        .options(contains_eager(Edition.document), undefer(Edition.content))
        .where(Edition.state == EditionState.APPROVED)
        .order_by(Edition.id)
        .limit(limit)
    )
    rows = tx.scalars(statement if after is None else statement.where(Edition.id > after))
    return [Frozen(row.id, row.document_id, row.document.kind, row.content) for row in rows if is_known(row.document.kind)]


def list_unresolved(tx: Tx, _actor: Actor) -> Sequence[str]:
    """The names of laws in references that lead nowhere yet, each once."""
    return tx.scalars(select(ArticleReference.name).where(ArticleReference.law_id.is_(None)).distinct()).all()
