"""Who sees what. Lists, counts, pages, verbs and search all ask these rules, and nothing else.

A rule is written once over `Facts`: with SQL conditions it narrows a list, with the answers of one row it tells what may
be done to that document. Facts are cheap to combine; asking each rule in SQL for one document was not.

Internal people (document.read for "all") read every audience but 指名; people who read what is "visible" to them
(partners) read what is open to partners and what is open to a site of theirs. Grants open a document to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from mirai_knowledge.documents.model import (
    Audience,
    Comment,
    Document,
    DocumentGrant,
    Draft,
    Edition,
    EditionState,
    GrantReason,
)
from mirai_knowledge.documents.policy.rules import BIN, COMMENT, P_071, PUBLISH, READ
from mirai_knowledge.documents.schemas.kinds import all_kinds
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy as projects

Condition: TypeAlias = ColumnElement[bool]
ADMINISTERS = projects.MASTER_MANAGE.code
Truth = TypeVar("Truth", bool, ColumnElement[bool])
# Under a name of its own: lists of drafts ask this beside the drafts they show.
_WRITTEN = aliased(Draft)


def is_internal(actor: Actor) -> bool:
    """Whether the actor is one of the company's own people (or a machine task), by the reach of reading."""
    return "all" in actor.scopes(READ.code)


def administers(actor: Actor) -> bool:
    """Whether the actor looks after all documents: sees drafts and named documents as well."""
    return actor.may(ADMINISTERS)


def writable_kinds(actor: Actor) -> tuple[str, ...]:
    """The kinds the actor has the right to write."""
    return tuple(kind.code for kind in all_kinds() if kind.writes.right is None or actor.may(kind.writes.right.code))


def require_upload(actor: Actor) -> None:
    """Returns when the actor may add pictures; raises Forbidden (P-071). Asked before the picture is decoded."""
    require(actor, P_071, where=lambda: bool(writable_kinds(actor)) or actor.may(COMMENT.code))


def in_force(at: datetime) -> Condition:
    """The editions in force at that instant, at most one of a document."""
    return and_(
        Edition.state == EditionState.APPROVED,
        Edition.in_force_from <= at,
        or_(Edition.in_force_until.is_(None), Edition.in_force_until > at),
    )


def has_edition(at: datetime) -> Condition:
    """Documents with an edition in force at that instant."""
    # Correlated by name: a statement around it may select editions or drafts of its own.
    return exists(select(Edition.id).where(Edition.document_id == Document.id, in_force(at)).correlate(Document))


def was_published(at: datetime) -> Condition:
    """Documents of which an edition has come into force by that instant, whether one is now or not."""
    held = (Edition.document_id == Document.id, Edition.state == EditionState.APPROVED, Edition.in_force_from <= at)
    return exists(select(Edition.id).where(*held).correlate(Document))


def audience_holds(actor: Actor) -> Condition:
    """Documents whose audience or grants include the actor, whatever their state. Rule P-060."""
    if administers(actor) and is_internal(actor):
        return true()
    if not actor.may(READ.code):
        return false()
    if is_internal(actor):
        return or_(Document.audience != Audience.NAMED, _own(actor), granted(actor))
    site = and_(Document.audience == Audience.SITE, Document.project_id.in_(projects.scope(actor)))
    return or_(Document.audience == Audience.PARTNERS, site, granted(actor))


@dataclass(frozen=True)
class Facts(Generic[Truth]):
    """What the rules ask about one document and one actor: as SQL conditions, or as the answers of a row."""

    live: Truth
    binned: Truth
    within: Truth
    """Its audience or a grant includes the actor."""
    own: Truth
    invited: Truth
    """The actor is named as co-author or reviewer."""
    in_force: Truth
    published: Truth
    unpublished: Truth
    writable: Truth
    """Its kind is one that the actor writes."""
    at_own_project: Truth
    owned: Truth
    """The actor is its owner, as people are told."""
    never: Truth


def facts_of(actor: Actor) -> Facts[Condition]:
    """The facts as conditions on `Document`."""
    now, published = clock.now(), was_published(clock.now())
    owned = Document.owner_id == actor.person_id if actor.person_id is not None else false()
    return Facts(
        live=Document.binned_at.is_(None),
        binned=Document.binned_at.is_not(None),
        within=audience_holds(actor),
        own=_own(actor),
        invited=granted(actor, (GrantReason.COAUTHOR, GrantReason.REVIEW)),
        in_force=has_edition(now),
        published=published,
        unpublished=~published,
        writable=Document.kind.in_(writable_kinds(actor)),
        at_own_project=Document.project_id.in_(projects.scope(actor)),
        owned=owned,
        never=false(),
    )


def reads(facts: Facts[Truth]) -> Truth:
    """Not in the bin, and the edition in force is open to the actor."""
    return facts.live & facts.within & facts.in_force


def sees_drafts(actor: Actor, facts: Facts[Truth]) -> Truth:
    """Not in the bin, and the draft and the coming edition are open to the actor. Rule P-061."""
    if not is_internal(actor):
        return facts.live & facts.invited
    if administers(actor):
        return facts.live
    opened = facts.own | facts.invited
    if actor.may(PUBLISH.code):
        opened = opened | facts.within
    if writable_kinds(actor):
        opened = opened | (facts.writable & facts.within & facts.published)
    return facts.live & opened


def edits(actor: Actor, facts: Facts[Truth]) -> Truth:
    """The actor may write the draft. Rule P-062."""
    return sees_drafts(actor, facts) & facts.writable


def publishes(actor: Actor, facts: Facts[Truth]) -> Truth:
    """The actor may publish the draft. Rule P-063."""
    return sees_drafts(actor, facts) if actor.may(PUBLISH.code) else facts.never


def regrants(actor: Actor, facts: Facts[Truth]) -> Truth:
    """The actor may set audience and grants: before publication whoever writes it. Rule P-064."""
    if actor.may(PUBLISH.code):
        return edits(actor, facts)
    return edits(actor, facts) & (facts.owned | facts.unpublished)


def bins(actor: Actor, facts: Facts[Truth]) -> Truth:
    """The actor may throw it away and take it back, whether it lies in the bin or not. Rule P-066."""
    scopes = actor.scopes(BIN.code)
    if not scopes:
        return facts.never
    # What was never published is known to nobody but those who see its draft, in the bin as well.
    known = facts.within if actor.may(PUBLISH.code) else facts.within & facts.published
    if "all" in scopes:
        return known | facts.own
    if "own_projects" in scopes:
        return (facts.at_own_project & known) | facts.own
    return facts.own


def sees(actor: Actor, facts: Facts[Truth]) -> Truth:
    """The actor may know of it: reads it, sees its draft, or may take it back out of the bin."""
    return reads(facts) | sees_drafts(actor, facts) | (facts.binned & bins(actor, facts))


def comments(actor: Actor, facts: Facts[Truth]) -> Truth:
    """The actor may comment on it. Rule P-067."""
    return (reads(facts) | sees_drafts(actor, facts)) if actor.may(COMMENT.code) else facts.never


def drafts_open_to(actor: Actor) -> Condition:
    """`sees_drafts` as a condition on `Document`."""
    return sees_drafts(actor, facts_of(actor))


def editable_by(actor: Actor) -> Condition:
    """`edits` as a condition on `Document`."""
    return edits(actor, facts_of(actor))


def binnable_by(actor: Actor) -> Condition:
    """`bins` as a condition on `Document`."""
    return bins(actor, facts_of(actor))


def visible_to(actor: Actor) -> Condition:
    """`sees` as a condition on `Document`."""
    return sees(actor, facts_of(actor))


def sees_document(actor: Actor, document_id: SQLCoreOperations[UUID | None]) -> Condition:
    """The actor may know of the document with this id, a column of the statement around it."""
    return exists(select(Document.id).where(Document.id == document_id, visible_to(actor)).correlate_except(Document))


def sees_comment(actor: Actor, comment_id: SQLCoreOperations[UUID | None]) -> Condition:
    """The actor may know of the comment's document, and the comment's words still stand."""
    stands = (Comment.id == comment_id, Comment.deleted_at.is_(None), sees_document(actor, Comment.document_id.expression))
    return exists(select(Comment.id).where(*stands).correlate_except(Comment))


def granted(actor: Actor, reasons: Sequence[GrantReason] = ()) -> Condition:
    """Documents granted to the actor now, for any of these reasons (none given: for whichever)."""
    if actor.person_id is None:
        return false()
    held = [
        DocumentGrant.document_id == Document.id,
        DocumentGrant.person_id == actor.person_id,
        or_(DocumentGrant.until.is_(None), DocumentGrant.until > clock.now()),
    ]
    if reasons:
        held.append(DocumentGrant.why.in_(reasons))
    return exists(select(DocumentGrant.document_id).where(*held))


def written_by(actor: Actor) -> Condition:
    """Documents whose draft the actor has written in."""
    if actor.person_id is None:
        return false()
    mine = _WRITTEN.writers.contains([{"id": str(actor.person_id)}])
    return exists(select(_WRITTEN.document_id).where(_WRITTEN.document_id == Document.id, mine))


def _own(actor: Actor) -> Condition:
    if actor.person_id is None:
        return false()
    return or_(Document.creator_id == actor.person_id, Document.owner_id == actor.person_id, written_by(actor))
