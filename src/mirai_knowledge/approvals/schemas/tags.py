"""What people do to approvals, as it stands in the audit log."""

from mirai_knowledge.audit.schemas import name_fields, tag

REQUESTED = tag("approval.requested", "承認を申請した")
APPROVED = tag("approval.approved", "承認した")
PASSED = tag("approval.passed", "すべての段階が承認された")
RETURNED = tag("approval.returned", "差し戻した")
DELEGATED = tag("approval.delegated", "承認をほかの人に任せた")
WITHDRAWN = tag("approval.withdrawn", "承認の申請を取り下げた")
REMINDED = tag("approval.reminded", "承認の期限が近いことを知らせた")
LATE = tag("approval.late", "承認が期限を過ぎたことを知らせた")
SHORT = tag("approval.short", "承認者が足りないことを管理者に知らせた")
RECALCULATED = tag("approval.recalculated", "会社の営業日に合わせて承認の期限を計算し直した")
ROUTE_ADDED = tag("approval.route_added", "承認ルートを登録した")
ROUTE_CHANGED = tag("approval.route_changed", "承認ルートを変更した")
RULES_SET = tag("approval.rules_set", "承認ルートの適用の順序を変更した")
DEPUTY_SET = tag("approval.deputy_set", "承認の代理を決めた")
DEPUTY_ENDED = tag("approval.deputy_ended", "承認の代理をやめた")

name_fields(
    "document",
    {
        "request_id": "申請",
        "route": "承認ルート",
        "stage": "承認の段階",
        "stages": "承認の段階",
        "for": "本来の承認者",
        "to": "任せた相手",
        "comment": "コメント",
        "due_at": "期限",
    },
)
name_fields("approval_route", {"name": "承認ルート名", "note": "説明", "stages": "段階", "archived": "使用停止"})
name_fields("person", {"deputy_id": "代理の人", "from_on": "代理の初日", "until_on": "代理の最終日"})
