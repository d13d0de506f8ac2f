"""What projects are made of, field by field, with the words that refuse a wrong value."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from mirai_knowledge.kernel.text import Line, Paragraphs, none_if_empty

PROJECT_CODE = re.compile(r"[\w.-]{1,40}")
WORK_TYPE_CODE = re.compile(r"[a-z0-9_]{1,40}")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
WRONG_ORDER = "終わりの日は、始まりの日以降にしてください。"
MAX_WORK_TYPES = 30
MAX_SECTIONS = 200
MAX_MILESTONES = 200

Status = Literal["planning", "in_progress", "suspended", "completed", "archived"]
FirstStatus = Literal["planning", "in_progress"]
MilestoneState = Literal["planned", "in_progress", "reached"]
TaskState = Literal["pending", "in_progress", "completed", "cancelled"]
Priority = Literal["high", "medium", "low"]
Role = Literal["manager", "staff", "safety", "quality", "expert", "partner"]


class Command(BaseModel):
    """What somebody wants done: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def normal_code(text: str) -> str:
    """The one form of a project's code: half-width, capitals. Says nothing of whether it is allowed."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def day_words(day: date) -> str:
    """A day as it stands in a sentence: 2026年11月28日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _project_code(text: str) -> str:
    code = normal_code(text)
    if PROJECT_CODE.fullmatch(code) is None:
        raise ValueError("文字・数字・「-」「_」「.」だけで、40文字以内にしてください（空白や「/」は使えません）。")
    return code


def _work_type_code(text: str) -> str:
    code = unicodedata.normalize("NFKC", text).lower()
    if WORK_TYPE_CODE.fullmatch(code) is None:
        raise ValueError("半角の英小文字・数字・「_」だけで、40文字以内にしてください。")
    return code


def _distinct(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _not_before_start(ends_on: date | None, info: ValidationInfo) -> date | None:
    starts_on = info.data.get("starts_on")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise ValueError(WRONG_ORDER)
    return ends_on


ProjectCode = Annotated[str, Line(60, at_least=1), AfterValidator(_project_code)]
ProjectName = Annotated[str, Line(200, at_least=1)]
LongName = Annotated[Annotated[str, Line(200)] | None, AfterValidator(none_if_empty)]
ShortName = Annotated[Annotated[str, Line(100)] | None, AfterValidator(none_if_empty)]
Description = Annotated[Annotated[str, Paragraphs(10_000)] | None, AfterValidator(none_if_empty)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
LastDay = Annotated[Day | None, AfterValidator(_not_before_start)]
"""An `ends_on` after the `starts_on` that stands before it in the same command."""
AccessDays = Annotated[int, Field(ge=0, le=3650)]
Budget = Annotated[int, Field(ge=0, le=10**14)]
"""In yen."""
Percent = Annotated[int, Field(ge=0, le=100)]
SectionName = Annotated[str, Line(100, at_least=1)]
Tier = Annotated[int, Field(ge=0, le=9)]
WorkTypeCode = Annotated[str, Line(60, at_least=1), AfterValidator(_work_type_code)]
WorkTypeCodes = Annotated[tuple[WorkTypeCode, ...], Field(max_length=MAX_WORK_TYPES), AfterValidator(_distinct)]
WorkTypeName = Annotated[str, Line(100, at_least=1)]
