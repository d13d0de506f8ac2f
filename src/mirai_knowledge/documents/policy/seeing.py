"""Who sees what, as SQL conditions on `Document`. Lists, counts, pages, verbs and search all ask these, and nothing else.

Internal people (document.read for "all") read every audience but 指名; people who read what is "visible" to them
(partners) read what is open to partners and what is open to a site of theirs. Grants open a document to anybody.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from mirai_knowledge.documents.model import (
    Audience,
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
    require(actor, P_071, where=lambda: bool(writable_kinds(actor)))


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


def readable_by(actor: Actor) -> Condition:
    """Documents not in the bin whose edition in force the actor may read."""
    return and_(Document.binned_at.is_(None), audience_holds(actor), has_edition(clock.now()))


def drafts_open_to(actor: Actor) -> Condition:
    """Documents not in the bin whose draft and coming edition the actor may see. Rule P-061."""
    live = Document.binned_at.is_(None)
    named_for_it = granted(actor, (GrantReason.COAUTHOR, GrantReason.REVIEW))
    if not is_internal(actor):
        return and_(live, named_for_it)
    if administers(actor):
        return live
    reasons = [_own(actor), named_for_it]
    if actor.may(PUBLISH.code):
        reasons.append(audience_holds(actor))
    kinds = writable_kinds(actor)
    if kinds:
        reasons.append(and_(Document.kind.in_(kinds), audience_holds(actor), was_published(clock.now())))
    return and_(live, or_(*reasons))


def editable_by(actor: Actor) -> Condition:
    """Documents whose draft the actor may write. Rule P-062."""
    return and_(drafts_open_to(actor), Document.kind.in_(writable_kinds(actor)))


def publishable_by(actor: Actor) -> Condition:
    """Documents whose draft the actor may publish. Rule P-063."""
    return drafts_open_to(actor) if actor.may(PUBLISH.code) else false()


def regrantable_by(actor: Actor) -> Condition:
    """Documents whose audience and grants the actor may set: before publication whoever writes it. Rule P-064."""
    owner = Document.owner_id == actor.person_id if actor.person_id is not None else false()
    freely = true() if actor.may(PUBLISH.code) else or_(owner, ~was_published(clock.now()))
    return and_(editable_by(actor), freely)


def binnable_by(actor: Actor) -> Condition:
    """Documents the actor may throw away and take back, whether they lie in the bin or not. Rule P-066."""
    scopes = actor.scopes(BIN.code)
    if not scopes:
        return false()
    own = _own(actor)
    # What was never published is known to nobody but those who see its draft, in the bin as well.
    known = audience_holds(actor) if actor.may(PUBLISH.code) else and_(audience_holds(actor), was_published(clock.now()))
    if "all" in scopes:
        return or_(known, own)
    if "own_projects" in scopes:
        return or_(and_(Document.project_id.in_(projects.scope(actor)), known), own)
    return own


def visible_to(actor: Actor) -> Condition:
    """Documents the actor may know of: readable ones, those whose draft is open to the actor, and binned ones that the
    actor may take back.
    """
    in_bin = and_(Document.binned_at.is_not(None), binnable_by(actor))
    return or_(readable_by(actor), drafts_open_to(actor), in_bin)


def commentable_by(actor: Actor) -> Condition:
    """Documents the actor may comment on. Rule P-067."""
    return or_(readable_by(actor), drafts_open_to(actor)) if actor.may(COMMENT.code) else false()


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
    # Under a name of its own: lists of drafts ask this beside the drafts they show.
    draft = aliased(Draft)
    mine = draft.writers.contains([{"id": str(actor.person_id)}])
    return exists(select(draft.document_id).where(draft.document_id == Document.id, mine))


def _own(actor: Actor) -> Condition:
    if actor.person_id is None:
        return false()
    return or_(Document.creator_id == actor.person_id, Document.owner_id == actor.person_id, written_by(actor))
