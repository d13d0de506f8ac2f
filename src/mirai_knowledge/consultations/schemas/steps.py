"""The steps a consultation takes, as they are told on its page, and as they stand in the audit log."""

from collections.abc import Mapping

from mirai_knowledge.audit.schemas import name_fields, tag

STEP_NAMES: Mapping[str, str] = {
    "assigned": "担当が決まりました",
    "handed_over": "担当を引き継ぎました",
    "declined": "担当を辞退しました",
    "asked_back": "聞き返しました",
    "replied": "返事をしました",
    "answered": "回答しました",
    "followed_up": "追加で質問しました",
    "accepted": "回答を採用しました",
    "resolved": "解決にしました",
    "cancelled": "相談を取り消しました",
    "reopened": "再開しました",
    "converted": "ナレッジの下書きにしました",
    "warned": "回答の期限が近づいています",
    "breached": "回答の期限を過ぎました",
}

ASKED = tag("consultation.asked", "専門家に相談した")
QUESTION_CHANGED = tag("consultation.question_changed", "相談の内容を直した")
ASSIGNED = tag("consultation.assigned", "相談の担当を決めた")
DECLINED = tag("consultation.declined", "相談の担当を辞退した")
WRITTEN = tag("consultation.written", "相談に書き込んだ")
REWRITTEN = tag("consultation.rewritten", "相談に書き込んだものを直した")
HELPFUL_SET = tag("consultation.helpful_set", "回答に「役に立った」を付けた")
HELPFUL_REMOVED = tag("consultation.helpful_removed", "回答の「役に立った」を外した")
ACCEPTED = tag("consultation.accepted", "回答を採用した")
RATED = tag("consultation.rated", "回答を評価した")
RESOLVED = tag("consultation.resolved", "相談を解決にした")
CANCELLED = tag("consultation.cancelled", "相談を取り消した")
REOPENED = tag("consultation.reopened", "相談を再開した")
CONVERTED = tag("consultation.converted", "採用した回答をナレッジの下書きにした")
WARNED = tag("consultation.warned", "相談の回答の期限が近いことを知らせた")
BREACHED = tag("consultation.breached", "相談の回答の期限が過ぎた")
RECALCULATED = tag("consultation.recalculated", "相談の回答の期限を計算し直した")
LOADED = tag("consultation.loaded", "移行で相談を取り込んだ")

name_fields(
    "document",
    {
        "expert_id": "担当の専門家",
        "due_at": "回答の期限",
        "priority": "優先度",
        "specialty": "分野",
        "post_id": "回答",
        "post_kind": "書き込みの種類",
        "stars": "評価",
        "knowledge_id": "ナレッジ",
    },
)
