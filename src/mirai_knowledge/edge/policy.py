"""Rules that belong to no slice: what anybody may ask, and what anybody signed in may ask for oneself."""

from mirai_knowledge.kernel.rights import rule

PUBLIC = rule("P-001", "だれでも、サインインの画面と稼働の確認を開ける", public=True)
SIGNED_IN = rule("P-002", "サインインした人は、自分のアカウントを見て変更できる")
