"""Who asks, answers and decides; how long an answer may take; who is proposed; what the kind brings to documents."""

from mirai_knowledge.consultations.policy.assigning import find_best, propose
from mirai_knowledge.consultations.policy.clock import HOURS, clock_of, is_warned, minutes_for, warning_at
from mirai_knowledge.consultations.policy.kind import CONSULTATION, P_165
from mirai_knowledge.consultations.policy.rules import (
    MAY,
    P_166,
    P_167,
    P_168,
    P_169,
    P_170,
    P_171,
    P_172,
    P_173,
    P_174,
    Part,
    can,
    part_of,
    require_move,
)
from mirai_knowledge.consultations.policy.seeing import visible_to

__all__ = [
    "CONSULTATION",
    "HOURS",
    "MAY",
    "P_165",
    "P_166",
    "P_167",
    "P_168",
    "P_169",
    "P_170",
    "P_171",
    "P_172",
    "P_173",
    "P_174",
    "Part",
    "can",
    "clock_of",
    "find_best",
    "is_warned",
    "minutes_for",
    "part_of",
    "propose",
    "require_move",
    "visible_to",
    "warning_at",
]
