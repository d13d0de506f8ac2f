"""Audiences, questions and due times: the same shape goes in, is kept, is copied, and comes out."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.text import Line

TargetKind = Literal["everyone", "role", "project", "company", "tier", "person", "group"]
DueUnit = Literal["clock_hours", "business_days"]
MAX_TARGETS = 100
MAX_TIER = 9
NEEDS_ID = frozenset({"project", "company", "person", "group"})


class Shape(BaseModel):
    """Frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(Shape):
    """A part of an audience. `value` is a role's code, an id, or a tier; a company can be narrowed to a project, a tier has
    to be.
    """

    kind: TargetKind
    value: Annotated[str, Line(100)] = ""
    project_id: UUID | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Target":
        if self.kind in NEEDS_ID and not _is_id(self.value):
            raise ValueError("配信先は一覧から選んでください。")
        if self.kind == "role" and not self.value:
            raise ValueError("役割を選んでください。")
        if self.kind == "tier" and (self.project_id is None or self.value not in {str(tier) for tier in range(MAX_TIER + 1)}):
            raise ValueError("現場と、会社の次数（0〜9）を選んでください。")
        return self


class Question(Shape):
    """A question about what was read; one of the choices is right."""

    text: Annotated[str, Line(300, at_least=1)]
    choices: Annotated[tuple[Annotated[str, Line(200, at_least=1)], ...], Field(min_length=2, max_length=6)]
    right: Annotated[int, Field(ge=0, le=5)]

    @model_validator(mode="after")
    def _fits(self) -> "Question":
        if self.right >= len(self.choices):
            raise ValueError("正解を選択肢から選んでください。")
        return self


class Due(Shape):
    """How long people have."""

    amount: Annotated[int, Field(ge=1, le=400)]
    unit: DueUnit


Audience = Annotated[tuple[Target, ...], Field(min_length=1, max_length=MAX_TARGETS)]
Questions = Annotated[tuple[Question, ...], Field(max_length=3)]


def kept_audience(audience: Sequence[Target]) -> list[dict[str, JsonValue]]:
    """The audience as it is kept."""
    return [target.model_dump(mode="json") for target in audience]


def read_audience(audience: Sequence[Mapping[str, JsonValue]]) -> tuple[Target, ...]:
    """A kept audience."""
    return tuple(Target.model_validate(target) for target in audience)


def kept_questions(questions: Sequence[Question]) -> list[dict[str, JsonValue]]:
    """The questions as they are kept."""
    return [question.model_dump(mode="json") for question in questions]


def read_questions(questions: Sequence[Mapping[str, JsonValue]]) -> tuple[Question, ...]:
    """Kept questions."""
    return tuple(Question.model_validate(question) for question in questions)


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
