"""Adding a batch of people or companies that is known to be right, such as demonstration data."""

from collections.abc import Mapping

from mirai_knowledge.accounts.model import (
    Company,
    CompanyId,
    CompanyState,
    Credential,
    Person,
    PersonRole,
    PersonState,
)
from mirai_knowledge.accounts.policy import MANAGE_COMPANIES, MANAGE_PEOPLE
from mirai_knowledge.accounts.schemas import BatchOfCompanies, BatchOfPeople, PersonToAdd, tags
from mirai_knowledge.audit import service as audit
from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require


def add_companies(tx: Tx, actor: Actor, batch: BatchOfCompanies) -> Mapping[str, CompanyId]:
    """The companies are there; returns their ids by code. Raises Forbidden (P-013); a code that is taken fails the batch."""
    require(actor, MANAGE_COMPANIES)
    now = clock.now()
    ids: dict[str, CompanyId] = {}
    for command in batch.companies:
        company = Company(
            id=CompanyId(command.id or new_id()),
            code=command.code,
            name=command.name,
            name_kana=command.name_kana,
            kind=command.kind,
            state=CompanyState.ACTIVE,
            created_at=now,
        )
        company.touch(now)
        tx.add(company)
        changes.mark(tx, "company", company.id)
        ids[command.code] = company.id
    tx.flush()  # a code that is taken must fail here, with the batch
    audit.record(tx, actor, tags.COMPANIES_LOADED, None, detail={"run": batch.run, "count": len(ids)})
    return ids


def add_people(tx: Tx, actor: Actor, batch: BatchOfPeople) -> Mapping[str, PersonId]:
    """The people are there with their roles and passwords; returns their ids by login name.

    Raises Forbidden (P-011); a login name that is taken, an unknown role or company fails the batch.
    """
    require(actor, MANAGE_PEOPLE)
    ids = {entry.person.login_name: _add_person(tx, entry) for entry in batch.people}
    tx.flush()  # a name that is taken must fail here, with the batch
    audit.record(tx, actor, tags.PEOPLE_LOADED, None, detail={"run": batch.run, "count": len(ids)})
    return ids


def _add_person(tx: Tx, entry: PersonToAdd) -> PersonId:
    now, command = clock.now(), entry.person
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
    tx.add(person)
    tx.flush()  # roles and the credential point at the person
    tx.add_all(PersonRole(person_id=person.id, role_code=code, granted_at=now) for code in command.roles)
    tx.add(
        Credential(
            person_id=person.id,
            hash=entry.password_hash,
            algorithm=entry.algorithm,
            changed_at=now,
            must_change=entry.must_change,
        )
    )
    changes.mark(tx, "person", person.id)
    return person.id
