"""What an actor may do to one document, asked in one select, and the refusals with their rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Label, literal

from mirai_knowledge.documents.model import Document
from mirai_knowledge.documents.policy import seeing
from mirai_knowledge.documents.policy.rules import P_061, P_062, P_063, P_064, P_065, P_066, P_067, PUBLISH
from mirai_knowledge.documents.schemas.views import DocumentCan
from mirai_knowledge.kernel import clock
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


def abilities(actor: Actor) -> tuple[Label[bool], ...]:
    """The columns of `Abilities`, to be selected from `Document`."""
    conditions = {
        "visible": seeing.visible_to(actor),
        "readable": seeing.readable_by(actor),
        "drafts": seeing.drafts_open_to(actor),
        "edits": seeing.editable_by(actor),
        "publishes": seeing.publishable_by(actor),
        "regrants": seeing.regrantable_by(actor),
        "bins": seeing.binnable_by(actor),
        "comments": seeing.commentable_by(actor),
        "published": seeing.was_published(clock.now()),
        "archives": literal(actor.may(PUBLISH.code)),
    }
    return tuple(condition.label(name) for name, condition in conditions.items())


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


def document_can(document: Document, held: Abilities, *, draft: bool, internal: bool) -> DocumentCan:
    """What may be done to the document, as it stands; `draft` tells whether one is open."""
    in_bin, archived = document.binned_at is not None, document.archived_at is not None
    live = not in_bin and not archived
    return DocumentCan(
        edit=held.edits and live,
        publish=held.publishes and live and draft,
        change=held.edits and not in_bin,
        set_audience=held.regrants and not in_bin,
        grant=held.regrants and not in_bin,
        archive=held.archives and held.visible and held.published and live,
        unarchive=held.archives and held.visible and archived and not in_bin,
        bin=held.bins and not in_bin,
        restore=held.bins and in_bin,
        comment=held.comments and not in_bin,
        see_history=not in_bin,
        see_visibility=internal,
        discard_draft=held.edits and draft and live,
    )
