"""What is told of a checklist run, and how people see it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from mirai_knowledge.kernel.text import Line, Paragraphs

Outcome = Literal["ok", "fault", "not_applicable"]
MAX_RESULTS = 200


class Command(BaseModel):
    """What somebody wants done: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckResult(Command):
    """What was found at one item: in order, at fault (then the remark says what), or not applicable."""

    item_id: Annotated[str, Field(max_length=40)]
    outcome: Outcome
    remark: Annotated[str, Paragraphs(1000)] = ""
    photo: UUID | None = None


class RecordRun(Command):
    """Somebody went through the checklist of an edition. `id` may be made where it is recorded, so that sending it again
    records nothing twice; `done_at` is when it was done, by default now.
    """

    id: UUID | None = None
    edition_id: UUID
    project_id: UUID | None = None
    place: Annotated[str, Line(200)] = ""
    done_at: AwareDatetime | None = None
    remark: Annotated[str, Paragraphs(2000)] = ""
    results: Annotated[tuple[CheckResult, ...], Field(min_length=1, max_length=MAX_RESULTS)]


class CancelRun(Command):
    """A run was recorded by mistake."""

    reason: Annotated[str, Paragraphs(1000, at_least=1)]


class ResultView(Struct, frozen=True, kw_only=True):
    """An item as it was worded then, and what was found; `photo` shows the picture for the next hour or so."""

    item_id: str
    text: str
    required: bool
    outcome: Outcome
    remark: str
    photo: str | None


class RunView(Struct, frozen=True, kw_only=True):
    """A run. `project` is missing where the reader may not know of the site."""

    id: UUID
    document_id: UUID
    edition_no: int
    project_id: UUID | None
    project: str | None
    place: str
    person_id: UUID | None
    person: str
    done_at: datetime
    recorded_at: datetime
    remark: str
    faults: int
    results: tuple[ResultView, ...]
    cancelled_at: datetime | None
    cancelled_by: str | None
    cancelled_reason: str | None
    can_cancel: bool


class RunPage(Struct, frozen=True, kw_only=True):
    """Some runs, the last ones first."""

    items: tuple[RunView, ...]
    next_cursor: str | None
    can_record: bool
