"""Milestones of a project: what may be said of them, and how they are shown."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Struct
from pydantic import AfterValidator, Field

from mirai_knowledge.kernel.text import Line
from mirai_knowledge.projects.schemas.fields import MAX_MILESTONES, Command, Day, MilestoneState

MilestoneName = Annotated[str, Line(200, at_least=1)]


class SetMilestone(Command):
    """A milestone as it shall stand; with the id of a present one it stays itself."""

    id: UUID | None = None
    name: MilestoneName
    planned_on: Day | None = None
    reached_on: Day | None = None
    state: MilestoneState = "planned"


def _different(milestones: tuple[SetMilestone, ...]) -> tuple[SetMilestone, ...]:
    ids = [one.id for one in milestones if one.id is not None]
    if len(set(ids)) < len(ids):
        raise ValueError("同じ節目が2回指定されています。画面を開き直してください。")
    return milestones


class SetMilestones(Command):
    """The milestones a project has from now on, in order; all others are gone."""

    milestones: Annotated[tuple[SetMilestone, ...], Field(max_length=MAX_MILESTONES), AfterValidator(_different)]


class MilestoneView(Struct, frozen=True, kw_only=True):
    """A milestone. `late`: its day has passed and it is not reached; `contradictory`: its state and its days disagree."""

    id: UUID
    name: str
    planned_on: date | None
    reached_on: date | None
    state: MilestoneState
    late: bool
    contradictory: bool
