"""What people want done with distributions."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from mirai_knowledge.distribution.schemas.shapes import Audience, Due, Questions, Shape
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.kernel.text import Line, Paragraphs, none_if_empty

Box = Literal["mine", "all"]
Standing = Literal["all", "open", "done", "late", "scheduled", "cancelled"]
Filter = Literal["all", "unopened", "unconfirmed", "confirmed", "late", "unclear"]
Figure = Literal["within_48h", "slow", "confirmed_late", "overdue"]
Words = Annotated[str, Paragraphs(2000)]
Code = Annotated[Annotated[str, Line(40)] | None, AfterValidator(none_if_empty)]
MAX_SIGNATURES = 300
BOX = (600, 200)
"""Width and height of the box in which a signature is drawn."""
Coordinate = Annotated[int, Field(ge=0, le=1000)]
Stroke = Annotated[tuple[tuple[Coordinate, Coordinate], ...], Field(min_length=1, max_length=2000)]


class Preview(Shape):
    """Who would be asked; `offset` goes on in the names."""

    audience: Audience
    open_to_hidden: bool = False
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class Form(Shape):
    """A distribution without its document and its times."""

    audience: Audience
    open_to_hidden: bool = False
    confirm: bool = True
    questions: Questions = ()
    message: Words = ""
    due: Due | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Form":
        if self.questions and not self.confirm:
            raise ValueError("設問を付けるときは、確認を求めてください。")
        return self


class Send(Form):
    """A document is sent, at once or at `send_at`; `due_at` is the time by which it is to be read, else `due` or the usual."""

    due_at: AwareDatetime | None = None
    send_at: AwareDatetime | None = None


class Cancel(Shape):
    """Nobody is asked any more, for this reason."""

    reason: Annotated[str, Paragraphs(500, at_least=1)]


class Say(Shape):
    """What somebody says of the edition they have read. With questions `choices` holds the place of each chosen answer."""

    edition_id: UUID
    reply: Literal["read", "unclear"]
    choices: Annotated[tuple[Annotated[int, Field(ge=0, le=5)], ...], Field(max_length=3)] = ()
    question: Annotated[str, Paragraphs(1000)] = ""

    @model_validator(mode="after")
    def _fits(self) -> "Say":
        if self.reply == "unclear" and not self.question:
            raise ValueError("わからないところを書いてください。")
        return self


class AnswerQuestion(Shape):
    """The answer to what somebody did not understand."""

    answer: Annotated[str, Paragraphs(2000, at_least=1)]


class PutGroup(Shape):
    """A group as it shall be."""

    name: Annotated[str, Line(100, at_least=1)]
    note: Words = ""
    audience: Audience
    archived: bool = False


class PutTemplate(Form):
    """A template as it shall be."""

    name: Annotated[str, Line(100, at_least=1)]
    archived: bool = False


class SendRule(Shape):
    """A line of the table: what fits is sent with this template; without one it is not sent."""

    kind: Code = None
    importances: Annotated[tuple[Importance, ...], Field(max_length=4)] = ()
    change: Literal["any", "material", "editorial"] = "any"
    template_id: UUID | None = None


class PutSendRules(Shape):
    """The whole table, in its order."""

    rules: Annotated[tuple[SendRule, ...], Field(max_length=100)]


class Signature(Shape):
    """One person at a morning meeting: of the site, or by name."""

    person_id: UUID | None = None
    name: Annotated[str, Line(100, at_least=1)]
    company: Annotated[str, Line(200)] = ""
    strokes: Annotated[tuple[Stroke, ...], Field(max_length=200)] = ()


class HoldMeeting(Shape):
    """A morning meeting that was held on a site now. `id` may come from the device, so that sending it twice does no harm."""

    id: UUID | None = None
    project_id: UUID
    note: Words = ""
    signatures: Annotated[tuple[Signature, ...], Field(min_length=1, max_length=MAX_SIGNATURES)]
