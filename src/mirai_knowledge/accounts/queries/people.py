"""Reading people. Lists go by reading, then id; their totals count what the actor may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import selectinload

from mirai_knowledge.accounts.errors import PersonNotFound
from mirai_knowledge.accounts.model import Person, PersonRole, PersonState, RoleGrant, Throttle, ThrottleKind
from mirai_knowledge.accounts.policy import ADMIN, SEE_PEOPLE, account_key, person_can, sees_people
from mirai_knowledge.accounts.schemas import CompanyRef, ListPeople, PersonPage, PersonRow, PersonView, RoleRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.text import fold, reading_key

BY_READING = (
    Key(Person.sort_key.expression, lambda person: person.sort_key, str),
    Key(Person.id.expression, lambda person: str(person.id), UUID),
)
SHOWN = (selectinload(Person.company), selectinload(Person.roles), selectinload(Person.credential))


def list_people(tx: Tx, actor: Actor, wanted: ListPeople, *, cursor: str | None = None, limit: int = 50) -> PersonPage:
    """People in the order of their reading; raises Forbidden (P-010), and Invalid for a bad cursor."""
    require(actor, SEE_PEOPLE)
    statement = _filtered(select(Person).where(sees_people(actor)), wanted)
    total = tx.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = fetch_page(tx, statement.options(*SHOWN), BY_READING, cursor=cursor, limit=limit)
    locks = _locks(tx, page.items)
    rows = tuple(_row(person, locks) for person in page.items)
    return PersonPage(rows, page.next_cursor, total)


def get_person_view(tx: Tx, actor: Actor, person_id: PersonId) -> PersonView:
    """A person with everything an administrator sees; raises Forbidden (P-010) and PersonNotFound."""
    require(actor, SEE_PEOPLE)
    statement = select(Person).where(Person.id == person_id, sees_people(actor))
    person = tx.scalars(statement.options(*SHOWN).execution_options(populate_existing=True)).first()
    if person is None:
        raise _missing()
    return PersonView(
        **msgspec.structs.asdict(_row(person, _locks(tx, [person]))),
        disabled_at=person.disabled_at,
        disabled_reason=person.disabled_reason,
        created_at=person.created_at,
        updated_at=person.updated_at,
        can=person_can(actor, person),
    )


def get_person(tx: Tx, actor: Actor, person_id: PersonId) -> Person:
    """A person with roles and credential, locked for a change until the transaction ends; raises PersonNotFound."""
    statement = select(Person).where(Person.id == person_id, sees_people(actor)).with_for_update(of=Person)
    options = (selectinload(Person.roles), selectinload(Person.credential), selectinload(Person.company))
    person = tx.scalars(statement.options(*options).execution_options(populate_existing=True)).first()
    if person is None:
        raise _missing()
    return person


def find_person_by_login(tx: Tx, actor: Actor, login_name: str) -> PersonId | None:
    """The id of the person with this (normalised) login name."""
    return tx.scalar(select(Person.id).where(Person.login_name == login_name, sees_people(actor)))


def get_person_id(tx: Tx, actor: Actor, login_name: str) -> PersonId:
    """The id of the person with this (normalised) login name; raises PersonNotFound."""
    person_id = find_person_by_login(tx, actor, login_name)
    if person_id is None:
        raise PersonNotFound(f"ログイン名「{login_name}」の人は登録されていません。")
    return person_id


def find_other_admin(tx: Tx, actor: Actor, person_id: PersonId) -> PersonId | None:  # noqa: ARG001  whoever asks, see below
    """An active administrator other than this person. Whoever asks: the answer concerns the whole installation."""
    others = (
        select(Person.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role_code == ADMIN, Person.state == PersonState.ACTIVE, Person.id != person_id)
    )
    return tx.scalar(others.limit(1))


def list_person_labels(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these people, as far as the actor may know them."""
    rows = tx.execute(select(Person.id, Person.name).where(Person.id.in_(ids), sees_people(actor)))
    return {row.id: row.name for row in rows}


def list_holders(tx: Tx, actor: Actor, right: str) -> tuple[PersonId, ...]:  # noqa: ARG001  asked on behalf of a rule
    """The people who can sign in and hold the right for everything, in the order of their ids."""
    held = (
        select(PersonRole.person_id)
        .join(RoleGrant, RoleGrant.role_code == PersonRole.role_code)
        .where(RoleGrant.right_code == right, RoleGrant.scope == "all")
    )
    active = select(Person.id).where(Person.id.in_(held), Person.state == PersonState.ACTIVE)
    return tuple(tx.scalars(active.order_by(Person.id)))


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a right, with what rules choose people by."""

    id: PersonId
    name: str
    department: str | None
    roles: frozenset[str]


def list_holder_profiles(tx: Tx, actor: Actor, right: str) -> tuple[Holder, ...]:
    """As `list_holders`, with department and roles, by reading."""
    people = select(Person.id, Person.name, Person.department).where(Person.id.in_(list_holders(tx, actor, right)))
    rows = tx.execute(people.order_by(Person.sort_key, Person.id)).all()
    roles: dict[PersonId, set[str]] = {}
    held = select(PersonRole.person_id, PersonRole.role_code).where(PersonRole.person_id.in_([row.id for row in rows]))
    for row in tx.execute(held):
        roles.setdefault(row.person_id, set()).add(row.role_code)
    return tuple(Holder(row.id, row.name, row.department, frozenset(roles.get(row.id, ()))) for row in rows)


def _filtered(statement: Select[Person], wanted: ListPeople) -> Select[Person]:
    if wanted.state != "all":
        statement = statement.where(Person.state == wanted.state)
    if wanted.company_id is not None:
        statement = statement.where(Person.company_id == wanted.company_id)
    if wanted.role is not None:
        holders = select(PersonRole.person_id).where(PersonRole.role_code == wanted.role)
        statement = statement.where(Person.id.in_(holders))
    for word in (wanted.q or "").split():
        statement = statement.where(_contains(word))
    return statement


def _contains(word: str) -> ColumnElement[bool]:
    columns = (Person.name, Person.login_name, Person.email, Person.department)
    texts = [column.icontains(fold(word), autoescape=True) for column in columns]
    return or_(*texts, Person.sort_key.contains(reading_key(word), autoescape=True))


def _row(person: Person, locks: Mapping[str, datetime]) -> PersonRow:
    return PersonRow(
        id=person.id,
        login_name=person.login_name,
        name=person.name,
        name_kana=person.name_kana,
        email=person.email,
        department=person.department,
        company=CompanyRef(person.company.id, person.company.name) if person.company else None,
        roles=tuple(RoleRef(role.code, role.name) for role in person.roles),
        state="active" if person.state == PersonState.ACTIVE else "disabled",
        must_change_password=person.credential.must_change,
        locked_until=locks.get(account_key(person.login_name)),
        last_signed_in_at=person.last_signed_in_at,
        version=person.version,
    )


def _locks(tx: Tx, people: Sequence[Person]) -> Mapping[str, datetime]:
    keys = [account_key(person.login_name) for person in people]
    statement = select(Throttle.key, Throttle.locked_until).where(
        Throttle.kind == ThrottleKind.ACCOUNT, Throttle.key.in_(keys), Throttle.locked_until > clock.now()
    )
    return {key: until for key, until in tx.execute(statement) if until is not None}


def _missing() -> PersonNotFound:
    return PersonNotFound("この人は登録されていません。一覧を開き直して確認してください。")
