"""Who people and companies are by their ids, for the pages of other slices.

Who works on a site hangs at its gate: whoever is signed in may read these names without the right to manage people, and
a site manager chooses people without it. What else is known of a person stays behind that right.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, false, or_, select, true

from mirai_knowledge.accounts.model import Company, CompanyId, CompanyState, Person, PersonState
from mirai_knowledge.accounts.schemas import CompanyRef
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.text import fold, reading_key

OFFERED = 20
"""How many are offered to choose from; more words narrow it."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person by name and company, and whether they can sign in."""

    id: UUID
    name: str
    company: CompanyRef | None
    active: bool


@dataclass(frozen=True, slots=True)
class NamedCompany:
    """A company by name, and whether it is in use."""

    company: CompanyRef
    active: bool


def list_person_names(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, NamedPerson]:
    """These people, also those who cannot sign in any more; unknown ids are missing."""
    return {row.id: _person(row) for row in tx.execute(_people(actor).where(Person.id.in_(ids)))} if ids else {}


def list_readings(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """How the names of these people are read, in kana; people whose reading nobody has told are missing."""
    statement = select(Person.id, Person.name_kana).where(Person.id.in_(ids), Person.name_kana.is_not(None), _signed_in(actor))
    return {row.id: row.name_kana for row in tx.execute(statement) if row.name_kana} if ids else {}


def list_company_names(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, NamedCompany]:
    """These companies, also those out of use; unknown ids are missing."""
    statement = select(Company.id, Company.name, Company.state).where(Company.id.in_(ids), _signed_in(actor))
    rows = tx.execute(statement) if ids else ()
    return {row.id: NamedCompany(CompanyRef(row.id, row.name), row.state == CompanyState.ACTIVE) for row in rows}


def list_people_to_choose(tx: Tx, actor: Actor, q: str | None) -> tuple[NamedPerson, ...]:
    """People who can sign in, with all words in name, reading, department or company, by reading, at most 20."""
    statement = _people(actor).where(Person.state == PersonState.ACTIVE)
    for word in (q or "").split():
        texts = [each.icontains(fold(word), autoescape=True) for each in (Person.name, Person.department, Company.name)]
        statement = statement.where(or_(*texts, Person.sort_key.contains(reading_key(word), autoescape=True)))
    rows = tx.execute(statement.order_by(Person.sort_key, Person.id).limit(OFFERED))
    return tuple(_person(row) for row in rows)


def list_companies_to_choose(tx: Tx, actor: Actor, q: str | None) -> tuple[CompanyRef, ...]:
    """Companies in use, with all words in name, reading or code, by reading, at most 20."""
    statement = select(Company.id, Company.name).where(Company.state == CompanyState.ACTIVE, _signed_in(actor))
    for word in (q or "").split():
        texts = [each.icontains(fold(word), autoescape=True) for each in (Company.name, Company.code)]
        statement = statement.where(or_(*texts, Company.sort_key.contains(reading_key(word), autoescape=True)))
    rows = tx.execute(statement.order_by(Company.sort_key, Company.id).limit(OFFERED))
    return tuple(CompanyRef(row.id, row.name) for row in rows)


def _people(actor: Actor) -> Select[PersonId, str, str, CompanyId, str]:
    columns = (Person.id, Person.name, Person.state, Company.id.label("company_id"), Company.name.label("company"))
    return select(*columns).outerjoin(Company, Company.id == Person.company_id).where(_signed_in(actor))


def _person(row: Row[PersonId, str, str, CompanyId, str]) -> NamedPerson:
    company = CompanyRef(row.company_id, row.company) if row.company_id is not None else None
    return NamedPerson(row.id, row.name, company, row.state == PersonState.ACTIVE)


def _signed_in(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.person_id is not None or actor.everything else false()
