"""Tables of notices, of what leaves the house because of them, and of how each person wants it."""

from mirai_knowledge.notifications.model.deliveries import ChannelHealth, Delivery, DeliveryState, OutboundHold, TrayMail
from mirai_knowledge.notifications.model.notices import Notice, NoticeId
from mirai_knowledge.notifications.model.wishes import NoticeWishes, PushDevice, TeamsWebhook

__all__ = [
    "ChannelHealth",
    "Delivery",
    "DeliveryState",
    "Notice",
    "NoticeId",
    "NoticeWishes",
    "OutboundHold",
    "PushDevice",
    "TeamsWebhook",
    "TrayMail",
]
