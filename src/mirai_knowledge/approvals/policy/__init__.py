"""Who may ask and decide, which route a document takes, who is eligible, by when."""

from mirai_knowledge.approvals.policy.eligible import Decider, Open, Staff, Standing, acts_for, standing_of
from mirai_knowledge.approvals.policy.routing import Names, condition_of, first_fitting, sentence_of
from mirai_knowledge.approvals.policy.rules import (
    P_190,
    P_191,
    P_192,
    P_193,
    P_194,
    P_195,
    P_196,
    P_197,
    P_198,
    P_199,
    may_withdraw,
)
from mirai_knowledge.approvals.policy.seeing import visible_to
from mirai_knowledge.approvals.policy.timing import due_at, reminder_at

__all__ = [
    "P_190",
    "P_191",
    "P_192",
    "P_193",
    "P_194",
    "P_195",
    "P_196",
    "P_197",
    "P_198",
    "P_199",
    "Decider",
    "Names",
    "Open",
    "Staff",
    "Standing",
    "acts_for",
    "condition_of",
    "due_at",
    "first_fitting",
    "may_withdraw",
    "reminder_at",
    "sentence_of",
    "standing_of",
    "visible_to",
]
