"""Who may say what about an expert."""

from uuid import UUID

from mirai_knowledge.accounts.policy.rights import CONSULTATION_ANSWER, PERSON_MANAGE
from mirai_knowledge.kernel.actor import Actor


def may_change_expert(actor: Actor, person_id: UUID) -> bool:
    """Who answers consultations: the expert, and whoever manages people. Rule P-176."""
    return actor.may(CONSULTATION_ANSWER.code) and (actor.person_id == person_id or actor.may(PERSON_MANAGE.code))
