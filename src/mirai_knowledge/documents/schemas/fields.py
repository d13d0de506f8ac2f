"""What the properties of documents are made of, field by field, with the words that refuse a wrong value."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from mirai_knowledge.kernel.text import Line, Paragraphs, none_if_empty

AudienceCode = Literal["internal", "partners", "site", "named"]
LinkTypeCode = Literal["related", "supersedes", "derived_from", "complies_with", "caused_by", "solved_by"]
GrantWhy = Literal["named", "coauthor", "review", "distribution"]
CATEGORY_CODE = re.compile(r"[a-z0-9_]{1,40}")
MAX_TAGS = 30
MAX_WORK_TYPES = 30
MAX_MENTIONS = 20
MAX_GRANTS = 500
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


class Command(BaseModel):
    """What somebody wants done: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _category_code(text: str) -> str:
    code = unicodedata.normalize("NFKC", text).lower()
    if CATEGORY_CODE.fullmatch(code) is None:
        raise ValueError("半角の英小文字・数字・「_」だけで、40文字以内にしてください。")
    return code


Tag = Annotated[str, Line(50, at_least=1)]
Tags = Annotated[tuple[Tag, ...], Field(max_length=MAX_TAGS), AfterValidator(_distinct)]
WorkTypeCodes = Annotated[
    tuple[Annotated[str, Line(40, at_least=1)], ...], Field(max_length=MAX_WORK_TYPES), AfterValidator(_distinct)
]
CategoryCode = Annotated[str, Line(60, at_least=1), AfterValidator(_category_code)]
CategoryRefCode = Annotated[Annotated[str, Line(40)] | None, AfterValidator(none_if_empty)]
OptionalLine = Annotated[Annotated[str, Line(100)] | None, AfterValidator(none_if_empty)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Reason = Annotated[str, Paragraphs(1000, at_least=1)]
OptionalReason = Annotated[Annotated[str, Paragraphs(1000)] | None, AfterValidator(none_if_empty)]
CommentBody = Annotated[str, Paragraphs(5000, at_least=1)]
