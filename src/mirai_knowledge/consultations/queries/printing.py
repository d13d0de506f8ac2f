"""What is printed of a consultation beside its text: how urgent it is, in which field, who asked and who is to answer."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.consultations.model import Consultation
from mirai_knowledge.consultations.schemas import PRIORITY_NAMES
from mirai_knowledge.documents.policy.printing import Beside
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

EMPTY = "―"


def get_beside(tx: Tx, _actor: Actor, document_id: UUID) -> Beside:
    """The facts of the consultation for who reads it."""
    row = tx.scalars(select(Consultation).where(Consultation.document_id == document_id)).one()
    return Beside(
        facts=(
            ("優先度", PRIORITY_NAMES[row.priority]),
            ("分野", row.specialty or EMPTY),
            ("相談した人", row.asker_name),
            ("担当の専門家", row.expert_name or EMPTY),
            ("相談した日", _day(row.asked_at.astimezone(clock.JST).date())),
            ("回答の希望日", _day(row.wanted_on)),
        )
    )


def _day(day: date | None) -> str:
    return EMPTY if day is None else f"{day:%Y年%-m月%-d日}"
