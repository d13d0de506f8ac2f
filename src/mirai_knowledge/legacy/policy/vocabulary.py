"""What the words of the old system mean here: fixed tables, the masters of the installation, and the mapping file before both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from mirai_knowledge.kernel.text import fold
from mirai_knowledge.legacy.policy.findings import Meaning
from mirai_knowledge.legacy.schemas.mapping import VOCABULARIES, WordMapping

ROLES = {
    "admin": "admin", "manager": "site_manager", "construction_manager": "construction", "engineer": "construction",
    "quality_assurance": "quality", "safety_officer": "safety", "expert": "expert", "partner_company": "partner",
}  # fmt: skip
PROJECT_STATUS = {
    "planning": "planning", "計画中": "planning", "in_progress": "in_progress", "active": "in_progress", "施工中": "in_progress",
    "suspended": "suspended", "on_hold": "suspended", "中止": "suspended", "completed": "completed", "完了": "completed",
    "archived": "archived", "cancelled": "archived",
}  # fmt: skip
STATUS = {
    "approved": "published", "published": "published", "active": "published", "公開": "published", "承認済": "published",
    "draft": "draft", "下書き": "draft", "pending": "draft", "pending_review": "draft", "reviewing": "draft",
    "rejected": "draft", "差戻し": "draft",
    "archived": "archived", "obsolete": "archived", "deprecated": "archived", "廃止": "archived",
}  # fmt: skip
IMPORTANCE = {
    "low": "low", "低": "low", "medium": "medium", "normal": "medium", "中": "medium", "通常": "medium",
    "high": "high", "高": "high", "critical": "critical", "urgent": "critical", "緊急": "critical",
}  # fmt: skip
CATEGORY = {
    "施工": "施工計画", "品質": "品質管理", "QC": "品質管理", "安全": "安全衛生", "安全管理": "安全衛生", "Safety": "安全衛生",
    "環境": "環境対策", "原価": "原価管理", "出来形": "出来形管理", "工程": "工程管理",
}  # fmt: skip
SOP_CATEGORY = {
    "施工計画": "施工", "施工管理": "施工", "品質管理": "品質", "安全管理": "安全", "安全衛生": "安全", "環境対策": "環境",
    "出来形管理": "出来形",
}  # fmt: skip
REGULATION_CATEGORY = {
    "安全": "安全衛生", "安全管理": "安全衛生", "環境": "環境・廃棄物", "道路": "道路・土工", "土工": "道路・土工",
}  # fmt: skip
TARGETS = {
    "role": frozenset(ROLES.values()),
    "project_status": frozenset(PROJECT_STATUS.values()),
    "status": frozenset(STATUS.values()),
    "importance": frozenset(IMPORTANCE.values()),
}
"""What the words of the fixed vocabularies can mean."""


LIKE = 0.6
"""How alike two words must be for one to be proposed for the other."""


@dataclass(frozen=True, slots=True)
class Masters:
    """The editable masters of the installation: names and codes, each to its code."""

    work_types: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    sop_categories: Mapping[str, str] = field(default_factory=dict)
    regulation_categories: Mapping[str, str] = field(default_factory=dict)


class Vocabularies:
    """Answers what a word means."""

    def __init__(self, masters: Masters, mapping: WordMapping) -> None:
        self._tables = {
            "role": _folded(ROLES),
            "project_status": _folded(PROJECT_STATUS),
            "status": _folded(STATUS),
            "importance": _folded(IMPORTANCE),
            "work_type": _folded(masters.work_types),
            "category": _with_usual(CATEGORY, masters.categories),
            "sop_category": _with_usual(SOP_CATEGORY, masters.sop_categories),
            "regulation_category": _with_usual(REGULATION_CATEGORY, masters.regulation_categories),
        }
        self._told = {
            name: {fold(word).strip(): target for word, target in mapping.words_of(name).items() if target is not None}
            for name in self._tables
        }

    def meaning(self, vocabulary: str, word: str) -> Meaning:
        """What the word means; `by` is "nothing" when nobody has said it."""
        plain = fold(word).strip()
        told = self._told[vocabulary].get(plain)
        if told is not None:
            return Meaning(vocabulary, word, self._tables[vocabulary].get(fold(told).strip(), told), "mapping")
        target = self._tables[vocabulary].get(plain)
        return Meaning(vocabulary, word, target, "nothing" if target is None else "table")

    def likely(self, vocabulary: str, word: str) -> str | None:
        """What an unknown word probably means, for somebody to confirm; None when nothing is like it."""
        table = self._tables[vocabulary]
        near = get_close_matches(fold(word).strip(), table, n=1, cutoff=LIKE)
        return table[near[0]] if near else None

    def targets(self, vocabulary: str) -> frozenset[str]:
        """Everything that a word of the vocabulary can be told to mean: codes, and the names of masters."""
        table = self._tables[vocabulary]
        return TARGETS.get(vocabulary) or frozenset(table.values()) | frozenset(table)


def unknown_targets(vocabularies: Vocabularies, mapping: WordMapping) -> tuple[tuple[str, str], ...]:
    """The words of a mapping that are told to mean something there is not, as (field, what it was told to mean)."""
    wrong = []
    for name in VOCABULARIES:
        if name == "project":  # names records, known only once they are planned
            continue
        allowed = vocabularies.targets(name)
        for word, target in mapping.words_of(name).items():
            if target is not None and target not in allowed and fold(target).strip() not in allowed:
                wrong.append((f"{name}.{word}", target))
    return tuple(wrong)


def _with_usual(words: Mapping[str, str], masters: Mapping[str, str]) -> dict[str, str]:
    """The masters, and the usual words for those that are there."""
    table = _folded(masters)
    usual = {word: table.get(fold(name)) for word, name in words.items()}
    return _folded({word: code for word, code in usual.items() if code}) | table


def _folded(table: Mapping[str, str]) -> dict[str, str]:
    return {fold(word).strip(): target for word, target in table.items()}
