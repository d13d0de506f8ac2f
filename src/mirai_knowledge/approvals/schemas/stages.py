"""Stages of a route: who decides, how many of them, by when. The same shape goes in, is kept, is copied, and comes out."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.text import Line

WhoKind = Literal["role", "person", "project_role", "department"]
DueUnit = Literal["clock_hours", "business_days"]
PROJECT_ROLE_NAMES: Mapping[str, str] = {
    "manager": "所長",
    "staff": "職員",
    "safety": "安全担当",
    "quality": "品質担当",
    "expert": "技術支援",
}
"""Roles in a project that can decide; partners cannot."""


class Shape(BaseModel):
    """Frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Who(Shape):
    """People of a stage: holders of a role, one person, those with a role in the document's project, or a department."""

    kind: WhoKind
    value: Annotated[str, Line(100, at_least=1)]

    @model_validator(mode="after")
    def _fits(self) -> "Who":
        if self.kind == "person":
            try:
                UUID(self.value)
            except ValueError:
                raise ValueError("人は一覧から選んでください。") from None
        if self.kind == "project_role" and self.value not in PROJECT_ROLE_NAMES:
            raise ValueError("現場での役割は一覧から選んでください。")
        return self


class Due(Shape):
    """How long a stage may take."""

    amount: Annotated[int, Field(ge=1, le=400)]
    unit: DueUnit


class Stage(Shape):
    """A stage: `needed` of these people approve. Without `due` the time follows the importance of the document."""

    name: Annotated[str, Line(60, at_least=1)]
    who: Annotated[tuple[Who, ...], Field(min_length=1, max_length=20)]
    needed: Annotated[int, Field(ge=1, le=20)] = 1
    due: Due | None = None


def kept(stages: Sequence[Stage]) -> list[dict[str, JsonValue]]:
    """The stages as they are kept."""
    return [stage.model_dump(mode="json") for stage in stages]


def read(stages: Sequence[Mapping[str, JsonValue]]) -> tuple[Stage, ...]:
    """Kept stages."""
    return tuple(Stage.model_validate(stage) for stage in stages)
