"""Consultations and experts as they are shown."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.accounts.schemas.experts import ExpertView
from mirai_knowledge.consultations.schemas import PostKind, Priority
from mirai_knowledge.documents.schemas.views import FacetValue, NamedCode, PersonRef, ProjectName

ClockState = Literal["running", "paused", "met", "late", "none"]
Holder = Literal["expert", "asker", "administrator", "nobody"]


class ClockView(Struct, frozen=True, kw_only=True):
    """How the clock stands, in minutes of working time. `late` tells that the answer comes, or came, too late; `holder` is who
    has the ball.
    """

    state: ClockState
    total_minutes: int | None
    left_minutes: int | None
    due_at: datetime | None
    late: bool
    holder: Holder
    holder_name: str | None


class ConsultationRow(Struct, frozen=True, kw_only=True):
    """A consultation in a list."""

    id: UUID
    code: str
    title: str
    summary: str
    state: NamedCode
    priority: Priority
    specialty: str | None
    wanted_on: date | None
    project: ProjectName | None
    asker: PersonRef
    expert: PersonRef | None
    clock: ClockView
    answers: int
    accepted: bool
    asked_at: datetime
    updated_at: datetime
    flags: tuple[str, ...]


class Counts(Struct, frozen=True, kw_only=True):
    """How many consultations the reader has before them: by what is theirs, and by state."""

    waiting: int
    to_answer: int
    asked: int
    unassigned: int
    late: int
    all: int
    states: tuple[FacetValue, ...]


class ConsultationsCan(Struct, frozen=True):
    """What the reader may do with consultations at large."""

    ask: bool
    answer: bool


class ConsultationPage(Struct, frozen=True, kw_only=True):
    """Some consultations in the order asked for; the counts come with the first page."""

    items: tuple[ConsultationRow, ...]
    next_cursor: str | None
    counts: Counts | None
    specialties: tuple[str, ...]
    can: ConsultationsCan


class PostView(Struct, frozen=True, kw_only=True):
    """Something written to the question. `author_title` is told of imported ones."""

    id: UUID
    kind: PostKind
    author: PersonRef
    author_title: str | None
    at: datetime
    edited_at: datetime | None
    body: str
    body_html: str
    accepted: bool
    helpful: int
    mine_helpful: bool
    can_edit: bool
    can_accept: bool
    former: dict[str, object]


class RatingView(Struct, frozen=True, kw_only=True):
    """What somebody thinks of an expert's answers."""

    expert: PersonRef
    rater: PersonRef
    stars: int
    comment: str
    at: datetime


class StepView(Struct, frozen=True, kw_only=True):
    """A move: who, when, to whom, and why."""

    kind: str
    name: str
    at: datetime
    by: PersonRef
    to_name: str | None
    text: str


class KnowledgeRef(Struct, frozen=True, kw_only=True):
    """The knowledge that was made of the accepted answer; `draft` while it is not published."""

    id: UUID
    code: str
    title: str
    draft: bool


class ConsultationCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to the consultation, as it stands."""

    assign: bool
    hand_over: bool
    decline: bool
    answer: bool
    ask_back: bool
    reply: bool
    follow_up: bool
    accept: bool
    rate: bool
    resolve: bool
    cancel: bool
    reopen: bool
    change: bool
    convert: bool


class ConsultationView(Struct, frozen=True, kw_only=True):
    """A consultation with everything written to it, in the order in which it was written."""

    id: UUID
    code: str
    title: str
    state: NamedCode
    priority: Priority
    specialty: str | None
    wanted_on: date | None
    question: str
    question_html: str
    asker: PersonRef
    expert: PersonRef | None
    asked_at: datetime
    updated_at: datetime
    project: ProjectName | None
    work_types: tuple[NamedCode, ...]
    tags: tuple[str, ...]
    clock: ClockView
    posts: tuple[PostView, ...]
    accepted: UUID | None
    ratings: tuple[RatingView, ...]
    steps: tuple[StepView, ...]
    cancelled_reason: str | None
    knowledge: KnowledgeRef | None
    edition_no: int
    attachments: dict[str, str]
    flags: tuple[str, ...]
    can: ConsultationCan
    version: int


class Proposal(Struct, frozen=True, kw_only=True):
    """An expert who could answer, and why; the first of a list is proposed. `takes_questions`: whether somebody may be sent
    there without being asked.
    """

    person: PersonRef
    department: str | None
    matches: bool
    takes_questions: bool
    load: int
    reasons: tuple[str, ...]


class ProposalList(Struct, frozen=True):
    """Who could answer, the best first."""

    items: tuple[Proposal, ...]


class ExpertFigures(Struct, frozen=True, kw_only=True):
    """What is computed of an expert from consultations. `median_minutes` is working time until the first answer."""

    answers: int
    accepted: int
    rating: float | None
    ratings: int
    median_minutes: int | None
    load: int


class ExpertRow(Struct, frozen=True, kw_only=True):
    """An expert: what is said, and what is computed."""

    profile: ExpertView
    figures: ExpertFigures


class ExpertList(Struct, frozen=True, kw_only=True):
    """Experts by reading, and the words for what they know."""

    items: tuple[ExpertRow, ...]
    specialties: tuple[str, ...]
    can_add: bool
    can_edit_own: bool
