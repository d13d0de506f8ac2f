"""Whose notices are whose, and which of them may still be seen."""

from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.notifications.model import Notice

SubjectId: TypeAlias = SQLCoreOperations[UUID | None]
Sight: TypeAlias = Callable[[Actor, SubjectId], ColumnElement[bool]]
"""Port: `(actor, id)` is the SQL condition that the actor may see the thing with this id. Joined in `entry.wiring`."""

_sights: dict[str, Sight] = {}


def seen_by(kind: str, sight: Sight) -> None:
    """From now on notices about things of this kind are for those who may see the thing."""
    _sights[kind] = sight


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The notices of the actor, nobody else's, about what the actor may see now; machine work has none.

    Notices about a kind that nobody answers for are hidden.
    """
    if actor.person_id is None:
        return false()
    subject = Notice.subject_id.expression
    seen = (and_(Notice.subject_kind == kind, sight(actor, subject)) for kind, sight in _sights.items())
    return and_(Notice.person_id == actor.person_id, or_(Notice.subject_kind.is_(None), *seen))
