"""The rights roles can hold, and the numbered rules of this slice.

A right belongs to the slice whose verbs ask for it. Those of slices that are still to come stand here, so that roles
can be given them from the first day; a slice that comes takes its lines with it. `audit.read` and `operations.manage`
already live with audit and operations.
"""

from mirai_knowledge.kernel.rights import declare, rule

PERSON_MANAGE = declare("person.manage", "人・会社・役割を管理する")

SEE_PEOPLE = rule("P-010", "人と役割の一覧を見られるのは、人を管理する権限を持つ人だけです", PERSON_MANAGE)
MANAGE_PEOPLE = rule("P-011", "人の登録・変更・無効化ができるのは、人を管理する権限を持つ人だけです", PERSON_MANAGE)
GRANT_ROLES = rule("P-012", "役割を与えたり外したりできるのは、人を管理する権限を持つ人だけです", PERSON_MANAGE)
MANAGE_COMPANIES = rule("P-013", "会社を見たり変更したりできるのは、人を管理する権限を持つ人だけです", PERSON_MANAGE)
CHANGE_GRANTS = rule("P-014", "役割の権限を変更できるのは、人を管理する権限を持つ人だけです", PERSON_MANAGE)

# approvals
APPROVAL_DECIDE = declare("approval.decide", "承認する・差し戻す")
ROUTE_MANAGE = declare("route.manage", "承認ルートを管理する")
# distribution
DISTRIBUTION_SEND = declare("distribution.send", "配信する")
RECEIPT_CONFIRM = declare("receipt.confirm", "読んだことを確認する", ("all", "visible"))
declare("rollout.answer", "水平展開に回答する", ("all", "visible"))
# consultations
CONSULTATION_ASK = declare("consultation.ask", "専門家に相談する")
CONSULTATION_ANSWER = declare("consultation.answer", "相談に回答する")
# projects
declare("project.manage", "現場を管理する", ("all", "own"))
# masters, integrations
MASTER_MANAGE = declare("master.manage", "マスタを管理する")
INTEGRATION_MANAGE = declare("integration.manage", "外部連携を管理する")

SEE_EXPERTS = rule("P-175", "専門家の一覧とページを見られるのは、専門家に相談する権限を持つ人です", CONSULTATION_ASK)
CHANGE_EXPERT = rule(
    "P-176",
    "専門家の紹介を登録・変更できるのは、相談に回答する権限を持つ人のうち、本人と人を管理する人です",
    CONSULTATION_ANSWER,
)
MANAGE_CALENDAR = rule("P-177", "会社の営業日・営業時間を変更できるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)
SEE_CALENDAR = rule("P-178", "サインインした人は、会社の営業日・営業時間を見られます")
