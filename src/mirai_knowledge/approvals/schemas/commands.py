"""What people want done with approvals."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from mirai_knowledge.approvals.schemas.stages import Shape, Stage
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.kernel.text import Line, Paragraphs, none_if_empty

Box = Literal["waiting", "asked", "decided"]
Words = Annotated[str, Paragraphs(1000)]
Reason = Annotated[str, Paragraphs(1000, at_least=1)]
OptionalReason = Annotated[Annotated[str, Paragraphs(1000)] | None, AfterValidator(none_if_empty)]
Code = Annotated[Annotated[str, Line(40)] | None, AfterValidator(none_if_empty)]
MAX_BULK = 50


@dataclass(frozen=True, slots=True)
class Period:
    """From one day of Japan to another, both included."""

    since: date
    until: date


class Submit(Shape):
    """Ask for approval of the draft: a note to those who decide, and what a publication says."""

    note: Words = ""
    reason: OptionalReason = None
    is_material: bool = True
    in_force_from: AwareDatetime | None = None


class About(Shape):
    """What a decision is about: the edition and the stage that were read."""

    edition_id: UUID
    stage: Annotated[int, Field(ge=1, le=100)]


class Approve(About):
    """It is good."""

    comment: Words = ""


class Return(About):
    """It is not good yet, for this reason."""

    reason: Reason


class Delegate(About):
    """Somebody else shall decide in this stage."""

    person_id: UUID
    comment: Words = ""


class OneOfMany(About):
    """One request of several that are approved together."""

    request_id: UUID


class ApproveMany(Shape):
    """Several requests of low importance are good."""

    items: Annotated[tuple[OneOfMany, ...], Field(min_length=1, max_length=MAX_BULK)]


class PutRoute(Shape):
    """A route as it shall be."""

    name: Annotated[str, Line(100, at_least=1)]
    note: Words = ""
    stages: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=10)]
    archived: bool = False


class Rule(Shape):
    """A line of the table: where all that is named fits, this route is taken; without a route none is needed."""

    kind: Code = None
    category: Code = None
    importances: Annotated[tuple[Importance, ...], Field(max_length=4)] = ()
    project_id: UUID | None = None
    route_id: UUID | None = None


class PutRules(Shape):
    """The whole table, in its order."""

    rules: Annotated[tuple[Rule, ...], Field(max_length=200)]


class SetDeputy(Shape):
    """Somebody decides in another's place on these days. Without `person_id` it is one's own."""

    person_id: UUID | None = None
    deputy_id: UUID
    from_on: date
    until_on: date
    note: Annotated[str, Line(200)] = ""
