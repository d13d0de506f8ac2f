"""What others may hear of notices."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel import outbox


@outbox.declare
@dataclass(frozen=True, slots=True)
class NoticeCreated(outbox.Event):
    """People were told something, all in one go; `notice_id` is the first one's notice, `people` how many they are."""

    name: ClassVar[str] = "notice.created"
    notice_id: UUID
    people: int
