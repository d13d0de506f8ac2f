"""Who reads a document, asked of all people at once: `audience_holds` the other way round, for whoever reaches many."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, cast, column, func, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.elements import SQLCoreOperations

from mirai_knowledge.accounts import policy as accounts
from mirai_knowledge.documents.model import Audience, Document, DocumentGrant, Draft
from mirai_knowledge.documents.policy.rules import READ
from mirai_knowledge.documents.policy.seeing import ADMINISTERS
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import policy as projects


def may_read_at_all(person: SQLCoreOperations[PersonId]) -> ColumnElement[bool]:
    """The person in this column can sign in and holds the right to read, however far it reaches."""
    return person.in_(accounts.holders_of(READ.code))


def reads_document(person: SQLCoreOperations[PersonId], document: Document) -> ColumnElement[bool]:
    """The audience or a grant of the document includes the person in this column. Rule P-060, for everybody at once."""
    internal = accounts.holders_of(READ.code, "all")
    held = (DocumentGrant.document_id == document.id, or_(DocumentGrant.until.is_(None), DocumentGrant.until > clock.now()))
    ways: list[ColumnElement[bool]] = [person.in_(select(DocumentGrant.person_id).where(*held))]
    if document.audience == Audience.NAMED:
        own = or_(
            person.in_([key for key in (document.owner_id, document.creator_id) if key is not None]),
            person.in_(_writers(document)),
            person.in_(accounts.holders_of(ADMINISTERS)),
        )
        ways.append(and_(person.in_(internal), own))
    else:
        ways.append(person.in_(internal))
    if document.audience == Audience.PARTNERS:
        ways.append(may_read_at_all(person))
    if document.audience == Audience.SITE and document.project_id is not None:
        ways.append(person.in_(projects.let_in(document.project_id)))
    return and_(may_read_at_all(person), or_(*ways))


def _writers(document: Document) -> Select[UUID]:
    written = func.jsonb_array_elements(Draft.writers).table_valued(column("value", JSONB), name="writer")
    key = cast(written.c.value["id"].astext, Uuid)
    return select(key).select_from(Draft).join(written, true()).where(Draft.document_id == document.id, key.is_not(None))
