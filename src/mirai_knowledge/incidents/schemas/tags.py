"""What the audit log says of incidents, corrective actions and public records."""

from mirai_knowledge.audit.schemas import name_fields, tag

REPORTED = tag("incident.reported", "事故・ヒヤリを報告した")
CHANGED = tag("incident.changed", "事故・ヒヤリの内容を変更した")
MOVED = tag("incident.moved", "事故・ヒヤリの状態を変えた")
NAMES_SHOWN = tag("incident.names_shown", "事故の当事者の氏名を見た")
LOADED = tag("incident.loaded", "事故・ヒヤリを移行した")
ACTION_PLANNED = tag("incident_action.planned", "是正処置を登録した")
ACTION_CHANGED = tag("incident_action.changed", "是正処置を変更した")
ACTION_MOVED = tag("incident_action.moved", "是正処置の状態を変えた")
PUBLIC_IMPORTED = tag("public_record.imported", "公的な事故記録を取り込んだ")

name_fields(
    "document",
    {
        "type": "種類",
        "severity": "重大さ",
        "state": "状況",
        "reason": "理由",
        "people": "当事者の数",
        "hidden_texts": "氏名を伏せた文の数",
    },
)
name_fields(
    "incident_action",
    {
        "document_id": "事故・ヒヤリ",
        "owner_id": "担当者",
        "due_on": "期日",
        "effect_weeks": "効果の確認までの週数",
        "state": "状態",
        "reason": "理由",
    },
)
