"""What people do to distributions, as it stands in the audit log."""

from mirai_knowledge.audit.schemas import name_fields, tag

PLANNED = tag("distribution.planned", "文書の配信を指示した")
SENT = tag("distribution.sent", "文書を配信した")
CANCELLED = tag("distribution.cancelled", "配信を取りやめた")
NUDGED = tag("distribution.nudged", "未確認の人にもう一度知らせた")
REMINDED = tag("distribution.reminded", "確認の期限が近いことを知らせた")
LATE = tag("distribution.late", "確認が期限を過ぎたことを知らせた")
REOPENED = tag("distribution.reopened", "改訂のため、もう一度確認を求めた")
OPENED = tag("distribution.opened", "配信された文書を開いた")
CONFIRMED = tag("distribution.confirmed", "読んだことを確認した")
TRIED = tag("distribution.tried", "確認の設問に答えた")
ASKED = tag("distribution.asked", "わからないところを質問した")
ANSWERED = tag("distribution.answered", "周知の質問に答えた")
MEETING_HELD = tag("distribution.meeting_held", "朝礼で周知し、署名を受けた")
PROOF_PRINTED = tag("distribution.proof_printed", "周知記録を PDF にした")
GROUP_ADDED = tag("distribution.group_added", "配信先グループを登録した")
GROUP_CHANGED = tag("distribution.group_changed", "配信先グループを変更した")
TEMPLATE_ADDED = tag("distribution.template_added", "配信のひな形を登録した")
TEMPLATE_CHANGED = tag("distribution.template_changed", "配信のひな形を変更した")
RULES_SET = tag("distribution.rules_set", "自動配信の規則を変更した")

name_fields(
    "document",
    {
        "distribution_id": "配信",
        "audience": "配信先",
        "recipients": "配信した人数",
        "left_out": "見られないため配信しなかった人数",
        "opened_to": "見られるようにした人数",
        "closed_to": "見られなくした人数",
        "confirm": "確認を求める",
        "send_at": "配信日時",
        "due_at": "確認の期限",
        "people": "人数",
        "rule_no": "自動配信の規則",
        "meeting_id": "朝礼",
        "reply": "回答",
        "right": "正解",
    },
)
name_fields("distribution_group", {"name": "グループ名", "note": "説明", "audience": "配信先", "archived": "使用停止"})
name_fields("distribution_template", {"name": "ひな形の名前", "audience": "配信先", "archived": "使用停止"})
