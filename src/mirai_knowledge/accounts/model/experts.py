"""Expert profiles: what a person knows, and whether they can be asked. Figures are never kept here: they are computed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId


class ExpertProfile(Base):
    """A person is an expert. `leads` looks after late consultations; `legacy` keeps what an import told, figures included."""

    __tablename__ = "expert_profile"
    __table_args__: Any = (
        CheckConstraint("years IS NULL OR (years >= 0 AND years <= 80)", name="years"),
        CheckConstraint("away_from IS NULL OR away_until IS NULL OR away_from <= away_until", name="away"),
        Index(None, "intake_run", postgresql_where=text("intake_run IS NOT NULL")),
    )
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    specialties: Mapped[list[str]]
    certifications: Mapped[list[str]]
    years: Mapped[int | None] = mapped_column(SmallInteger)
    bio: Mapped[str] = mapped_column(Text)
    available: Mapped[bool]
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    leads: Mapped[bool]
    intake_run: Mapped[UUID | None]
    legacy: Mapped[dict[str, JsonValue] | None] = mapped_column(JSONB(none_as_null=True))
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def can_be_asked(self, day: date) -> bool:
        """Whether the expert takes questions on that day."""
        return self.available and not self.is_away(day)

    def is_away(self, day: date) -> bool:
        """Whether the day lies in the time the expert is away; an open end goes on for ever."""
        if self.away_from is None and self.away_until is None:
            return False
        return (self.away_from is None or self.away_from <= day) and (self.away_until is None or day <= self.away_until)

    def touch(self, at: datetime) -> None:
        """The profile is one version further, changed at `at`."""
        self.version = (self.version or 0) + 1
        self.updated_at = at
