"""Rules of search: who may search, how text becomes terms, how hits are marked."""

from mirai_knowledge.kernel.rights import rule
from mirai_knowledge.projects.policy import MASTER_MANAGE

SEARCH = rule("P-091", "サインインした人は検索でき、自分が見られるものだけが、件数・候補・抜粋にも現れます")
MAINTAIN = rule("P-092", "検索の索引を確かめ、作り直せるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)
RELATED = rule("P-146", "関連する文書には、見られる文書だけが現れ、元の文書を見られない人には何も示しません")

__all__ = ["MAINTAIN", "RELATED", "SEARCH"]
