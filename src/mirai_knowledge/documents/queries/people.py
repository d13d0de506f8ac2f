"""Other people as documents need them: their names, and what they would see."""

from collections.abc import Collection, Mapping
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

# Whose rights a person holds is asked on behalf of a rule, not of the reader.
ASKING = Actor.system("documents.people")


def get_actor_of(tx: Tx, _actor: Actor, person_id: UUID) -> Actor:
    """The person as an actor, with the rights of now; one who is disabled has none. Raises PersonNotFound."""
    return accounts.get_actor_of(tx, ASKING, person_id)


def list_people(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, PersonRef]:
    """The names of these people, for those who see what they wrote; unknown ids are missing."""
    named = accounts.list_person_names(tx, ASKING, ids)
    return {person_id: PersonRef(person_id, person.name) for person_id, person in named.items()}


def list_active(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the people who can sign in."""
    return frozenset(key for key, person in accounts.list_person_names(tx, ASKING, ids).items() if person.active)
