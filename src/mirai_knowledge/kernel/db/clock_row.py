"""The shared offset of the test environment's clock, as a table."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db.base import Base


class ClockOffsetRow(Base):
    """One row: how far the clock of every test process is moved."""

    __tablename__ = "clock_offset"
    __table_args__ = (CheckConstraint("id", name="one_row"),)
    id: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    offset_seconds: Mapped[float]
