"""What people want done with consultations."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from mirai_knowledge.consultations.schemas import POST_CHARS, QUESTION_CHARS, SPECIALTY_CHARS, PostKind, Priority
from mirai_knowledge.documents.schemas import Properties
from mirai_knowledge.documents.schemas.kinds import TITLE_CHARS
from mirai_knowledge.kernel.text import Line, Paragraphs

Title = Annotated[str, Line(TITLE_CHARS, at_least=1)]
Question = Annotated[str, Paragraphs(QUESTION_CHARS, at_least=1)]
Specialty = Annotated[str, Line(SPECIALTY_CHARS)]
Reason = Annotated[str, Paragraphs(1000, at_least=1)]


class Command(BaseModel):
    """What somebody wants done: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ask(Command):
    """A new consultation. `id` may be made where it is asked, so that asking again asks nothing twice. Without an expert one
    is chosen by field and load, where one takes questions. `attachments` are the photos and files that show what is asked.
    """

    id: UUID | None = None
    title: Title
    question: Question
    priority: Priority = "normal"
    specialty: Specialty = ""
    wanted_on: date | None = None
    expert_id: UUID | None = None
    attachments: Annotated[tuple[UUID, ...], Field(max_length=50)] = ()
    metadata: Properties = Field(default_factory=Properties)


class ChangeQuestion(Command):
    """New words of a question; fields that are absent stay."""

    title: Title = ""
    question: Question = ""
    priority: Priority = "normal"
    specialty: Specialty = ""
    wanted_on: date | None = None


class Assign(Command):
    """Who is to answer. The expert who hands over says why."""

    expert_id: UUID
    reason: Annotated[str, Paragraphs(1000)] = ""


class Because(Command):
    """A move that needs a reason."""

    reason: Reason


class Write(Command):
    """An answer, a question back, a reply, or a further question. `id` may be made where it is written."""

    id: UUID | None = None
    kind: PostKind
    body: Annotated[str, Paragraphs(POST_CHARS, at_least=1)]


class Rewrite(Command):
    """New words of what one has written."""

    body: Annotated[str, Paragraphs(POST_CHARS, at_least=1)]


class Accept(Command):
    """The answer that helped; with `resolve` the consultation is resolved by it."""

    post_id: UUID
    resolve: bool = False


class Rate(Command):
    """What the asker thinks of an expert's answers, 1 to 5."""

    expert_id: UUID
    stars: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, Paragraphs(1000)] = ""


Whose = Literal["all", "waiting", "to_answer", "asked", "unassigned", "late"]
Sort = Literal["updated", "due"]


@dataclass(frozen=True, slots=True)
class ListConsultations:
    """Which consultations; what is None does not matter. `waiting` are those in which the reader has the ball."""

    q: str | None = None
    state: str | None = None
    priority: str | None = None
    specialty: str | None = None
    project: UUID | None = None
    whose: Whose = "all"
    answered_by: UUID | None = None
    sort: Sort = "updated"
