"""Port: what accounts asks of slices above it. Joined in `entry.wiring`; each is synchronous, in the caller's transaction."""

from collections.abc import Callable
from typing import TypeAlias

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

UnreadSource: TypeAlias = Callable[[Tx, Actor], int]
"""`(tx, actor)` gives how many notices the actor has not read."""

_sources: list[UnreadSource] = []


def unread_by(source: UnreadSource) -> None:
    """From now on this source counts the unread notices a person is shown at sign-in."""
    _sources[:] = [source]


def count_unread(tx: Tx, actor: Actor) -> int:
    """Unread notices of the actor; 0 while nobody counts them."""
    return sum(source(tx, actor) for source in _sources)
