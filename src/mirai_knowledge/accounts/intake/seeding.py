"""Known passwords for demonstration people."""

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.model import Algorithm
from mirai_knowledge.accounts.policy import MANAGE_PEOPLE
from mirai_knowledge.accounts.schemas import tags
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require


def give_password(tx: Tx, actor: Actor, person_id: PersonId, *, password_hash: str) -> None:
    """The person signs in with the password of this hash (argon2id), and need not change it.

    Raises Forbidden (P-011) and PersonNotFound.
    """
    require(actor, MANAGE_PEOPLE)
    person = queries.get_person(tx, actor, person_id)
    person.credential.hash = password_hash
    person.credential.algorithm = Algorithm.ARGON2ID
    person.credential.changed_at = clock.now()
    person.credential.must_change = False
    audit.record(tx, actor, tags.PASSWORD_RESET, Subject("person", person_id))
