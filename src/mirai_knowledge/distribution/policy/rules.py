"""The numbered rules of distribution."""

from mirai_knowledge.accounts.policy import DISTRIBUTION_SEND, MASTER_MANAGE, RECEIPT_CONFIRM
from mirai_knowledge.distribution.model import Distribution
from mirai_knowledge.documents.model import Document
from mirai_knowledge.documents.policy import is_internal
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import rule

P_200 = rule("P-200", "文書を配信できるのは、配信する権限を持ち、その文書を読める人です", DISTRIBUTION_SEND)
P_201 = rule(
    "P-201",
    "配信の一覧と状況（だれが読んだか）を見られるのは、配信する権限を持ち、その文書を見られる人だけです",
    DISTRIBUTION_SEND,
)
P_202 = rule(
    "P-202",
    "配信を取りやめ、未確認の人にもう一度知らせられるのは、配信した人、文書の担当者と、マスタを管理する人です",
    DISTRIBUTION_SEND,
)
P_203 = rule("P-203", "必読は、配信された本人にだけ、その文書を見られるあいだ見えます")
P_204 = rule("P-204", "読んだことを確認し、質問できるのは、配信された本人だけです", RECEIPT_CONFIRM)
P_205 = rule("P-205", "周知の質問を見て答えられるのは、その文書を見られる、配信する権限を持つ人と文書の担当者です")
P_206 = rule("P-206", "配信先グループとひな形を見られるのは、配信する権限を持つ人です", DISTRIBUTION_SEND)
P_207 = rule(
    "P-207", "配信先グループ・ひな形・自動配信の規則を変更できるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE
)
P_208 = rule("P-208", "朝礼で周知して署名を受け、その記録を見られるのは、その文書と現場を見られる社内の人です")


def may_answer(actor: Actor, document: Document) -> bool:
    """The actor, who sees the document, may answer what people ask about it. Rule P-205."""
    internal = is_internal(actor)
    owns = actor.person_id is not None and document.owner_id == actor.person_id
    return internal and (actor.may(DISTRIBUTION_SEND.code) or owns)


def may_steer(actor: Actor, row: Distribution, document: Document) -> bool:
    """The actor sent it, owns the document, or manages masters. Rule P-202."""
    own = actor.person_id is not None and actor.person_id in (row.sender_id, document.owner_id)
    return own or may_shape(actor)


def may_shape(actor: Actor) -> bool:
    """The actor may change groups, templates and rules. Rule P-207."""
    return actor.may(MASTER_MANAGE.code)
