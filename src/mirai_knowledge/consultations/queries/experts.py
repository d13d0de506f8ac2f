"""Experts with what is computed of them, whom to propose, and whom to turn to."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import func, select

from mirai_knowledge.accounts import policy as accounts_policy
from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.accounts.schemas.experts import ListExperts
from mirai_knowledge.consultations.model import Consultation, ConsultationPost, Rating, State
from mirai_knowledge.consultations.policy import P_165, propose
from mirai_knowledge.consultations.schemas.views import ExpertFigures, ExpertList, ExpertRow, Proposal
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require

# Who can answer is asked on behalf of a rule, not of the asker.
ASKING = Actor.system("consultations.experts")
ADMIN = ("admin",)
NOTHING = ExpertFigures(answers=0, accepted=0, rating=None, ratings=0, median_minutes=None, load=0)


def list_experts(tx: Tx, actor: Actor, wanted: ListExperts) -> ExpertList:
    """Experts by reading with their figures. Rule P-175."""
    profiles = accounts.list_experts(tx, actor, wanted)
    figures = list_figures(tx, actor, [profile.person_id for profile in profiles])
    manages = accounts_policy.MANAGE_PEOPLE.right
    return ExpertList(
        items=tuple(ExpertRow(profile=profile, figures=figures.get(profile.person_id, NOTHING)) for profile in profiles),
        specialties=accounts.list_specialties(tx, actor),
        can_add=manages is not None and actor.may(manages.code),
        can_edit_own=actor.person_id is not None and accounts_policy.may_change_expert(actor, actor.person_id),
    )


def get_expert(tx: Tx, actor: Actor, person_id: UUID) -> ExpertRow:
    """One expert with figures. Rule P-175; raises PersonNotFound."""
    profile = accounts.get_expert(tx, actor, person_id)
    return ExpertRow(profile=profile, figures=list_figures(tx, actor, [person_id]).get(person_id, NOTHING))


def list_figures(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, ExpertFigures]:
    """What is computed of these experts over all consultations, seen or not; those of whom there is nothing are missing."""
    live = select(Document.id).where(Document.binned_at.is_(None))
    post, accepted = ConsultationPost, Consultation.accepted_post_id == ConsultationPost.id
    answers = (
        select(
            post.author_id,
            func.count().label("answers"),
            func.count().filter(accepted).label("accepted"),
            func.percentile_cont(0.5).within_group(post.answer_minutes).label("median"),
        )
        .join(Consultation, Consultation.document_id == post.document_id)
        .where(post.kind == "answer", post.author_id.in_(ids), post.document_id.in_(live))
        .group_by(post.author_id)
    )
    rated = select(Rating.expert_id, func.count().label("ratings"), func.avg(Rating.stars).label("rating"))
    ratings = rated.where(Rating.expert_id.in_(ids), Rating.document_id.in_(live)).group_by(Rating.expert_id)
    said = {row.author_id: row for row in tx.execute(answers)}
    stars = {row.expert_id: row for row in tx.execute(ratings)}
    loads = list_loads(tx, actor, ids)
    figures = {}
    for person in {*said, *stars, *loads}:
        answer, star = said.get(person), stars.get(person)
        figures[person] = ExpertFigures(
            answers=answer.answers if answer else 0,
            accepted=answer.accepted if answer else 0,
            rating=round(float(star.rating), 1) if star else None,
            ratings=star.ratings if star else 0,
            median_minutes=round(answer.median) if answer and answer.median is not None else None,
            load=loads.get(person, 0),
        )
    return figures


def list_loads(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, int]:
    """How many consultations wait for an answer of each of these experts."""
    held = (Consultation.expert_id.in_(ids), Consultation.state == State.ASSIGNED, Document.binned_at.is_(None))
    counted = select(Consultation.expert_id, func.count()).join(Document, Document.id == Consultation.document_id)
    rows = tx.execute(counted.where(*held).group_by(Consultation.expert_id))
    return {person: count for person, count in rows if person is not None}


def list_proposals(tx: Tx, actor: Actor, specialty: str) -> tuple[Proposal, ...]:
    """Who could answer a question of that field, the best first; not the actor. Rule P-165."""
    require(actor, P_165)
    able = {*accounts.list_holders(tx, ASKING, accounts_policy.CONSULTATION_ANSWER.code)} - {actor.person_id}
    experts = [expert for expert in accounts.list_experts(tx, ASKING, ListExperts()) if expert.person_id in able]
    loads = list_loads(tx, actor, [expert.person_id for expert in experts])
    return propose(experts, loads, specialty)


def find_answerer(tx: Tx, _actor: Actor, person_id: UUID) -> str | None:
    """The name of somebody who may answer consultations and can sign in."""
    if person_id not in accounts.list_holders(tx, ASKING, accounts_policy.CONSULTATION_ANSWER.code):
        return None
    named = accounts.list_person_names(tx, ASKING, [person_id]).get(person_id)
    return named.name if named is not None else None


def list_leads(tx: Tx, _actor: Actor) -> tuple[PersonId, ...]:
    """Those who look after consultations nobody answers: experts who lead, and administrators."""
    leads = [expert for expert in accounts.list_experts(tx, ASKING, ListExperts()) if expert.leads and expert.active]
    people = [PersonId(expert.person_id) for expert in leads]
    return tuple(dict.fromkeys([*people, *accounts.list_role_holders(tx, ASKING, ADMIN)]))
