"""Who may migrate, and who may read what was migrated from."""

from sqlalchemy import ColumnElement, false, true

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import rule
from mirai_knowledge.projects.policy import MASTER_MANAGE

P_090 = rule(
    "P-090", "移行元のデータを取り込み、取り消し、その記録を見られるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE
)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The runs and raw records an actor may read: all, for those who manage the masters."""
    return true() if actor.may(MASTER_MANAGE.code) else false()
