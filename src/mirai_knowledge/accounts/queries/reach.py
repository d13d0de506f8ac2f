"""How other slices reach people by machine: their addresses, and what they may see when they are told."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.accounts.model import Person, PersonState
from mirai_knowledge.accounts.queries.people import get_person_view
from mirai_knowledge.accounts.queries.roles import list_grants
from mirai_knowledge.kernel.actor import Actor, Grant
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId

# Whose rights a person holds is asked on behalf of a rule, not of the reader.
ASKING = Actor.system("accounts.reach")


def list_mail_addresses(tx: Tx, _actor: Actor, ids: Collection[PersonId]) -> Mapping[PersonId, str | None]:
    """Those of the people who can sign in, each with the mail address if there is one."""
    statement = select(Person.id, Person.email).where(Person.id.in_(ids), Person.state == PersonState.ACTIVE)
    return {PersonId(row.id): row.email for row in tx.execute(statement)} if ids else {}


def get_actor_of(tx: Tx, _actor: Actor, person_id: UUID) -> Actor:
    """The person as an actor, with the rights of now; one who is disabled has none. Raises PersonNotFound."""
    person = get_person_view(tx, ASKING, PersonId(person_id))
    roles = tuple(role.code for role in person.roles)
    grants = (grant for role in roles for grant in list_grants(tx, ASKING, role))
    active = person.state == "active"
    return Actor(
        name=person.name,
        person_id=PersonId(person.id),
        login_name=person.login_name,
        roles=roles,
        grants=frozenset(Grant(grant.right_code, grant.scope) for grant in grants) if active else frozenset(),  # type: ignore[arg-type]
    )
