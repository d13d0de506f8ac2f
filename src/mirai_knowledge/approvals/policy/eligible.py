"""Who may decide in a stage, asked anew each time. Pure: the people are loaded before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from mirai_knowledge.approvals.schemas.stages import Stage, Who


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who can sign in and holds the right to decide."""

    name: str
    department: str | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody who can decide at all, roles in projects today, deputies of today, administrators of routes."""

    people: Mapping[UUID, Decider]
    project_roles: Mapping[tuple[UUID, UUID], frozenset[str]]
    deputies: Sequence[tuple[UUID, UUID]]
    administrators: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Open:
    """A stage that is decided: in which project, who is barred, who approved in whose place, who handed it to whom."""

    stage: Stage
    project_id: UUID | None
    barred: frozenset[UUID]
    approved: Sequence[tuple[UUID, UUID | None]] = ()
    delegated: Sequence[tuple[UUID, UUID]] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a stage stands: who may decide, who has, how many it takes, and whether too few people are left."""

    eligible: frozenset[UUID]
    approved: frozenset[UUID]
    """Those who count as having approved, by themselves or through a deputy."""
    needed: int
    count: int
    short: bool
    deputies: Mapping[UUID, tuple[UUID, ...]] = field(default_factory=dict)
    """Deputies of today of those who may still decide, by the one they stand for."""

    @property
    def complete(self) -> bool:
        """Whether enough people have approved."""
        return self.count >= self.needed

    @property
    def waits_for(self) -> frozenset[UUID]:
        """Everybody who can decide now, deputies too."""
        return self.eligible.union(*self.deputies.values()) if self.deputies else self.eligible


def standing_of(opened: Open, staff: Staff) -> Standing:
    """How the stage stands with the people of now. Where fewer are left than it takes, administrators decide with them."""
    chosen = {person for who in opened.stage.who for person in _named(who, staff, opened.project_id)}
    for giver, taker in opened.delegated:
        chosen.discard(giver)
        chosen.add(taker)
    chosen = {person for person in chosen if person in staff.people and person not in opened.barred}
    acted = frozenset(person for person, _ in opened.approved)
    counted = acted | frozenset(principal for _, principal in opened.approved if principal is not None)
    left, count = chosen - counted, len(opened.approved)
    short = len(left) + count < opened.stage.needed
    if short:
        left |= {person for person in staff.administrators if person not in opened.barred and person not in counted}
    possible = len(left) + count
    needed = min(opened.stage.needed, max(possible, 1))
    deputies: dict[UUID, tuple[UUID, ...]] = {}
    for principal, deputy in staff.deputies:
        barred = deputy in opened.barred or deputy in counted or deputy in left
        if principal in left and deputy in staff.people and not barred:
            deputies[principal] = (*deputies.get(principal, ()), deputy)
    return Standing(frozenset(left), counted, needed, count, short, deputies)


def acts_for(standing: Standing, person: UUID) -> tuple[bool, UUID | None]:
    """Whether the person may decide now, and in whose place (None: in their own)."""
    if person in standing.eligible:
        return True, None
    principal = next((key for key, deputies in sorted(standing.deputies.items()) if person in deputies), None)
    return principal is not None, principal


def _named(who: Who, staff: Staff, project_id: UUID | None) -> frozenset[UUID]:
    if who.kind == "person":
        return frozenset({UUID(who.value)})
    if who.kind == "role":
        return frozenset(key for key, person in staff.people.items() if who.value in person.roles)
    if who.kind == "department":
        return frozenset(key for key, person in staff.people.items() if person.department == who.value)
    held = (key for (project, key), roles in staff.project_roles.items() if project == project_id and who.value in roles)
    return frozenset(held)
