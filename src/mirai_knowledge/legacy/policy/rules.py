"""Who may migrate."""

from mirai_knowledge.kernel.rights import rule
from mirai_knowledge.projects.policy import MASTER_MANAGE

P_090 = rule("P-090", "移行元のデータを調べられるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)
