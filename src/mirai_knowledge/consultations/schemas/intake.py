"""Consultations as a migration brings them: with the dates, people and states they had, contradictions included."""

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from mirai_knowledge.consultations.schemas import POST_CHARS, PostKind
from mirai_knowledge.consultations.schemas.commands import Command
from mirai_knowledge.documents.schemas.intake import LoadDocument

Name = Annotated[str, Field(min_length=1, max_length=100)]
Flag = Annotated[str, Field(min_length=1, max_length=100)]


class LoadPost(Command):
    """Something written to the question. `former` keeps what has no field (attachments of whatever shape, ids)."""

    kind: PostKind = "answer"
    author_id: UUID | None = None
    author_name: Name
    author_title: Annotated[str, Field(max_length=200)] | None = None
    body: Annotated[str, Field(max_length=POST_CHARS)]
    at: AwareDatetime
    helpful: Annotated[int, Field(ge=0)] = 0
    former: Mapping[str, JsonValue] = Field(default_factory=dict)


class LoadRating(Command):
    """What somebody thought of an expert's answers."""

    expert_id: UUID | None = None
    expert_name: Name
    rater_id: UUID | None = None
    rater_name: Name
    stars: Annotated[int, Field(ge=1, le=5)]
    comment: str = ""
    at: AwareDatetime
    former: Mapping[str, JsonValue] = Field(default_factory=dict)


class LoadConsultation(Command):
    """One record. The content of `document` has question, priority and field, and no posts; `accepted` is the place of the
    accepted one among `posts`. `flags` say in words what contradicts itself: it is kept and shown.
    """

    document: LoadDocument
    state: Literal["open", "assigned", "answered", "resolved", "cancelled"]
    asker_id: UUID | None = None
    asker_name: Name
    asked_at: AwareDatetime
    expert_id: UUID | None = None
    expert_name: Annotated[str, Field(max_length=100)] | None = None
    answered_at: AwareDatetime | None = None
    cancelled_reason: Annotated[str, Field(max_length=1000)] | None = None
    posts: tuple[LoadPost, ...] = ()
    accepted: Annotated[int, Field(ge=0)] | None = None
    ratings: tuple[LoadRating, ...] = ()
    flags: tuple[Flag, ...] = ()
    former: Mapping[str, JsonValue] = Field(default_factory=dict)


class LoadConsultations(Command):
    """A batch of one run. People, projects and categories must be known."""

    run: UUID
    items: tuple[LoadConsultation, ...]
