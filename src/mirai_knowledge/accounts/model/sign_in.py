"""Credentials, sessions with their refresh tokens, and the counts of failed tries."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.accounts.errors import SessionEnded
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId, SessionId


class Algorithm(StrEnum):
    """How a password is hashed. `bcrypt` is what older systems left; it is accepted once and replaced."""

    ARGON2ID = "argon2id"
    BCRYPT = "bcrypt"


class EndReason(StrEnum):
    """Why a session ended."""

    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a reason, not a password
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a reason, not a password
    DISABLED = "disabled"
    TOKEN_REUSED = "token_reused"  # noqa: S105 - a reason, not a token


class Credential(Base):
    """The password of a person, hashed."""

    __tablename__ = "credential"
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(400))
    algorithm: Mapped[str] = mapped_column(String(20))
    changed_at: Mapped[datetime]
    must_change: Mapped[bool]


class SessionRow(Base):
    """One sign-in on one device: the family of its refresh tokens."""

    __tablename__ = "session"
    __table_args__ = (
        Index("ix_session_open", "person_id", "last_seen_at", postgresql_where=text("ended_at IS NULL")),
        Index(None, "expires_at"),
    )
    id: Mapped[SessionId] = mapped_column(Uuid(), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"))
    device: Mapped[str] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(String(45))
    signed_in_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(20))

    def end(self, reason: EndReason, at: datetime) -> None:
        """Open → ended; raises SessionEnded when it was ended before."""
        if self.ended_at is not None:
            raise SessionEnded("この端末のサインインはすでに終了しています。")
        self.ended_at = at
        self.end_reason = reason


class RefreshToken(Base):
    """One link of a session's chain. Only its hash is kept; the next one follows from it by a keyed hash."""

    __tablename__ = "refresh_token"
    __table_args__ = (UniqueConstraint("session_id", "position"),)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    session_id: Mapped[SessionId] = mapped_column(Uuid(), ForeignKey("session.id", ondelete="CASCADE"))
    position: Mapped[int]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ThrottleKind(StrEnum):
    """What failed tries are counted by."""

    ACCOUNT = "account"
    ADDRESS = "address"


class Throttle(Base):
    """Failed tries in a row of one login name or one network address; names are kept as hashes."""

    __tablename__ = "sign_in_throttle"
    __table_args__ = (CheckConstraint("kind IN ('account', 'address')", name="kind"), Index(None, "last_tried_at"))
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_tried_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
