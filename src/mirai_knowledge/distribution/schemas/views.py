"""Distributions as they are shown."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.distribution.schemas.shapes import DueUnit, TargetKind
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.documents.schemas.views import NamedCode, PersonRef, ProjectName

DistributionState = Literal["scheduled", "sending", "sent", "cancelled"]
ReplyName = Literal["read", "unclear"]


class SentDocument(Struct, frozen=True, kw_only=True):
    """The document that was sent."""

    id: UUID
    kind: str
    kind_name: str
    code: str
    title: str


class Tally(Struct, frozen=True, kw_only=True):
    """How many were asked, opened it, are done (confirmed, or opened where nothing is to be confirmed), ask, are late."""

    total: int
    opened: int
    done: int
    unclear: int
    late: int
    done_late: int


class DistributionRow(Struct, frozen=True, kw_only=True):
    """A distribution in a list."""

    id: UUID
    document: SentDocument
    edition_no: int | None
    state: DistributionState
    importance: Importance
    confirm: bool
    audience_words: str
    sender: PersonRef
    rule_no: int | None
    created_at: datetime
    send_at: datetime | None
    sent_at: datetime | None
    due_at: datetime | None
    tally: Tally


class DistributionPage(Struct, frozen=True):
    """Some distributions, the newest first."""

    items: tuple[DistributionRow, ...]
    next_cursor: str | None


class DistributionsOf(Struct, frozen=True):
    """The distributions of a document, the newest first; whether the reader may send it, and which one they may bring to a
    morning meeting.
    """

    items: tuple[DistributionRow, ...]
    can_send: bool
    to_meet: UUID | None


class SiteTally(Struct, frozen=True, kw_only=True):
    """How a site stands. Who belongs to several sites counts in each."""

    project: ProjectName
    tally: Tally


class LeftOutName(Struct, frozen=True):
    """Somebody who was not sent it."""

    id: UUID
    name: str
    company: str | None


class QuestionView(Struct, frozen=True, kw_only=True):
    """A question with its choices; `right` is told to those who send."""

    text: str
    choices: tuple[str, ...]
    right: int | None


class MeetingRow(Struct, frozen=True, kw_only=True):
    """A morning meeting in a list."""

    id: UUID
    project: ProjectName
    held_at: datetime
    led_by: str
    people: int


class DistributionCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to it now."""

    cancel: bool
    nudge: bool
    answer: bool
    meet: bool


class DistributionView(Struct, frozen=True, kw_only=True):
    """A distribution with how it stands."""

    row: DistributionRow
    message: str
    questions: tuple[QuestionView, ...]
    cancelled_at: datetime | None
    cancelled_reason: str | None
    open_to_hidden: bool
    left_out: tuple[LeftOutName, ...]
    left_out_count: int
    sites: tuple[SiteTally, ...]
    meetings: tuple[MeetingRow, ...]
    can: DistributionCan


class AskedView(Struct, frozen=True, kw_only=True):
    """What somebody asked, and the answer."""

    id: UUID
    asked_at: datetime
    text: str
    answer: str | None
    answered_at: datetime | None
    answered_by: str | None


class QuestionOf(Struct, frozen=True, kw_only=True):
    """What somebody asked about a document."""

    asked: AskedView
    person: PersonRef
    company: str | None
    distribution_id: UUID


class QuestionsOf(Struct, frozen=True):
    """What people asked about a document, those without an answer first; none to those who may not answer."""

    items: tuple[QuestionOf, ...]
    can_answer: bool


class ReceiptRow(Struct, frozen=True, kw_only=True):
    """A recipient and how they stand."""

    id: UUID
    person: PersonRef
    company: str | None
    department: str | None
    edition_no: int | None
    asked_again: bool
    due_at: datetime
    delivered_at: datetime
    opened_at: datetime | None
    reply: ReplyName | None
    answered_at: datetime | None
    late: bool
    at_meeting: bool
    tries: int
    questions: tuple[AskedView, ...]


class ReceiptPage(Struct, frozen=True):
    """Some recipients, by reading."""

    items: tuple[ReceiptRow, ...]
    next_cursor: str | None


class PreviewName(Struct, frozen=True):
    """Somebody of an audience; `hidden` from them is the document."""

    id: UUID
    name: str
    company: str | None
    hidden: bool


class AudiencePreview(Struct, frozen=True, kw_only=True):
    """Who would be asked: how many in all, some names from `offset` on; who would be left out."""

    words: str
    recipients: int
    hidden: int
    never: int
    names: tuple[PreviewName, ...]
    left_out: tuple[PreviewName, ...]
    offset: int
    usual_due_at: datetime
    edition_no: int | None
    edition_from: datetime


class ChangeLine(Struct, frozen=True):
    """A part of the text that differs from what was confirmed before."""

    name: str
    became: str
    text: str


class MustRead(Struct, frozen=True, kw_only=True):
    """Something the reader is asked to read."""

    id: UUID
    document: SentDocument
    edition_id: UUID
    edition_no: int | None
    changed_from: UUID | None
    importance: Importance
    confirm: bool
    message: str
    sender: str
    due_at: datetime
    late: bool
    delivered_at: datetime
    opened_at: datetime | None
    reply: ReplyName | None
    answered_at: datetime | None
    done: bool
    questions: tuple[AskedView, ...]


class MustReadPage(Struct, frozen=True):
    """What the reader is asked to read; how many of all still are."""

    items: tuple[MustRead, ...]
    next_cursor: str | None
    waiting: int


class MustReadCount(Struct, frozen=True):
    """How many texts wait for the reader, and how many of them are late."""

    waiting: int
    late: int


class MustReadCard(Struct, frozen=True, kw_only=True):
    """What the page of a document asks of its reader."""

    item: MustRead
    check: tuple[QuestionView, ...]
    minutes: int
    reason: str | None
    changes: tuple[ChangeLine, ...]
    change_count: int


class MustReadCards(Struct, frozen=True):
    """Of one document; the one that is due first stands first."""

    items: tuple[MustReadCard, ...]


class Said(Struct, frozen=True, kw_only=True):
    """What came of an answer. `wrong` are the places of the questions that were answered wrongly: it can be tried again."""

    accepted: bool
    wrong: tuple[int, ...]
    item: MustRead


class TargetView(Struct, frozen=True, kw_only=True):
    """A part of an audience, as it is kept and in words."""

    kind: TargetKind
    value: str
    project_id: UUID | None
    name: str


class DueView(Struct, frozen=True):
    """How long people have."""

    amount: int
    unit: DueUnit


class Choice(Struct, frozen=True):
    """Something that can be chosen for an audience."""

    id: UUID
    name: str
    note: str


class AudienceChoices(Struct, frozen=True, kw_only=True):
    """What an audience can be made of. People and companies are those with the words."""

    roles: tuple[NamedCode, ...]
    projects: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    companies: tuple[Choice, ...]
    people: tuple[Choice, ...]


class GroupView(Struct, frozen=True, kw_only=True):
    """A group."""

    id: UUID
    name: str
    note: str
    audience: tuple[TargetView, ...]
    words: str
    archived: bool
    version: int
    updated_at: datetime
    updated_by: str


class GroupList(Struct, frozen=True):
    """All groups, by name; whether the reader may change them."""

    items: tuple[GroupView, ...]
    can_edit: bool


class TemplateView(Struct, frozen=True, kw_only=True):
    """A template."""

    id: UUID
    name: str
    audience: tuple[TargetView, ...]
    words: str
    open_to_hidden: bool
    confirm: bool
    questions: tuple[QuestionView, ...]
    message: str
    due: DueView | None
    archived: bool
    version: int
    updated_at: datetime
    updated_by: str


class TemplateList(Struct, frozen=True):
    """All templates, by name; whether the reader may change them."""

    items: tuple[TemplateView, ...]
    can_edit: bool


class SendRuleView(Struct, frozen=True, kw_only=True):
    """A line of the table that sends by itself, and the same in words."""

    kind: str | None
    importances: tuple[Importance, ...]
    change: Literal["any", "material", "editorial"]
    template_id: UUID | None
    sentence: str


class SendRuleTable(Struct, frozen=True):
    """The table in its order, under its version."""

    items: tuple[SendRuleView, ...]
    version: int


class SignatureView(Struct, frozen=True, kw_only=True):
    """Somebody who signed."""

    name: str
    company: str
    has_account: bool
    strokes: tuple[tuple[tuple[int, int], ...], ...]


class MeetingView(Struct, frozen=True, kw_only=True):
    """A morning meeting with everybody who signed."""

    row: MeetingRow
    distribution_id: UUID
    document: SentDocument
    edition_no: int | None
    note: str
    signatures: tuple[SignatureView, ...]


class Attendee(Struct, frozen=True):
    """Somebody of the site who may come to the morning meeting; whether they have confirmed."""

    id: UUID
    name: str
    company: str | None
    done: bool


class MeetingPlan(Struct, frozen=True, kw_only=True):
    """What a morning meeting needs: the sites to choose from, and the people of the chosen one."""

    document: SentDocument
    edition_no: int | None
    summary: str
    message: str
    projects: tuple[ProjectName, ...]
    people: tuple[Attendee, ...]


class ReachFigures(Struct, frozen=True, kw_only=True):
    """Receipts delivered since a day: how many were read within 48 hours, how many late, how many are overdue."""

    since: datetime
    total: int
    settled: int
    within_48h: int
    confirmed_late: int
    overdue: int


class FigureRow(Struct, frozen=True, kw_only=True):
    """A receipt behind a figure."""

    person: PersonRef
    company: str | None
    document: SentDocument
    distribution_id: UUID
    delivered_at: datetime
    due_at: datetime
    read_at: datetime | None


class FigurePage(Struct, frozen=True):
    """Some of the receipts behind a figure, the newest first."""

    items: tuple[FigureRow, ...]
    next_cursor: str | None


class PdfAddress(Struct, frozen=True):
    """A PDF, ready at an address for some minutes."""

    url: str
    name: str


class Nudged(Struct, frozen=True):
    """How many were told again."""

    people: int
