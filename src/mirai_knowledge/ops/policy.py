"""Who may see how the system runs."""

from mirai_knowledge.kernel.rights import declare, rule

OPERATIONS = declare("operations.manage", "運用を管理する")
SEE_OPERATIONS = rule("P-040", "稼働状況の詳細を見られるのは、運用を管理する人だけ", OPERATIONS)
