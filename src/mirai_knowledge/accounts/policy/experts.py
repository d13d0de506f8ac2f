"""Who may say what about an expert."""

from uuid import UUID

from mirai_knowledge.accounts.policy.rights import CONSULTATION_ANSWER, PERSON_MANAGE
from mirai_knowledge.kernel.actor import Actor


def may_change_expert(actor: Actor, person_id: UUID) -> bool:
    """The expert, who answers consultations, and whoever manages people. Rule P-176."""
    oneself = actor.person_id == person_id and actor.may(CONSULTATION_ANSWER.code)
    return oneself or actor.may(PERSON_MANAGE.code)
