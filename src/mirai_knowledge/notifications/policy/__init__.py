"""Whose notices are whose, who looks after what leaves the house, and when and in which words it does."""

from mirai_knowledge.notifications.policy.notices import seen_by, visible_to
from mirai_knowledge.notifications.policy.rules import (
    HOLD_ALL,
    MANAGE_GROUPS,
    MOVE_DELIVERIES,
    OWN_WISHES,
    P_020,
    READ_TRAY,
    SEE_DELIVERIES,
    SEND_TEST,
)

__all__ = [
    "HOLD_ALL",
    "MANAGE_GROUPS",
    "MOVE_DELIVERIES",
    "OWN_WISHES",
    "P_020",
    "READ_TRAY",
    "SEE_DELIVERIES",
    "SEND_TEST",
    "seen_by",
    "visible_to",
]
