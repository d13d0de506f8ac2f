"""People as sets, for slices that reach many of them at once. Each is a subselect of ids of people who can sign in."""

from collections.abc import Collection
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, select

from mirai_knowledge.accounts.model import Company, Person, PersonRole, PersonState, RoleGrant
from mirai_knowledge.kernel.actor import Scope
from mirai_knowledge.kernel.ids import PersonId

PeopleSet: TypeAlias = Select[PersonId] | CompoundSelect[PersonId]
ACTIVE = Person.state == PersonState.ACTIVE


def everybody() -> Select[PersonId]:
    """All people who can sign in."""
    return select(Person.id).where(ACTIVE)


def holders_of(right: str, scope: Scope | None = None) -> Select[PersonId]:
    """Those who hold the right, with this reach or (without one) with whichever."""
    held = select(PersonRole.person_id).join(RoleGrant, RoleGrant.role_code == PersonRole.role_code)
    held = held.where(RoleGrant.right_code == right)
    return everybody().where(Person.id.in_(held if scope is None else held.where(RoleGrant.scope == scope)))


def with_role(code: str) -> Select[PersonId]:
    """Those who hold the role."""
    return everybody().where(Person.id.in_(select(PersonRole.person_id).where(PersonRole.role_code == code)))


def of_companies(ids: Collection[UUID] | Select[UUID]) -> Select[PersonId]:
    """Those who belong to one of these companies."""
    return everybody().where(Person.company_id.in_(ids))


def these_people(ids: Collection[UUID]) -> Select[PersonId]:
    """Those of these people who can sign in."""
    return everybody().where(Person.id.in_(ids))


def profiles_of(people: PeopleSet) -> Select[PersonId, str, str, str | None, str | None]:
    """`id`, `name`, `sort_key`, `company` and `department` of these people, each once."""
    columns = (Person.id, Person.name, Person.sort_key, Company.name.label("company"), Person.department)
    joined = select(*columns).outerjoin(Company, Company.id == Person.company_id)
    return joined.where(ACTIVE, Person.id.in_(people))


def narrowed(found: Select[PersonId], within: Select[PersonId]) -> Select[PersonId]:
    """Those of the people found who are in the other set as well."""
    return found.where(Person.id.in_(within))
