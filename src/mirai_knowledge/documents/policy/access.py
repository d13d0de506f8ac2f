"""Access terms for indexes outside SQL: a document carries terms, an actor holds terms, one in common opens it.

They only narrow a search; every hit is asked again in SQL. `everything` opens all, so that machine work needs no list.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from mirai_knowledge.documents.model import Audience
from mirai_knowledge.documents.policy.rules import READ
from mirai_knowledge.documents.policy.seeing import administers, is_internal
from mirai_knowledge.kernel.actor import Actor

EVERYTHING = "everything"
INTERNAL = "internal"
PARTNERS = "partners"
PERSON = "person:"


def document_terms(audience: str, project_id: UUID | None, people: Iterable[UUID]) -> tuple[str, ...]:
    """The terms of a document; `people` are those who see it by name: granted, owner, creator."""
    terms = [EVERYTHING, *(f"{PERSON}{person}" for person in dict.fromkeys(people))]
    if audience != Audience.NAMED:
        terms.append(INTERNAL)
    if audience == Audience.PARTNERS:
        terms.append(PARTNERS)
    if audience == Audience.SITE and project_id is not None:
        terms.append(f"site:{project_id}")
    return tuple(terms)


def actor_terms(actor: Actor, projects: Sequence[UUID]) -> tuple[str, ...]:
    """The terms an actor holds; `projects` are those whose membership is open today. None at all opens nothing."""
    if not actor.may(READ.code):
        return ()
    if is_internal(actor) and administers(actor):
        return (EVERYTHING,)
    own = () if actor.person_id is None else (f"{PERSON}{actor.person_id}",)
    if is_internal(actor):
        return (INTERNAL, *own)
    return (PARTNERS, *own, *(f"site:{project}" for project in projects))
