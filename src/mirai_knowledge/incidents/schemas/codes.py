"""The ministry's lists: 事故の型 and 起因物 (労働省 事故の型及び起因物分類コード), and what the incident's own fields may say.

Fixed data: the codes stand in statistics and reports outside, so nobody renames or adds them here.
"""

from collections.abc import Mapping
from typing import Literal

from mirai_knowledge.incidents.schemas.agents import AGENT_GROUPS, AGENT_KINDS, AGENTS

__all__ = [
    "ABSENCES",
    "ACCIDENT_TYPES",
    "AGENTS",
    "AGENT_GROUPS",
    "AGENT_KINDS",
    "AGE_GROUPS",
    "CAUSE_FIELDS",
    "CLOSING",
    "CONSEQUENCES",
    "EVIDENCE",
    "LIKELIHOODS",
    "PARTS",
    "SEVERITIES",
    "TYPES",
    "VERIFICATION",
    "Side",
    "severity_of",
]

TYPES: Mapping[str, str] = {"accident": "人身事故", "property_damage": "物損事故", "near_miss": "ヒヤリ・ハット"}

ACCIDENT_TYPES: Mapping[int, str] = {
    1: "墜落、転落",
    2: "転倒",
    3: "激突",
    4: "飛来、落下",
    5: "崩壊、倒壊",
    6: "激突され",
    7: "はさまれ、巻き込まれ",
    8: "切れ、こすれ",
    9: "踏み抜き",
    10: "おぼれ",
    11: "高温・低温の物との接触",
    12: "有害物等との接触",
    13: "感電",
    14: "爆発",
    15: "破裂",
    16: "火災",
    17: "交通事故（道路）",
    18: "交通事故（その他）",
    19: "動作の反動、無理な動作",
    90: "その他",
    99: "分類不能",
}

SEVERITIES: Mapping[str, str] = {"low": "軽微", "medium": "中程度", "high": "重大", "critical": "致命的"}
LIKELIHOODS: Mapping[int, str] = {1: "ほとんど起きない", 2: "まれに起きる", 3: "ときどき起きる", 4: "頻繁に起きる"}
CONSEQUENCES: Mapping[int, str] = {
    1: "けがなし・手当のみ",
    2: "休業4日未満",
    3: "休業4日以上・障害",
    4: "死亡・生命の危険",
}
_MATRIX: Mapping[int, tuple[str, str, str, str]] = {
    1: ("low", "low", "medium", "medium"),
    2: ("low", "medium", "medium", "high"),
    3: ("medium", "high", "high", "critical"),
    4: ("high", "high", "critical", "critical"),
}

PARTS: Mapping[str, str] = {"victim": "被災者", "involved": "関係者", "witness": "目撃者"}
AGE_GROUPS: Mapping[str, str] = {
    "under20": "20歳未満",
    "20s": "20代",
    "30s": "30代",
    "40s": "40代",
    "50s": "50代",
    "60s": "60代",
    "70over": "70歳以上",
}
ABSENCES: Mapping[str, str] = {
    "none": "不休",
    "under4": "休業4日未満",
    "over4": "休業4日以上",
    "disability": "障害が残った",
    "death": "死亡",
}
CAUSE_FIELDS: Mapping[str, str] = {
    "man": "人（Man）",
    "machine": "設備・機械（Machine）",
    "media": "作業環境・方法（Media）",
    "management": "管理（Management）",
}


Side = Literal["before", "after"]
CLOSING, VERIFICATION = "incident_close", "action_verify"
"""What passes a route of approval, as rules name it."""
EVIDENCE: Mapping[Side, str] = {"before": "incident_action.before", "after": "incident_action.after"}
"""As records of which kind an action shows its photos and files of before and after."""


def severity_of(likelihood: int, consequence: int) -> str:
    """The severity at this place of the matrix (both 1 to 4)."""
    return _MATRIX[consequence][likelihood - 1]
