"""The verbs of approvals: ask, decide, stand in for somebody, shape routes; and what happens by itself."""

from mirai_knowledge.approvals.service.asking import Question, ask
from mirai_knowledge.approvals.service.deciding import approve, approve_many, delegate, send_back, submit, withdraw
from mirai_knowledge.approvals.service.deputies import BEGINS, ENDS, end_deputy, set_deputy
from mirai_knowledge.approvals.service.stages import ESCALATE, REMIND, escalate, recalculate, refresh, remind
from mirai_knowledge.approvals.service.templates import add_route, change_route, set_rules

__all__ = [
    "BEGINS",
    "ENDS",
    "ESCALATE",
    "REMIND",
    "Question",
    "add_route",
    "approve",
    "approve_many",
    "ask",
    "change_route",
    "delegate",
    "end_deputy",
    "escalate",
    "recalculate",
    "refresh",
    "remind",
    "send_back",
    "set_deputy",
    "set_rules",
    "submit",
    "withdraw",
]
