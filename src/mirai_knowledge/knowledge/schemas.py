"""The content of knowledge, version 1."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from mirai_knowledge.documents.policy.content import verbatim, verbatim_line
from mirai_knowledge.documents.schemas.kinds import TITLE_CHARS, Importance

SUMMARY_CHARS = 2000
BODY_CHARS = 2_000_000


class KnowledgeContent(BaseModel):
    """A text in Markdown and what stands above it. Nothing is trimmed or normalised: what was written is what is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(max_length=TITLE_CHARS), AfterValidator(verbatim_line)] = ""
    summary: Annotated[str, Field(max_length=SUMMARY_CHARS), AfterValidator(verbatim)] = ""
    body: Annotated[str, Field(max_length=BODY_CHARS), AfterValidator(verbatim)] = ""
    importance: Importance = "medium"
    language: Literal["ja", "en"] = "ja"
