"""What is told, how it leaves the house, and how people want it."""

from mirai_knowledge.notifications.schemas.notices import (
    STREAM_NAMES,
    About,
    Importance,
    NewNotice,
    NoticePage,
    NoticeView,
    ReadCount,
    Stream,
    Way,
    importance_of,
)

__all__ = [
    "STREAM_NAMES",
    "About",
    "Importance",
    "NewNotice",
    "NoticePage",
    "NoticeView",
    "ReadCount",
    "Stream",
    "Way",
    "importance_of",
]
