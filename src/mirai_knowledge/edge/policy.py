"""Rules that belong to no slice: what anybody may ask, and what anybody signed in may ask for oneself."""

from mirai_knowledge.kernel.rights import declare, rule

PUBLIC = rule("P-001", "だれでも、サインインの画面と稼働の確認を開ける", public=True)
SIGNED_IN = rule("P-002", "サインインした人は、自分のアカウントを見て変更できる")

LIST_EXPORT = declare("list.export", "一覧を書き出す")
EXPORT_LISTS = rule(
    "P-140",
    "一覧を CSV・Excel に書き出せるのは、一覧を書き出す権限を持ち、その一覧を見られる人です",
    LIST_EXPORT,
)
