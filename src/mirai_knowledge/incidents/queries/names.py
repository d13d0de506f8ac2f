"""Names behind the labels, and the people to be told of an incident."""

from collections.abc import Mapping
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.incidents import policy
from mirai_knowledge.incidents.policy.masking import MEMBER, Known, Masker
from mirai_knowledge.incidents.policy.telling import Name
from mirai_knowledge.incidents.queries.incidents import Told, list_people_rows, list_wordings
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.views import Names, ShownName, Wording
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import queries as projects
from mirai_knowledge.projects.schemas import MemberView

# Which names must not stand in a text, and who has to know of a report, is no question of who writes it.
ASKING = Actor.system("incidents.people")


def get_names(tx: Tx, actor: Actor, told: Told) -> Names:
    """The names of the people involved, and the texts as they were typed; that the actor may (P-158) has been asked."""
    labels = {person.id: person.label for person in IncidentContent.model_validate(told.edition.content).people}
    people = tuple(
        ShownName(row.key, labels.get(row.key, ""), row.name, row.person_id)
        for row in list_people_rows(tx, actor, told.document.id)
    )
    wordings = list_wordings(tx, actor, told.document.id)
    return Names(
        people=tuple(sorted(people, key=lambda shown: shown.label)),
        wordings=tuple(Wording(place, text) for place, text in sorted(wordings.items())),
    )


def get_masker(tx: Tx, _actor: Actor, names: Mapping[Name, str], *, project_id: UUID | None) -> Masker:
    """Takes these names (with their labels) and those of the site's members out of texts, also as they are read."""
    members = _members(tx, project_id)
    ids = {name.person_id for name in names if name.person_id is not None} | {member.person.id for member in members}
    read = accounts.list_readings(tx, ASKING, ids)
    known = [Known(name.name, label, read.get(name.person_id, "") if name.person_id else "") for name, label in names.items()]
    known += [Known(member.person.name, MEMBER, read.get(member.person.id, "")) for member in members]
    return Masker(known)


def list_concerned(tx: Tx, _actor: Actor, project_id: UUID | None) -> tuple[PersonId, ...]:
    """Who is told of a report: the site's managers today, and those who look after the safety of all sites (they see all
    names).
    """
    managers = [PersonId(member.person.id) for member in _members(tx, project_id) if member.role == "manager" and member.current]
    return tuple(dict.fromkeys([*managers, *accounts.list_holders(tx, ASKING, policy.SEE_NAMES.code)]))


def list_site_managers(tx: Tx, _actor: Actor, project_id: UUID | None) -> tuple[PersonId, ...]:
    """The site's managers today."""
    return tuple(PersonId(member.person.id) for member in _members(tx, project_id) if member.role == "manager" and member.current)


def _members(tx: Tx, project_id: UUID | None) -> tuple[MemberView, ...]:
    return projects.list_members(tx, ASKING, project_id) if project_id is not None else ()
