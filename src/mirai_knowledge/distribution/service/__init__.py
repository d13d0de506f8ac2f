"""The verbs of distribution: send, read, ask, answer, meet, shape forms; and what happens by itself."""

from mirai_knowledge.distribution.service.answering import answer_question, note_opened, say
from mirai_knowledge.distribution.service.clockwork import escalate, remind, reopen
from mirai_knowledge.distribution.service.meetings import hold_meeting, note_printed
from mirai_knowledge.distribution.service.saved import add_group, add_template, change_group, change_template, set_rules
from mirai_knowledge.distribution.service.sending import (
    BEGINS,
    DELIVER,
    ESCALATE,
    REMIND,
    cancel,
    deliver,
    nudge,
    send,
    send_by_rule,
)

__all__ = [
    "BEGINS",
    "DELIVER",
    "ESCALATE",
    "REMIND",
    "add_group",
    "add_template",
    "answer_question",
    "cancel",
    "change_group",
    "change_template",
    "deliver",
    "escalate",
    "hold_meeting",
    "note_opened",
    "note_printed",
    "nudge",
    "remind",
    "reopen",
    "say",
    "send",
    "send_by_rule",
    "set_rules",
]
