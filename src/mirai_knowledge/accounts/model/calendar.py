"""The company's calendar: its hours, its weekdays, and the days that differ."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base

COMPANY = "company"


class WorkCalendar(Base):
    """When the company works: minutes since 00:00, and the seven weekdays from Monday as 1 and 0."""

    __tablename__ = "work_calendar"
    __table_args__: Any = (
        CheckConstraint("opens < closes AND closes <= 1440 AND opens >= 0", name="hours"),
        CheckConstraint("(break_from IS NULL) = (break_until IS NULL)", name="break"),
    )
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    opens: Mapped[int] = mapped_column(SmallInteger)
    closes: Mapped[int] = mapped_column(SmallInteger)
    break_from: Mapped[int | None] = mapped_column(SmallInteger)
    break_until: Mapped[int | None] = mapped_column(SmallInteger)
    weekdays: Mapped[str] = mapped_column(String(7))
    version: Mapped[int]
    updated_at: Mapped[datetime]

    def touch(self, at: datetime) -> None:
        """The calendar is one version further, changed at `at`."""
        self.version = (self.version or 0) + 1
        self.updated_at = at


class CalendarDay(Base):
    """A day that differs: the company works, or rests, whatever the weekday and the national holidays say."""

    __tablename__ = "calendar_day"
    on: Mapped[date] = mapped_column("on_day", primary_key=True)
    works: Mapped[bool]
    name: Mapped[str] = mapped_column(String(100))
