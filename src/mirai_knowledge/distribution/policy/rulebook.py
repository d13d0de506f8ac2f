"""Which rule sends what comes into force, in words and in fact. Pure."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, kind_of

CHANGE_NAMES = {"any": "", "material": "重要な改訂", "editorial": "軽微な改訂"}


class RuleLine(Protocol):
    """A line of the table."""

    position: int
    kind: str | None
    importances: list[str]
    change: str
    template_id: UUID | None


def first_fitting(rules: Sequence[RuleLine], *, kind: str, importance: str, material: bool) -> RuleLine | None:
    """The first rule of the table under which such an edition falls."""
    for rule in rules:
        change = rule.change == "any" or (rule.change == "material") == material
        if rule.kind in (None, kind) and (not rule.importances or importance in rule.importances) and change:
            return rule
    return None


def sentence_of(rule: RuleLine, template: str | None) -> str:
    """The rule in words."""
    parts = []
    if rule.kind is not None:
        parts.append(f"種類が「{kind_of(rule.kind).name}」")
    if rule.importances:
        parts.append(f"重要度が「{'・'.join(IMPORTANCE_NAMES[code] for code in rule.importances)}」")
    if CHANGE_NAMES[rule.change]:
        parts.append(CHANGE_NAMES[rule.change])
    condition = "、".join(parts) or "すべての文書"
    deed = f"ひな形「{template}」で配信します。" if template is not None else "自動では配信しません。"
    return f"規則{rule.position}（{condition}）: {deed}"
