"""Who is proposed to answer: by field, then by who takes questions, then by load; with the reasons in words. Pure."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from mirai_knowledge.accounts.schemas.experts import ExpertView
from mirai_knowledge.consultations.schemas.views import Proposal
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel.text import fold


def propose(experts: Sequence[ExpertView], loads: Mapping[UUID, int], specialty: str) -> tuple[Proposal, ...]:
    """The experts as proposals, the best first. Two alike stand in the order given."""
    proposals = [_proposal(expert, loads.get(expert.person_id, 0), specialty) for expert in experts]
    return tuple(sorted(proposals, key=lambda entry: (not entry.takes_questions, not entry.matches, entry.load)))


def find_best(proposals: Sequence[Proposal]) -> Proposal | None:
    """The expert to whom a question goes without being chosen: takes questions and knows the field; None otherwise."""
    return next((entry for entry in proposals if entry.takes_questions and entry.matches), None)


def _proposal(expert: ExpertView, load: int, specialty: str) -> Proposal:
    words = [word for word in expert.specialties if _same(word, specialty)]
    reasons = [f"専門が一致（{words[0]}）"] if words else []
    reasons.append(f"対応中 {load}件")
    reasons.append(_presence(expert))
    return Proposal(
        person=PersonRef(expert.person_id, expert.name),
        department=expert.department,
        matches=bool(words),
        takes_questions=expert.takes_questions,
        load=load,
        reasons=tuple(reasons),
    )


def _presence(expert: ExpertView) -> str:
    if expert.takes_questions:
        return "受付中"
    if expert.available and expert.away_until is not None:
        return f"{expert.away_until.month}月{expert.away_until.day}日まで不在"
    return "不在" if expert.available else "受付を休止中"


def _same(word: str, specialty: str) -> bool:
    return bool(specialty) and fold(word) == fold(specialty)
