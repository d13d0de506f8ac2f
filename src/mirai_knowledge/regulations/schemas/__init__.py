"""The content of a regulation, version 1."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

from mirai_knowledge.documents.policy.content import verbatim, verbatim_line
from mirai_knowledge.documents.schemas.kinds import TITLE_CHARS, Importance

SUMMARY_CHARS = 2000
LINE_CHARS = 300
BODY_CHARS = 2_000_000
TEXT_CHARS = 200_000
MAX_ARTICLES = 10_000
MAX_PARTS = 2_000
MAX_SCOPE = 50
URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def _url(value: str) -> str:
    if value and not URL.fullmatch(value):
        raise ValueError("URL は、https:// で始まるアドレスにしてください。")
    return value


Line = Annotated[str, Field(max_length=LINE_CHARS), AfterValidator(verbatim_line)]
Text = Annotated[str, Field(max_length=TEXT_CHARS), AfterValidator(verbatim)]


class Frozen(BaseModel):
    """A part of a content: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LawItem(Frozen):
    """An item (号) of a paragraph, under the number that it has in the law."""

    num: Line = ""
    text: Text = ""


class LawParagraph(Frozen):
    """A paragraph (項) with its items."""

    num: Annotated[int, Field(ge=0, le=100_000)] = 0
    text: Text = ""
    items: Annotated[tuple[LawItem, ...], Field(max_length=MAX_PARTS)] | None = None


class LawArticle(Frozen):
    """An article (条) as a law gives it. `text` is there only where it is not what the paragraphs make of themselves."""

    num: Line = ""
    caption: Line = ""
    deleted: bool = False
    paragraphs: Annotated[tuple[LawParagraph, ...], Field(max_length=MAX_PARTS)] = ()
    text: Text | None = None
    kept: dict[str, JsonValue] = Field(default_factory=dict)


class RegulationContent(Frozen):
    """A law or a standard. Its articles stand in `articles` as a law's file gives them, or in `body` as text with headings
    (第1章 …) and articles (第1条（目的） …); nothing of either is trimmed or normalised.

    `law_id` and `revision` name a law's text among all; `kept` is what its file says and has no field here.
    """

    title: Annotated[str, Field(max_length=TITLE_CHARS), AfterValidator(verbatim_line)] = ""
    summary: Annotated[str, Field(max_length=SUMMARY_CHARS), AfterValidator(verbatim)] = ""
    issuer: Line = ""
    law_number: Line = ""
    law_id: Annotated[str, Field(max_length=60), AfterValidator(verbatim_line)] = ""
    revision: Annotated[str, Field(max_length=100), AfterValidator(verbatim_line)] = ""
    promulgated_on: date | None = None
    effective_on: date | None = None
    revised_on: date | None = None
    standing: Line = ""
    applicable_scope: Annotated[tuple[Line, ...], Field(max_length=MAX_SCOPE)] = ()
    url: Annotated[str, Field(max_length=1000), AfterValidator(verbatim_line), AfterValidator(_url)] = ""
    source: Line = ""
    articles: Annotated[tuple[LawArticle, ...], Field(max_length=MAX_ARTICLES)] = ()
    body: Annotated[str, Field(max_length=BODY_CHARS), AfterValidator(verbatim)] = ""
    kept: dict[str, JsonValue] = Field(default_factory=dict)
    importance: Importance = "medium"
    language: Literal["ja", "en"] = "ja"
