"""Who sees and changes people, companies and roles, and the moves that would leave nobody in charge."""

from sqlalchemy import ColumnElement, false, true

from mirai_knowledge.accounts.errors import OneselfRefused
from mirai_knowledge.accounts.model import Company, CompanyState, Person, PersonState, Role
from mirai_knowledge.accounts.policy.rights import CHANGE_GRANTS, GRANT_ROLES, MANAGE_COMPANIES, MANAGE_PEOPLE, PERSON_MANAGE
from mirai_knowledge.accounts.schemas import CompanyCan, PersonCan, RoleCan
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import Rule

ADMIN = "admin"
"""The role that always holds every right and always has an active holder."""


def sees_people(actor: Actor) -> ColumnElement[bool]:
    """The people an actor may know of here: all who manage people see all, everybody sees themselves."""
    if actor.may(PERSON_MANAGE.code):
        return true()
    return Person.id == actor.person_id if actor.person_id is not None else false()


def sees_companies(actor: Actor) -> ColumnElement[bool]:
    """The companies an actor may know of here: all, for those who manage people."""
    return true() if actor.may(PERSON_MANAGE.code) else false()


def person_can(actor: Actor, person: Person) -> PersonCan:
    """What the actor may do to the person, as the person stands."""
    manages, oneself = _holds(actor, MANAGE_PEOPLE), actor.person_id == person.id
    active = person.state == PersonState.ACTIVE
    return PersonCan(
        edit=manages,
        disable=manages and active and not oneself,
        enable=manages and not active,
        reset_password=manages and active and not oneself,
        unlock=manages and active,
        grant=_holds(actor, GRANT_ROLES),
    )


def company_can(actor: Actor, company: Company, *, people: int) -> CompanyCan:
    """What the actor may do to the company, as it stands."""
    manages, active = _holds(actor, MANAGE_COMPANIES), company.state == CompanyState.ACTIVE
    return CompanyCan(edit=manages, archive=manages and active and people == 0, restore=manages and not active)


def role_can(actor: Actor, role: Role) -> RoleCan:
    """What the actor may do to the role: the administrator's grants stay as they are."""
    return RoleCan(set_grants=_holds(actor, CHANGE_GRANTS) and role.code != ADMIN)


def refuse_oneself(actor: Actor, person: Person, message: str) -> None:
    """Returns when the person is somebody else; raises OneselfRefused with the message otherwise."""
    if actor.person_id == person.id:
        raise OneselfRefused(message)


def refuse_own_demotion(actor: Actor, person: Person, *, before: frozenset[str], after: frozenset[str]) -> None:
    """Returns unless people would take the administrator's role from themselves; raises OneselfRefused then."""
    if ADMIN in before - after:
        refuse_oneself(actor, person, "自分から管理者の役割を外すことはできません。ほかの管理者に依頼してください。")


def _holds(actor: Actor, rule: Rule) -> bool:
    return rule.right is not None and actor.may(rule.right.code)
