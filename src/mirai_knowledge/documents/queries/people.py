"""Other people as documents need them: their names, and what they would see."""

from collections.abc import Collection, Mapping
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel.actor import Actor, Grant
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId

# Whose rights a person holds is asked on behalf of a rule, not of the reader.
ASKING = Actor.system("documents.people")


def get_actor_of(tx: Tx, _actor: Actor, person_id: UUID) -> Actor:
    """The person as an actor, with the rights of now; one who is disabled has none. Raises PersonNotFound."""
    person = accounts.get_person_view(tx, ASKING, PersonId(person_id))
    roles = tuple(role.code for role in person.roles)
    grants = (grant for role in roles for grant in accounts.list_grants(tx, ASKING, role))
    active = person.state == "active"
    return Actor(
        name=person.name,
        person_id=PersonId(person.id),
        login_name=person.login_name,
        roles=roles,
        grants=frozenset(Grant(grant.right_code, grant.scope) for grant in grants) if active else frozenset(),  # type: ignore[arg-type]
    )


def list_people(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, PersonRef]:
    """The names of these people, for those who see what they wrote; unknown ids are missing."""
    named = accounts.list_person_names(tx, ASKING, ids)
    return {person_id: PersonRef(person_id, person.name) for person_id, person in named.items()}


def list_active(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the people who can sign in."""
    return frozenset(key for key, person in accounts.list_person_names(tx, ASKING, ids).items() if person.active)
