"""Who people and companies are by their ids, for the pages of projects.

Who works on a site hangs at its gate: whoever may see a project may read these names without the right to manage people,
and a site manager chooses people without it. Columns are named here, not the tables' classes, which belong to accounts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import String, Uuid, column, or_, select, table

from mirai_knowledge.accounts.schemas import CompanyRef
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.text import fold, reading_key
from mirai_knowledge.projects import policy
from mirai_knowledge.projects.schemas import MemberPerson

PERSON = table(
    "person",
    column("id", Uuid),
    column("name", String),
    column("sort_key", String),
    column("department", String),
    column("state", String),
    column("company_id", Uuid),
)
COMPANY = table(
    "company",
    column("id", Uuid),
    column("code", String),
    column("name", String),
    column("sort_key", String),
    column("state", String),
)
OFFERED = 20
ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person by name and company, and whether they can sign in."""

    person: MemberPerson
    active: bool


@dataclass(frozen=True, slots=True)
class NamedCompany:
    """A company by name, and whether it is in use."""

    company: CompanyRef
    active: bool


def list_person_refs(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, PersonRef]:
    """These people, for anybody who is signed in and has been let into the project; unknown ids are missing."""
    statement = (
        select(PERSON.c.id, PERSON.c.name, PERSON.c.state, COMPANY.c.id.label("company_id"), COMPANY.c.name.label("company"))
        .outerjoin(COMPANY, COMPANY.c.id == PERSON.c.company_id)
        .where(PERSON.c.id.in_(ids), policy.signed_in(actor))
    )
    refs = {}
    for row in tx.execute(statement) if ids else ():
        company = CompanyRef(row.company_id, row.company) if row.company_id is not None else None
        refs[row.id] = PersonRef(MemberPerson(row.id, row.name, company), row.state == ACTIVE)
    return refs


def list_company_refs(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, NamedCompany]:
    """These companies, for anybody who is signed in and has been let into the project; unknown ids are missing."""
    statement = select(COMPANY.c.id, COMPANY.c.name, COMPANY.c.state).where(COMPANY.c.id.in_(ids), policy.signed_in(actor))
    rows = tx.execute(statement) if ids else ()
    return {row.id: NamedCompany(CompanyRef(row.id, row.name), row.state == ACTIVE) for row in rows}


def list_active_people(tx: Tx, actor: Actor, q: str | None) -> tuple[MemberPerson, ...]:
    """People who can sign in, with all words in name, reading, department or company, by reading, at most 20."""
    statement = (
        select(PERSON.c.id, PERSON.c.name, COMPANY.c.id.label("company_id"), COMPANY.c.name.label("company"))
        .outerjoin(COMPANY, COMPANY.c.id == PERSON.c.company_id)
        .where(PERSON.c.state == ACTIVE, policy.signed_in(actor))
    )
    for word in (q or "").split():
        columns = (PERSON.c.name, PERSON.c.department, COMPANY.c.name)
        texts = [each.icontains(fold(word), autoescape=True) for each in columns]
        statement = statement.where(or_(*texts, PERSON.c.sort_key.contains(reading_key(word), autoescape=True)))
    rows = tx.execute(statement.order_by(PERSON.c.sort_key, PERSON.c.id).limit(OFFERED))
    return tuple(
        MemberPerson(row.id, row.name, CompanyRef(row.company_id, row.company) if row.company_id is not None else None)
        for row in rows
    )


def list_active_companies(tx: Tx, actor: Actor, q: str | None) -> tuple[CompanyRef, ...]:
    """Companies in use, with all words in name, reading or code, by reading, at most 20."""
    statement = select(COMPANY.c.id, COMPANY.c.name).where(COMPANY.c.state == ACTIVE, policy.signed_in(actor))
    for word in (q or "").split():
        texts = [each.icontains(fold(word), autoescape=True) for each in (COMPANY.c.name, COMPANY.c.code)]
        statement = statement.where(or_(*texts, COMPANY.c.sort_key.contains(reading_key(word), autoescape=True)))
    rows = tx.execute(statement.order_by(COMPANY.c.sort_key, COMPANY.c.id).limit(OFFERED))
    return tuple(CompanyRef(row.id, row.name) for row in rows)
