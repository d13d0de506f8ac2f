"""The numbered rules of approvals."""

from uuid import UUID

from mirai_knowledge.accounts.policy import APPROVAL_DECIDE, ROUTE_MANAGE
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import rule

P_190 = rule("P-190", "承認を申請できるのは、その文書を書ける人です")
P_191 = rule(
    "P-191",
    "承認・差戻しができるのは、承認の権限を持ち、いまの段階の承認者（代理・任された人を含む）である人です。書いた人と申請した人は、代理としても承認できません",
    APPROVAL_DECIDE,
)
P_192 = rule("P-192", "自分の番の承認を、承認の権限を持つほかの人に任せられるのは、いまの段階の承認者です", APPROVAL_DECIDE)
P_193 = rule("P-193", "申請を取り下げられるのは、申請した人、書いた人と、承認ルートを管理する人です")
P_194 = rule("P-194", "申請とその決定を見られるのは、その文書の下書きを見られる人です")
P_195 = rule("P-195", "承認ルートと適用の順序を見て変更できるのは、承認ルートを管理する権限を持つ人だけです", ROUTE_MANAGE)
P_196 = rule(
    "P-196",
    "承認の代理を決め、やめられるのは、承認の権限を持つ本人です。ほかの人の代理は、承認ルートも管理する人だけが決められます",
    APPROVAL_DECIDE,
)
P_197 = rule("P-197", "まとめて承認できるのは、いまの段階の承認者で、重要度が「低」の文書に限ります", APPROVAL_DECIDE)
P_198 = rule("P-198", "承認の代理は、任せた人と任された人に見えます。承認ルートを管理する人には、すべてが見えます")
P_199 = rule(
    "P-199",
    "承認にかかった時間を見られるのは、承認の権限を持つ人です。人ごとの時間は、本人と承認ルートを管理する人に見えます",
    APPROVAL_DECIDE,
)


def may_withdraw(actor: Actor, writers: frozenset[UUID]) -> bool:
    """The actor asked, wrote, or manages routes. Rule P-193."""
    return actor.may(ROUTE_MANAGE.code) or (actor.person_id is not None and actor.person_id in writers)
