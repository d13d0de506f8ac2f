"""The verbs of notices: tell people, send what leaves the house, and let each person and the administrator have their say."""

from mirai_knowledge.notifications.service.deliveries import resend, resend_failed, send_test, withdraw
from mirai_knowledge.notifications.service.groups import add_group, change_group, remove_group
from mirai_knowledge.notifications.service.hold import drop_held, hold_all, release_all
from mirai_knowledge.notifications.service.notices import mark_all_read, mark_read, notify
from mirai_knowledge.notifications.service.sending import (
    Claim,
    claim_next,
    forget_old,
    keep_in_tray,
    note_away,
    prepare,
    record_outcome,
)
from mirai_knowledge.notifications.service.wishes import add_device, remove_device, set_wishes

__all__ = [
    "Claim",
    "add_device",
    "add_group",
    "change_group",
    "claim_next",
    "drop_held",
    "forget_old",
    "hold_all",
    "keep_in_tray",
    "mark_all_read",
    "mark_read",
    "note_away",
    "notify",
    "prepare",
    "record_outcome",
    "release_all",
    "remove_device",
    "remove_group",
    "resend",
    "resend_failed",
    "send_test",
    "set_wishes",
    "withdraw",
]
