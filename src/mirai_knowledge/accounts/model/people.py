"""People, companies, roles. State moves are methods that can refuse."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mirai_knowledge.accounts.errors import AlreadyInState
from mirai_knowledge.kernel.db import Base
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.text import reading_key

if TYPE_CHECKING:
    from mirai_knowledge.accounts.model.sign_in import Credential

CompanyId = NewType("CompanyId", UUID)


class PersonState(StrEnum):
    """Whether a person may sign in."""

    ACTIVE = "active"
    DISABLED = "disabled"


class CompanyState(StrEnum):
    """Whether a company can be given to people."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class CompanyKind(StrEnum):
    """Own company, partner (協力会社) or client (発注者)."""

    OWN = "own"
    PARTNER = "partner"
    CLIENT = "client"


class Company(Base):
    """A company people belong to."""

    __tablename__ = "company"
    __table_args__ = (
        CheckConstraint("kind IN ('own', 'partner', 'client')", name="kind"),
        CheckConstraint("state IN ('active', 'archived')", name="state"),
        Index(None, "sort_key", "id"),
    )
    id: Mapped[CompanyId] = mapped_column(Uuid(), primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    name_kana: Mapped[str | None] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(String(400, collation="C"))
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def archive(self) -> None:
        """Active → archived; raises AlreadyInState otherwise."""
        if self.state != CompanyState.ACTIVE:
            raise AlreadyInState("この会社はすでに使用停止になっています。")
        self.state = CompanyState.ARCHIVED

    def restore(self) -> None:
        """Archived → active; raises AlreadyInState otherwise."""
        if self.state != CompanyState.ARCHIVED:
            raise AlreadyInState("この会社はすでに使用中です。")
        self.state = CompanyState.ACTIVE

    def touch(self, at: datetime) -> None:
        """The record is one version further, changed at `at`; lists follow its present name."""
        self.sort_key = reading_key(self.name_kana or self.name)
        self.version = (self.version or 0) + 1
        self.updated_at = at


class Role(Base):
    """A set of grants under a lasting code. Roles are data; their codes are those of the domain."""

    __tablename__ = "role"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str] = mapped_column(String(400))
    position: Mapped[int]
    version: Mapped[int]
    updated_at: Mapped[datetime]


class RoleGrant(Base):
    """A role holds a right, within a scope."""

    __tablename__ = "role_grant"
    role_code: Mapped[str] = mapped_column(ForeignKey("role.code"), primary_key=True)
    right_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    scope: Mapped[str] = mapped_column(String(20))


class Person(Base):
    """Somebody with a login name. Never deleted: disabled, so that what they did keeps its name."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'disabled')", name="state"),
        Index(None, "sort_key", "id"),
        Index(None, "company_id"),
    )
    id: Mapped[PersonId] = mapped_column(Uuid(), primary_key=True)
    login_name: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    name_kana: Mapped[str | None] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(String(200, collation="C"))
    email: Mapped[str | None] = mapped_column(String(254))
    department: Mapped[str | None] = mapped_column(String(100))
    company_id: Mapped[CompanyId | None] = mapped_column(Uuid(), ForeignKey("company.id"))
    state: Mapped[str] = mapped_column(String(10))
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str | None] = mapped_column(String(400))
    rights_version: Mapped[int]
    last_signed_in_at: Mapped[datetime | None]
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    company: Mapped[Company | None] = relationship(lazy="raise", viewonly=True)
    roles: Mapped[list[Role]] = relationship(secondary="person_role", order_by=Role.position, lazy="raise", viewonly=True)
    credential: Mapped["Credential"] = relationship(lazy="raise", viewonly=True, uselist=False)

    def disable(self, reason: str, at: datetime) -> None:
        """Active → disabled, with the reason; raises AlreadyInState otherwise."""
        if self.state != PersonState.ACTIVE:
            raise AlreadyInState("この人はすでに無効になっています。")
        self.state = PersonState.DISABLED
        self.disabled_at = at
        self.disabled_reason = reason

    def enable(self) -> None:
        """Disabled → active; raises AlreadyInState otherwise."""
        if self.state != PersonState.DISABLED:
            raise AlreadyInState("この人はすでに有効です。")
        self.state = PersonState.ACTIVE
        self.disabled_at = None
        self.disabled_reason = None

    def touch(self, at: datetime) -> None:
        """The record is one version further, changed at `at`; lists follow its present name."""
        self.sort_key = reading_key(self.name_kana or self.name)
        self.version = (self.version or 0) + 1
        self.updated_at = at

    def outdate_tokens(self) -> None:
        """Access tokens issued until now are refused from the next request on."""
        self.rights_version += 1


class PersonRole(Base):
    """A person holds a role."""

    __tablename__ = "person_role"
    person_id: Mapped[PersonId] = mapped_column(Uuid(), ForeignKey("person.id"), primary_key=True)
    role_code: Mapped[str] = mapped_column(ForeignKey("role.code"), primary_key=True, index=True)
    granted_at: Mapped[datetime]
