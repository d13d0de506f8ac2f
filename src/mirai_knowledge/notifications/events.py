"""What others may hear of notices."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from mirai_knowledge.kernel import outbox
from mirai_knowledge.kernel.ids import PersonId


@outbox.declare
@dataclass(frozen=True, slots=True)
class NoticeCreated(outbox.Event):
    """A person was told something."""

    name: ClassVar[str] = "notice.created"
    notice_id: UUID
    person_id: PersonId
