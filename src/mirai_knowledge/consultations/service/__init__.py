"""The verbs of consultations: ask, assign, write, mark, accept, rate, end, reopen, make knowledge; and those of the clock."""

from mirai_knowledge.consultations.service.asking import ask, change_question
from mirai_knowledge.consultations.service.assigning import assign, decline
from mirai_knowledge.consultations.service.clock import BREACH, WARN, escalate, recalculate, warn
from mirai_knowledge.consultations.service.closing import accept, cancel, convert, rate, reopen, resolve
from mirai_knowledge.consultations.service.writing import remove_helpful, rewrite, set_helpful, write

__all__ = [
    "BREACH",
    "WARN",
    "accept",
    "ask",
    "assign",
    "cancel",
    "change_question",
    "convert",
    "decline",
    "escalate",
    "rate",
    "recalculate",
    "remove_helpful",
    "reopen",
    "resolve",
    "rewrite",
    "set_helpful",
    "warn",
    "write",
]
