"""What administrators do to people. Each verb: check the rule, change, audit, tell, mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import delete

from mirai_knowledge.accounts import events, queries
from mirai_knowledge.accounts.errors import CompanyNotFound, IdTaken, LastAdmin, LoginNameTaken, PersonStale
from mirai_knowledge.accounts.model import (
    Algorithm,
    CompanyId,
    CompanyState,
    Credential,
    EndReason,
    Person,
    PersonRole,
    PersonState,
)
from mirai_knowledge.accounts.policy import (
    ADMIN,
    GRANT_ROLES,
    MANAGE_PEOPLE,
    new_initial_password,
    refuse_oneself,
    refuse_own_demotion,
)
from mirai_knowledge.accounts.schemas import AddPerson, ChangePerson, DisablePerson, GrantRoles, tags
from mirai_knowledge.accounts.service import throttling
from mirai_knowledge.accounts.service.hashing import Hasher
from mirai_knowledge.accounts.service.sessions import end_sessions_of
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require, require_confirmed

PERSONAL = frozenset({"login_name", "name", "name_kana", "email"})


@dataclass(frozen=True, slots=True)
class Added:
    """A new person, and the password that is told once."""

    person_id: PersonId
    initial_password: str


def add_person(tx: Tx, actor: Actor, command: AddPerson, *, hasher: Hasher) -> Added:
    """The person is there, with the roles, and signs in with the initial password, which must be changed at once.

    Raises Forbidden (P-011; P-012 when roles are given), LoginNameTaken, IdTaken, and Invalid for an unknown role or
    company.
    """
    require(actor, MANAGE_PEOPLE)
    if command.roles:
        require(actor, GRANT_ROLES)
        require_confirmed(actor)
    _check_references(tx, actor, company_id=command.company_id, roles=command.roles)
    if command.id is not None and queries.list_person_labels(tx, actor, [command.id]):
        raise IdTaken("この番号 (id) の人はすでに登録されています。番号を付けずに登録してください。")
    _check_login_name(tx, actor, command.login_name)
    now = clock.now()
    person = Person(
        id=PersonId(command.id or new_id()),
        login_name=command.login_name,
        name=command.name,
        name_kana=command.name_kana,
        email=command.email,
        department=command.department,
        company_id=command.company_id,
        state=PersonState.ACTIVE,
        rights_version=1,
        created_at=now,
    )
    person.touch(now)
    initial = new_initial_password()
    tx.add(person)
    tx.flush()  # roles and the credential point at the person
    tx.add_all(PersonRole(person_id=person.id, role_code=code, granted_at=now) for code in command.roles)
    tx.add(
        Credential(person_id=person.id, hash=hasher.hash(initial), algorithm=Algorithm.ARGON2ID, changed_at=now, must_change=True)
    )
    after: Recorded = {**_state(person), "roles": sorted(command.roles)}
    audit.record(tx, actor, tags.PERSON_ADDED, Subject("person", person.id), after=after, personal_fields=PERSONAL)
    outbox.emit(tx, events.PersonAdded(person.id))
    changes.mark(tx, "person", person.id)
    return Added(person.id, initial)


def change_person(tx: Tx, actor: Actor, command: ChangePerson, *, person_id: PersonId, expected: int) -> None:
    """The fields that were given have their new values; the others stay.

    Raises Forbidden (P-011), PersonNotFound, PersonStale, LoginNameTaken, and Invalid for an unknown company.
    """
    require(actor, MANAGE_PEOPLE)
    person = queries.get_person(tx, actor, person_id)
    _require_version(tx, actor, person, expected)
    given = command.model_fields_set
    if "company_id" in given and command.company_id != person.company_id:
        _check_references(tx, actor, company_id=command.company_id)
    if "login_name" in given and command.login_name != person.login_name:
        _check_login_name(tx, actor, command.login_name)
    before = _state(person)
    for field in given:
        setattr(person, field, getattr(command, field))
    if _state(person) == before:
        return
    person.touch(clock.now())
    audit.record(
        tx,
        actor,
        tags.PERSON_CHANGED,
        Subject("person", person.id),
        before=before,
        after=_state(person),
        personal_fields=PERSONAL,
    )
    outbox.emit(tx, events.PersonChanged(person.id))
    changes.mark(tx, "person", person.id)


def disable_person(tx: Tx, actor: Actor, command: DisablePerson, *, person_id: PersonId) -> None:
    """The person cannot sign in, every session is over and every token dead, from this commit on.

    Raises Forbidden (P-011), PersonNotFound, OneselfRefused, LastAdmin, AlreadyInState.
    """
    require(actor, MANAGE_PEOPLE)
    person = queries.get_person(tx, actor, person_id)
    refuse_oneself(actor, person, "自分自身を無効にすることはできません。ほかの管理者に依頼してください。")
    if person.state == PersonState.ACTIVE and ADMIN in _role_codes(person):
        _keep_an_admin(tx, actor, person)
    now = clock.now()
    person.disable(command.reason, now)
    person.outdate_tokens()
    person.touch(now)
    ended = end_sessions_of(tx, actor, person.id, reason=EndReason.DISABLED)
    audit.record(
        tx,
        actor,
        tags.PERSON_DISABLED,
        Subject("person", person.id),
        before={"state": "active"},
        after={"state": "disabled"},
        detail={"reason": command.reason, "ended_sessions": ended},
    )
    outbox.emit(tx, events.PersonDisabled(person.id))
    changes.mark(tx, "person", person.id)


def enable_person(tx: Tx, actor: Actor, person_id: PersonId) -> None:
    """The person can sign in again, with the password and the roles of before.

    Raises Forbidden (P-011), PersonNotFound, AlreadyInState.
    """
    require(actor, MANAGE_PEOPLE)
    person = queries.get_person(tx, actor, person_id)
    person.enable()
    person.touch(clock.now())
    audit.record(
        tx,
        actor,
        tags.PERSON_ENABLED,
        Subject("person", person.id),
        before={"state": "disabled"},
        after={"state": "active"},
    )
    outbox.emit(tx, events.PersonEnabled(person.id))
    changes.mark(tx, "person", person.id)


def unlock_person(tx: Tx, actor: Actor, person_id: PersonId) -> None:
    """The person's failed tries are forgotten and a lock-out is over.

    Raises Forbidden (P-011) and PersonNotFound.
    """
    require(actor, MANAGE_PEOPLE)
    person = queries.get_person(tx, actor, person_id)
    throttling.clear_account(tx, person.login_name)
    audit.record(tx, actor, tags.PERSON_UNLOCKED, Subject("person", person.id))
    outbox.emit(tx, events.PersonUnlocked(person.id))
    changes.mark(tx, "person", person.id)


def grant_roles(tx: Tx, actor: Actor, command: GrantRoles, *, person_id: PersonId, expected: int) -> None:
    """The person holds exactly these roles, and access tokens issued before are dead.

    Raises Forbidden (P-012), ConfirmationRequired, PersonNotFound, PersonStale, OneselfRefused (one's own administrator's
    role), LastAdmin, and Invalid for an unknown role.
    """
    require(actor, GRANT_ROLES)
    require_confirmed(actor)
    person = queries.get_person(tx, actor, person_id)
    _require_version(tx, actor, person, expected)
    _check_references(tx, actor, roles=command.roles)
    before, after = _role_codes(person), frozenset(command.roles)
    if before == after:
        return
    refuse_own_demotion(actor, person, before=before, after=after)
    if ADMIN in before - after and person.state == PersonState.ACTIVE:
        _keep_an_admin(tx, actor, person)
    now = clock.now()
    taken = delete(PersonRole).where(PersonRole.person_id == person.id, PersonRole.role_code.in_(before - after))
    tx.execute(taken)
    tx.add_all(PersonRole(person_id=person.id, role_code=code, granted_at=now) for code in sorted(after - before))
    person.outdate_tokens()
    person.touch(now)
    tx.flush()  # the answer reads the roles back
    audit.record(
        tx,
        actor,
        tags.PERSON_ROLES_CHANGED,
        Subject("person", person.id),
        before={"roles": sorted(before)},
        after={"roles": sorted(after)},
    )
    outbox.emit(tx, events.PersonRolesChanged(person.id))
    changes.mark(tx, "person", person.id)


def _state(person: Person) -> Recorded:
    return {
        "login_name": person.login_name,
        "name": person.name,
        "name_kana": person.name_kana,
        "email": person.email,
        "department": person.department,
        "company_id": None if person.company_id is None else str(person.company_id),
    }


def _role_codes(person: Person) -> frozenset[str]:
    return frozenset(role.code for role in person.roles)


def _require_version(tx: Tx, actor: Actor, person: Person, expected: int) -> None:
    if person.version != expected:
        current = msgspec.to_builtins(queries.get_person_view(tx, actor, person.id))
        message = "ほかの人が先にこの人の情報を更新しました。いまの内容を確認してから、もう一度保存してください。"
        raise PersonStale(message, extra={"current": current})


def _check_login_name(tx: Tx, actor: Actor, login_name: str) -> None:
    if queries.find_person_by_login(tx, actor, login_name) is not None:
        message = "このログイン名はすでに使われています。別の名前にしてください。"
        raise LoginNameTaken(message, fields=(FieldError("login_name", "login_name.taken", message),))


def _check_references(tx: Tx, actor: Actor, *, company_id: UUID | None = None, roles: Sequence[str] = ()) -> None:
    faults: list[FieldError] = []
    known = queries.list_role_codes(tx, actor) if roles else ()
    for index, code in enumerate(roles):
        if code not in known:
            message = f"役割「{code}」はありません。次から選んでください: {', '.join(known)}"
            faults.append(FieldError(f"roles.{index}", "role.unknown", message))
    if company_id is not None and not _usable_company(tx, actor, CompanyId(company_id)):
        message = "この会社は登録されていないか、使用停止中です。会社の一覧から選んでください。"
        faults.append(FieldError("company_id", "company.unusable", message))
    if faults:
        raise Invalid(fields=tuple(faults))


def _usable_company(tx: Tx, actor: Actor, company_id: CompanyId) -> bool:
    try:
        return queries.get_company(tx, actor, company_id).state == CompanyState.ACTIVE
    except CompanyNotFound:
        return False


def _keep_an_admin(tx: Tx, actor: Actor, person: Person) -> None:
    # The role is locked first: two administrators who remove each other come one after the other.
    queries.get_role(tx, actor, ADMIN)
    if queries.find_other_admin(tx, actor, person.id) is None:
        raise LastAdmin("有効な管理者がほかにいません。先に別の人を管理者にしてください。")
