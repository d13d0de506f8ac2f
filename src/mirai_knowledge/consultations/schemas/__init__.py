"""The content of a consultation, version 1: the question, and what was written to it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mirai_knowledge.documents.policy.content import verbatim, verbatim_line
from mirai_knowledge.documents.schemas.kinds import TITLE_CHARS

QUESTION_CHARS = 50_000
POST_CHARS = 100_000
MAX_POSTS = 500
NAME_CHARS = 100
SPECIALTY_CHARS = 50

Priority = Literal["low", "normal", "high", "urgent"]
PRIORITY_NAMES: Mapping[str, str] = {"low": "低", "normal": "通常", "high": "高", "urgent": "緊急"}
PostKind = Literal["answer", "ask_back", "reply", "follow_up"]
POST_NAMES: Mapping[str, str] = {"answer": "回答", "ask_back": "聞き返し", "reply": "返事", "follow_up": "追加の質問"}


class Post(BaseModel):
    """Something written to the question; its `id` is that of its row, `author` the name at the time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
    kind: PostKind
    author: Annotated[str, Field(max_length=NAME_CHARS), AfterValidator(verbatim_line)]
    body: Annotated[str, Field(max_length=POST_CHARS), AfterValidator(verbatim)]


class ConsultationContent(BaseModel):
    """A consultation. Nothing is trimmed or normalised: what was written is what is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(max_length=TITLE_CHARS), AfterValidator(verbatim_line)] = ""
    question: Annotated[str, Field(max_length=QUESTION_CHARS), AfterValidator(verbatim)] = ""
    priority: Priority = "normal"
    specialty: Annotated[str, Field(max_length=SPECIALTY_CHARS), AfterValidator(verbatim_line)] = ""
    wanted_on: date | None = None
    posts: Annotated[tuple[Post, ...], Field(max_length=MAX_POSTS)] = ()
    accepted: str | None = None
    language: Literal["ja", "en"] = "ja"

    @model_validator(mode="after")
    def _whole(self) -> "ConsultationContent":
        ids = [post.id for post in self.posts]
        if len(set(ids)) < len(ids):
            raise ValueError("同じ番号の回答が二つあります。画面を再読み込みして、もう一度お試しください。")
        if self.accepted is not None and self.accepted not in {post.id for post in self.posts if post.kind == "answer"}:
            raise ValueError("採用する回答が見つかりません。画面を再読み込みしてください。")
        return self
