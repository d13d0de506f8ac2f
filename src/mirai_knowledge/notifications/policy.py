"""Whose notices are whose."""

from sqlalchemy import ColumnElement, false

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import rule
from mirai_knowledge.notifications.model import Notice

P_020 = rule("P-020", "サインインした人は、自分あてのお知らせだけを見られる")


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The notices of the actor, nobody else's; machine work has none."""
    return false() if actor.person_id is None else Notice.person_id == actor.person_id
