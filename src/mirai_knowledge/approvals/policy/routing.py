"""Which rule sends a document along which route, and the words for it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mirai_knowledge.approvals.model import ApprovalRule
from mirai_knowledge.approvals.schemas.ports import find_subject, subject_names
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, all_kinds
from mirai_knowledge.documents.schemas.ports import Routed


@dataclass(frozen=True, slots=True)
class Names:
    """How categories and projects of rules are called."""

    categories: Mapping[tuple[str | None, str], str]
    projects: Mapping[UUID, str]


def fits(rule: ApprovalRule, routed: Routed) -> bool:
    """Whether everything the rule names is so."""
    wanted = (
        rule.kind is None or rule.kind == routed.kind,
        rule.category is None or rule.category == routed.category,
        not rule.importances or routed.importance in rule.importances,
        rule.project_id is None or rule.project_id == routed.project_id,
    )
    return all(wanted)


def first_fitting(rules: Sequence[ApprovalRule], routed: Routed) -> ApprovalRule | None:
    """The rule that counts. What is no publication takes a route only where a rule names it."""
    named = find_subject(routed.kind) is not None
    return next((rule for rule in rules if fits(rule, routed) and (rule.kind is not None or not named)), None)


def condition_of(rule: ApprovalRule, names: Names) -> str:
    """What the rule asks for, in words."""
    kinds = {kind.code: kind.name for kind in all_kinds()} | subject_names()
    parts = []
    if rule.kind is not None:
        parts.append(f"種類が「{kinds.get(rule.kind, rule.kind)}」")
    if rule.category is not None:
        parts.append(f"分類が「{names.categories.get((rule.kind, rule.category), rule.category)}」")
    if rule.importances:
        parts.append(f"重要度が「{'・'.join(IMPORTANCE_NAMES[each] for each in rule.importances)}」")
    if rule.project_id is not None:
        parts.append(f"現場が「{names.projects.get(rule.project_id, '')}」")
    return "、".join(parts) or "すべての文書"


def sentence_of(rule: ApprovalRule | None, route_name: str | None, condition: str) -> str:
    """Which route a document takes by this rule, and why."""
    if rule is None:
        return "どの規則にも当てはまらないため、承認は要りません。公開の権限を持つ人が公開します。"
    if route_name is None:
        return f"規則{rule.position}（{condition}）に当てはまり、承認は要りません。公開の権限を持つ人が公開します。"
    return f"規則{rule.position}（{condition}）に当てはまるため、承認ルート「{route_name}」で承認します。"
