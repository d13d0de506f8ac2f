"""The rights of regulations and their numbered rules."""

from sqlalchemy import ColumnElement, and_

from mirai_knowledge.documents.model import Document
from mirai_knowledge.documents.policy import PUBLISH, READ, audience_holds
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import declare, require, rule
from mirai_knowledge.projects.policy import MASTER_MANAGE

WRITE = declare("regulation.write", "法令・規格を書く", ("all", "draft_only"))
P_130 = rule("P-130", "法令・規格を書けるのは、法令・規格を書く権限を持つ人です", WRITE)
P_131 = rule("P-131", "法令のファイルを取り込めるのは、法令・規格を書く権限と公開の権限を持つ人です", WRITE)
P_132 = rule("P-132", "条を読めるのは、その法令・規格を読める人です", READ)
P_133 = rule("P-133", "条を根拠にしている文書を知らされるのは、その文書も読める人です", READ)
P_134 = rule("P-134", "法令の略称を登録・変更できるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)
P_135 = rule("P-135", "サインインした人は、法令の略称の一覧を見られます")


def readable(actor: Actor) -> ColumnElement[bool]:
    """Documents that are not in the bin and whose audience or grants include the actor. Rule P-132."""
    return and_(Document.binned_at.is_(None), audience_holds(actor))


def may_import(actor: Actor) -> bool:
    """Whether the actor may bring law files in. Rule P-131: their text is in force without a draft."""
    return actor.everything or (actor.may(PUBLISH.code) and "all" in actor.scopes(WRITE.code))


def require_import(actor: Actor) -> None:
    """Returns when the actor may bring law files in; raises Forbidden (P-131) otherwise."""
    require(actor, P_131, where=lambda: may_import(actor))
