"""People by the batch for a migration: given roles, states and passwords are kept; no event, no notice, one audit row."""

import secrets
from collections import Counter

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.errors import LoginNameTaken, PersonNotFound
from mirai_knowledge.accounts.model import Algorithm, Credential, EndReason, Person, PersonRole, PersonState, SessionRow
from mirai_knowledge.accounts.policy import ADMIN, GRANT_ROLES, MANAGE_PEOPLE
from mirai_knowledge.accounts.schemas.intake import (
    KeptPerson,
    LoadedPerson,
    LoadPeople,
    LoadPerson,
    PeopleReport,
    PeopleUnloaded,
    UnloadPeople,
    UnloadPerson,
)
from mirai_knowledge.accounts.schemas.tags import PEOPLE_LOADED, PEOPLE_UNLOADED
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require

SUBJECT, RUN = "person", "legacy_run"
NO_PASSWORD = "!"  # noqa: S105 - no hash of anything
OUTCOMES = ("added", "changed", "kept")


def load_people(tx: Tx, actor: Actor, batch: LoadPeople) -> PeopleReport:
    """Each record of the batch is a person. One that an earlier run has loaded gets the new values unless people have
    changed the person since.

    Rules P-011 and P-012; raises Invalid for unknown roles, LoginNameTaken, and PersonNotFound for a wrong id.
    """
    require(actor, MANAGE_PEOPLE)
    require(actor, GRANT_ROLES)
    _check_roles(tx, actor, batch)
    items = tuple(_add(tx, actor, item) if item.person_id is None else _change(tx, actor, item) for item in batch.items)
    counts: Counter[str] = Counter(item.outcome for item in items)
    audit.record(tx, actor, PEOPLE_LOADED, Subject(RUN, batch.run), detail={outcome: counts[outcome] for outcome in OUTCOMES})
    return PeopleReport(items)


def unload_people(tx: Tx, actor: Actor, batch: UnloadPeople) -> PeopleUnloaded:
    """The people are gone, except those whom people have changed since, who have signed in, whom something points at, and
    the last active administrator.

    What else the run brought must have been taken back before. Rule P-011.
    """
    require(actor, MANAGE_PEOPLE)
    removed: list[PersonId] = []
    kept: list[KeptPerson] = []
    for item in batch.items:
        stays = _remove(tx, actor, item)
        if stays is None:
            removed.append(PersonId(item.person_id))
            changes.mark(tx, SUBJECT, item.person_id)
        else:
            kept.append(stays)
    detail = {"removed": len(removed), "kept": len(kept)}
    audit.record(tx, actor, PEOPLE_UNLOADED, Subject(RUN, batch.run), detail=detail)
    return PeopleUnloaded(tuple(removed), tuple(kept))


def _check_roles(tx: Tx, actor: Actor, batch: LoadPeople) -> None:
    known = queries.list_role_codes(tx, actor)
    faults = [
        FieldError(f"items.{place}.roles", "role.unknown", f"登録されていない役割です: {code}")
        for place, item in enumerate(batch.items)
        for code in item.roles
        if code not in known
    ]
    if faults:
        raise Invalid(fields=tuple(faults))


def _add(tx: Tx, actor: Actor, item: LoadPerson) -> LoadedPerson:
    _check_login_name(tx, actor, item.login_name)
    now = clock.now()
    person = Person(id=PersonId(new_id()), rights_version=1, created_at=item.created_at or now, state=PersonState.ACTIVE)
    _write(person, item)
    person.touch(now)
    tx.add(person)
    tx.flush()  # roles and the credential point at the person
    tx.add_all(PersonRole(person_id=person.id, role_code=code, granted_at=now) for code in item.roles)
    tx.add(
        Credential(
            person_id=person.id,
            hash=item.password_hash or _no_password(),
            algorithm=Algorithm.BCRYPT,
            changed_at=now,
            must_change=item.must_change,
        )
    )
    tx.flush()  # a later record of the batch asks whether its login name is free
    changes.mark(tx, SUBJECT, person.id)
    return LoadedPerson(person_id=person.id, version=person.version, outcome="added")


def _change(tx: Tx, actor: Actor, item: LoadPerson) -> LoadedPerson:
    person = queries.get_person(tx, actor, PersonId(item.person_id or new_id()))
    before = frozenset(role.code for role in person.roles)
    was_active = person.state == PersonState.ACTIVE
    if person.version != item.expected_version or _would_lose_last_admin(tx, actor, person, item):
        return LoadedPerson(person_id=person.id, version=person.version, outcome="kept")
    now = clock.now()
    if item.login_name != person.login_name:
        _check_login_name(tx, actor, item.login_name)
    _write(person, item)
    _change_roles(tx, person, before, frozenset(item.roles))
    _change_password(person, item)
    if was_active and person.state != PersonState.ACTIVE:
        open_sessions = update(SessionRow).where(SessionRow.person_id == person.id, SessionRow.ended_at.is_(None))
        tx.execute(open_sessions.values(ended_at=now, end_reason=EndReason.DISABLED))
    person.outdate_tokens()
    person.touch(now)
    tx.flush()  # a later record of the batch asks whether its login name is free
    changes.mark(tx, SUBJECT, person.id)
    return LoadedPerson(person_id=person.id, version=person.version, outcome="changed")


def _write(person: Person, item: LoadPerson) -> None:
    person.login_name = item.login_name
    person.name = item.name
    person.email = item.email
    person.department = item.department
    if item.disabled_reason is None:
        person.state, person.disabled_at, person.disabled_reason = PersonState.ACTIVE, None, None
    else:
        person.disabled_at = person.disabled_at or clock.now()
        person.state, person.disabled_reason = PersonState.DISABLED, item.disabled_reason


def _change_roles(tx: Tx, person: Person, before: frozenset[str], after: frozenset[str]) -> None:
    taken = delete(PersonRole).where(PersonRole.person_id == person.id, PersonRole.role_code.in_(before - after))
    tx.execute(taken)
    tx.add_all(PersonRole(person_id=person.id, role_code=code, granted_at=clock.now()) for code in sorted(after - before))


def _change_password(person: Person, item: LoadPerson) -> None:
    """A password that was used or given here since stays."""
    if person.credential.algorithm == Algorithm.BCRYPT and item.password_hash not in (None, person.credential.hash):
        person.credential.hash = item.password_hash or person.credential.hash
        person.credential.changed_at = clock.now()
    if person.credential.algorithm == Algorithm.BCRYPT:
        person.credential.must_change = item.must_change


def _would_lose_last_admin(tx: Tx, actor: Actor, person: Person, item: LoadPerson) -> bool:
    stays = item.disabled_reason is None and ADMIN in item.roles
    return not stays and _is_last_admin(tx, actor, person)


def _is_last_admin(tx: Tx, actor: Actor, person: Person) -> bool:
    if person.state != PersonState.ACTIVE or ADMIN not in {role.code for role in person.roles}:
        return False
    # The role is locked first: whoever takes another administrator away meanwhile comes after this one.
    queries.get_role(tx, actor, ADMIN)
    return queries.find_other_admin(tx, actor, person.id) is None


def _remove(tx: Tx, actor: Actor, item: UnloadPerson) -> KeptPerson | None:
    try:
        person = queries.get_person(tx, actor, PersonId(item.person_id))
    except PersonNotFound:
        return None
    if person.version != item.version:
        return KeptPerson(person_id=person.id, reason="changed")
    if person.last_signed_in_at is not None:
        return KeptPerson(person_id=person.id, reason="signed_in")
    if _is_last_admin(tx, actor, person):
        return KeptPerson(person_id=person.id, reason="last_admin")
    try:
        with tx.begin_nested():
            tx.execute(delete(PersonRole).where(PersonRole.person_id == person.id))
            tx.execute(delete(Credential).where(Credential.person_id == person.id))
            tx.execute(delete(Person).where(Person.id == person.id))
    except IntegrityError:
        return KeptPerson(person_id=person.id, reason="in_use")
    return None


def _check_login_name(tx: Tx, actor: Actor, login_name: str) -> None:
    if queries.find_person_by_login(tx, actor, login_name) is not None:
        raise LoginNameTaken(f"ログイン名「{login_name}」はすでに使われています。")


def _no_password() -> str:
    # Not a hash of anything, and different for everybody, so that nobody looks for people without a password by it.
    return f"{NO_PASSWORD}{secrets.token_hex(16)}"
