"""What an actor may do to one document, asked in one select, and the refusals with their rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Label

from mirai_knowledge.documents.model import Document
from mirai_knowledge.documents.policy import seeing
from mirai_knowledge.documents.policy.rules import P_061, P_062, P_063, P_064, P_065, P_066, P_067, PUBLISH
from mirai_knowledge.documents.schemas.kinds import Content, kind_of
from mirai_knowledge.documents.schemas.ports import Routed
from mirai_knowledge.documents.schemas.views import DocumentCan
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.kernel.rights import Rule


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an actor may do to one document as it stands in the database now."""

    visible: bool
    readable: bool
    drafts: bool
    edits: bool
    publishes: bool
    regrants: bool
    bins: bool
    comments: bool
    published: bool
    archives: bool


def fact_columns(actor: Actor) -> tuple[Label[bool], ...]:
    """What `abilities` are made of, to be selected from `Document`."""
    facts = seeing.facts_of(actor)
    return tuple(getattr(facts, name).label(f"fact_{name}") for name in _FACTS)


def abilities(actor: Actor, answers: Sequence[bool | None]) -> Abilities:
    """What the actor may do to a document, from the answers to `fact_columns`; SQL's unknown is a no."""
    facts = seeing.Facts[bool](never=False, **{name: bool(answer) for name, answer in zip(_FACTS, answers, strict=True)})
    return Abilities(
        visible=seeing.sees(actor, facts),
        readable=seeing.reads(facts),
        drafts=seeing.sees_drafts(actor, facts),
        edits=seeing.edits(actor, facts),
        publishes=seeing.publishes(actor, facts),
        regrants=seeing.regrants(actor, facts),
        bins=seeing.bins(actor, facts),
        comments=seeing.comments(actor, facts),
        published=facts.published,
        archives=actor.may(PUBLISH.code),
    )


_FACTS = tuple(field.name for field in fields(seeing.Facts) if field.name != "never")

RULES: Mapping[str, Rule] = {
    "drafts": P_061,
    "edits": P_062,
    "publishes": P_063,
    "regrants": P_064,
    "archives": P_065,
    "bins": P_066,
    "comments": P_067,
}


def require_ability(held: Abilities, name: str) -> None:
    """Returns when the ability is held; raises Forbidden with the number of its rule otherwise."""
    if not getattr(held, name):
        entry = RULES[name]
        raise Forbidden(f"{entry.text}（規則 {entry.number}）。必要なときは管理者に依頼してください。", rule=entry.number)


def routed_of(document: Document, content: Content) -> Routed:
    """The document with that text, as rules see it that decide whether it needs approval."""
    importance = kind_of(document.kind).project(content).importance
    return Routed(document.kind, document.category_code, importance, document.project_id)


@dataclass(frozen=True, slots=True)
class Text:
    """How the text of a document stands: a draft is open, an edition waits for approval, a route has to be taken."""

    draft: bool
    in_review: bool
    routed: bool


def document_can(document: Document, held: Abilities, *, text: Text, internal: bool) -> DocumentCan:
    """What may be done to the document, as it stands."""
    in_bin, archived = document.binned_at is not None, document.archived_at is not None
    live = not in_bin and not archived
    draft = text.draft and not text.in_review
    drafted = kind_of(document.kind).drafted
    return DocumentCan(
        edit=held.edits and live and drafted and not text.in_review,
        publish=held.publishes and live and draft and not text.routed,
        submit=held.edits and live and draft and text.routed,
        change=held.edits and not in_bin,
        set_audience=held.regrants and not in_bin,
        grant=held.regrants and not in_bin,
        archive=held.archives and held.visible and held.published and live and not text.in_review,
        unarchive=held.archives and held.visible and archived and not in_bin,
        bin=held.bins and not in_bin and not text.in_review,
        restore=held.bins and in_bin,
        comment=held.comments and not in_bin,
        see_history=not in_bin,
        see_visibility=internal,
        discard_draft=held.edits and draft and live,
    )
