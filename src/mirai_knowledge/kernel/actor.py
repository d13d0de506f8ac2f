"""Who acts. Every read and write is done by an actor; machine work names itself (`Actor.system("reindex")`)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self

from mirai_knowledge.kernel.ids import PersonId, SessionId

Scope = Literal["all", "own_projects", "own", "draft_only", "visible"]
Origin = Literal["web", "cli", "job", "system"]


@dataclass(frozen=True, slots=True)
class Grant:
    """A right and how far it reaches."""

    right: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a machine task with the rights it has right now, loaded in the transaction it acts in.

    `confirmed_at` is when the person last proved, in this session, to be who they are.
    """

    name: str
    person_id: PersonId | None = None
    login_name: str | None = None
    roles: tuple[str, ...] = ()
    grants: frozenset[Grant] = frozenset()
    session_id: SessionId | None = None
    origin: Origin = "web"
    address: str | None = None
    must_change_password: bool = False
    confirmed_at: datetime | None = None
    everything: bool = field(default=False)

    @classmethod
    def system(cls, task: str) -> Self:
        """Machine work under its own name; it may do everything and stands in the audit by that name."""
        return cls(name=task, origin="system", everything=True)

    def may(self, right: str) -> bool:
        """Whether the right is held at all, whatever its scope."""
        return self.everything or any(grant.right == right for grant in self.grants)

    def scopes(self, right: str) -> frozenset[Scope]:
        """How far the right reaches: empty when it is not held."""
        if self.everything:
            return frozenset({"all"})
        return frozenset(grant.scope for grant in self.grants if grant.right == right)
