"""The numbered rules of notices and of what leaves the house."""

from mirai_knowledge.accounts.policy.rights import INTEGRATION_MANAGE
from mirai_knowledge.kernel.rights import rule

P_020 = rule("P-020", "サインインした人は、自分あてのお知らせだけを、その対象を見られるあいだ見られる")
OWN_WISHES = rule("P-230", "サインインした人は、自分の通知設定と端末だけを、見て変更できます")
SEE_DELIVERIES = rule("P-231", "送信状況と送信設定を見られるのは、外部連携を管理する権限を持つ人だけです", INTEGRATION_MANAGE)
MOVE_DELIVERIES = rule(
    "P-232", "送信のやり直しと取りやめができるのは、外部連携を管理する権限を持つ人だけです", INTEGRATION_MANAGE
)
HOLD_ALL = rule(
    "P-233", "すべての送信を保留し、再開し、保留分を捨てられるのは、外部連携を管理する権限を持つ人だけです", INTEGRATION_MANAGE
)
MANAGE_GROUPS = rule("P-234", "Teams の送り先を変更できるのは、外部連携を管理する権限を持つ人だけです", INTEGRATION_MANAGE)
SEND_TEST = rule(
    "P-235",
    "テスト送信ができるのは、外部連携を管理する権限を持つ人で、送れるのは自分あてと Teams の送り先です",
    INTEGRATION_MANAGE,
)
READ_TRAY = rule("P-236", "送信トレイのメールを読めるのは、外部連携を管理する権限を持つ人だけです", INTEGRATION_MANAGE)
