"""Who somebody is: by login name before sign-in, by token after it, and as shown to themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from mirai_knowledge.accounts.errors import PersonNotFound, SessionEnded, TokenOutdated
from mirai_knowledge.accounts.model import Company, Credential, Person, PersonRole, PersonState, RoleGrant, SessionRow
from mirai_knowledge.accounts.policy.ports import count_unread
from mirai_knowledge.accounts.schemas import CompanyRef, GrantView, Me, RoleRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor, Grant
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, SessionId


@dataclass(frozen=True, slots=True)
class SignInRow:
    """What is needed to check a password."""

    person_id: PersonId
    login_name: str
    active: bool
    hash: str
    algorithm: str
    changed_at: datetime
    about: tuple[str | None, ...]
    """Words about the person, which make bad passwords."""


@dataclass(frozen=True, slots=True)
class TokenSubject:
    """What an access token says."""

    person_id: PersonId
    session_id: SessionId
    rights_version: int


def get_actor(tx: Tx, actor: Actor, token: TokenSubject) -> Actor:
    """The person a token speaks for, as of now, in one select; the address of the asking actor is kept.

    Raises SessionEnded when the session is over or the person disabled, TokenOutdated when the rights have changed.
    """
    roles = select(func.array_agg(PersonRole.role_code)).where(PersonRole.person_id == Person.id).scalar_subquery()
    grants = (
        select(func.array_agg(RoleGrant.right_code + ":" + RoleGrant.scope))
        .join(PersonRole, PersonRole.role_code == RoleGrant.role_code)
        .where(PersonRole.person_id == Person.id)
        .scalar_subquery()
    )
    confirmed = func.coalesce(SessionRow.confirmed_at, SessionRow.signed_in_at)
    statement = (
        select(
            Person.name, Person.login_name, Person.state, Person.rights_version, SessionRow.ended_at, SessionRow.expires_at,
            Credential.must_change, confirmed.label("confirmed_at"), roles.label("roles"), grants.label("grants"),
        )
        .join(SessionRow, SessionRow.person_id == Person.id)
        .join(Credential, Credential.person_id == Person.id)
        .where(Person.id == token.person_id, SessionRow.id == token.session_id)
    )  # fmt: skip
    row = tx.execute(statement).first()
    if row is None or row.ended_at is not None or row.expires_at <= clock.now() or row.state != PersonState.ACTIVE:
        raise SessionEnded("サインインの状態が終了しました。もう一度サインインしてください。")
    if row.rights_version != token.rights_version:
        raise TokenOutdated("権限が変わりました。画面を再読み込みしてください。")
    held = (text.partition(":") for text in row.grants or ())
    return Actor(
        name=row.name,
        person_id=token.person_id,
        login_name=row.login_name,
        roles=tuple(sorted(row.roles or ())),
        grants=frozenset(Grant(right, scope) for right, _, scope in held),
        session_id=token.session_id,
        address=actor.address,
        must_change_password=row.must_change,
        confirmed_at=row.confirmed_at,
    )


def find_sign_in(tx: Tx, actor: Actor, login_name: str) -> SignInRow | None:  # noqa: ARG001  nobody is known yet
    """What is needed to check the password of this (normalised) login name; asked before anybody is known."""
    return _sign_in(tx, login_name=login_name)


def get_own_sign_in(tx: Tx, actor: Actor) -> SignInRow:
    """What is needed to check the actor's own password; raises PersonNotFound for an actor who is no person."""
    row = _sign_in(tx, login_name=actor.login_name) if actor.login_name else None
    if row is None:
        raise PersonNotFound("サインインした人だけが行える操作です。")
    return row


def get_locked(tx: Tx, actor: Actor, person_id: PersonId) -> Person:  # noqa: ARG001  nobody is known yet
    """A person with the credential, both locked: nothing about signing in changes until the transaction ends.

    For the person's own sign-in; raises PersonNotFound.
    """
    statement = select(Person).where(Person.id == person_id).with_for_update().execution_options(populate_existing=True)
    person = tx.scalars(statement.options(selectinload(Person.credential))).first()
    if person is None:
        raise PersonNotFound("この人は登録されていません。")
    return person


def get_me(tx: Tx, actor: Actor) -> Me:
    """The actor as shown to themselves; raises PersonNotFound for an actor who is no person."""
    options = (selectinload(Person.company), selectinload(Person.roles))
    statement = select(Person).where(Person.id == actor.person_id).options(*options)
    person = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if person is None:
        raise PersonNotFound("サインインした人だけが行える操作です。")
    return Me(
        id=person.id,
        login_name=person.login_name,
        name=person.name,
        name_kana=person.name_kana,
        email=person.email,
        department=person.department,
        company=CompanyRef(person.company.id, person.company.name) if person.company else None,
        roles=tuple(RoleRef(role.code, role.name) for role in person.roles),
        rights=tuple(sorted(GrantView(grant.right, grant.scope) for grant in actor.grants)),
        must_change_password=actor.must_change_password,
        unread_notices=count_unread(tx, actor),
    )


def _sign_in(tx: Tx, *, login_name: str) -> SignInRow | None:
    statement = (
        select(Person, Credential, Company.name)
        .join(Credential, Credential.person_id == Person.id)
        .outerjoin(Company, Company.id == Person.company_id)
        .where(Person.login_name == login_name)
    )
    row = tx.execute(statement).first()
    if row is None:
        return None
    person, credential, company_name = row
    return SignInRow(
        person_id=person.id,
        login_name=person.login_name,
        active=person.state == PersonState.ACTIVE,
        hash=credential.hash,
        algorithm=credential.algorithm,
        changed_at=credential.changed_at,
        about=(person.login_name, person.name, person.name_kana, person.email, person.department, company_name),
    )
