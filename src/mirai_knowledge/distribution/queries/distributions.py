"""Distributions as they are shown: in lists, on their page, on a document, on a site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select, true

from mirai_knowledge.distribution.errors import DistributionNotFound
from mirai_knowledge.distribution.model import Distribution, LeftOut, Receipt, Reply, State
from mirai_knowledge.distribution.policy import (
    P_201,
    P_203,
    at_site,
    is_done,
    is_late,
    may_steer,
    met_by,
    visible_to,
)
from mirai_knowledge.distribution.queries.meetings import list_meetings, list_to_meet
from mirai_knowledge.distribution.queries.working import MISSING
from mirai_knowledge.distribution.schemas.commands import Box, Standing
from mirai_knowledge.distribution.schemas.shapes import read_questions
from mirai_knowledge.distribution.schemas.views import (
    DistributionCan,
    DistributionPage,
    DistributionRow,
    DistributionsOf,
    DistributionView,
    LeftOutName,
    QuestionView,
    SentDocument,
    SiteTally,
    Tally,
)
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.schemas.kinds import code_of, kind_of
from mirai_knowledge.documents.schemas.views import PersonRef, ProjectName
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy as projects_policy
from mirai_knowledge.projects import queries as projects

NEWEST_FIRST = (
    Key(
        Distribution.created_at.expression,
        lambda row: row.created_at.isoformat(),
        datetime.fromisoformat,
        descending=True,
    ),
    Key(Distribution.id.expression, lambda row: str(row.id), UUID, descending=True),
)
NAMED_LEFT_OUT = 200
OF_ONE_DOCUMENT = 50
NOTHING = Tally(total=0, opened=0, done=0, unclear=0, late=0, done_late=0)


@dataclass(frozen=True, slots=True)
class WantedDistributions:
    """Which distributions: one's own or all, and how they stand."""

    box: Box = "mine"
    standing: Standing = "all"


def list_distributions(
    tx: Tx, actor: Actor, wanted: WantedDistributions, *, cursor: str | None = None, limit: int = 50
) -> DistributionPage:
    """Distributions that the actor sent, or all the actor may see, the newest first. Rule P-201; raises Invalid for a bad
    cursor.
    """
    require(actor, P_201)
    statement = select(Distribution).where(visible_to(actor), _stands(wanted.standing))
    if wanted.box == "mine":
        statement = statement.where(Distribution.sender_id == actor.person_id)
    page = fetch_page(tx, statement, NEWEST_FIRST, cursor=cursor, limit=limit)
    return DistributionPage(list_rows(tx, actor, page.items), page.next_cursor)


def list_of_document(tx: Tx, actor: Actor, document_id: UUID) -> DistributionsOf:
    """The distributions of a document, the newest first; none to those who may not see them. Rule P-203."""
    require(actor, P_203)
    document, held = documents.get_document(tx, actor, document_id)
    statement = select(Distribution).where(Distribution.document_id == document.id, visible_to(actor))
    rows = tx.scalars(statement.order_by(Distribution.created_at.desc(), Distribution.id.desc()).limit(OF_ONE_DOCUMENT)).all()
    live = document.archived_at is None and document.binned_at is None
    to_meet = next(iter(list_to_meet(tx, actor, document.id)), None)
    may_send = live and held.published and _may_send(actor)
    return DistributionsOf(list_rows(tx, actor, rows), may_send, to_meet)


def list_of_project(tx: Tx, actor: Actor, project_id: UUID) -> DistributionsOf:
    """What the people of a site are asked to read, as they stand, the newest first. Rule P-201; raises ProjectNotFound."""
    require(actor, P_201)
    projects.get_for_poster(tx, actor, project_id)
    here = exists(select(Receipt.id).where(Receipt.distribution_id == Distribution.id, Receipt.is_current, at_site(project_id)))
    statement = select(Distribution).where(visible_to(actor), Distribution.state == State.SENT, here)
    rows = tx.scalars(statement.order_by(Distribution.created_at.desc(), Distribution.id.desc()).limit(OF_ONE_DOCUMENT)).all()
    return DistributionsOf(list_rows(tx, actor, rows, where=at_site(project_id)), False, None)


def get_distribution(tx: Tx, actor: Actor, distribution_id: UUID) -> DistributionView:
    """A distribution with how it stands. Rule P-201; raises DistributionNotFound."""
    require(actor, P_201)
    row = get_row(tx, actor, distribution_id)
    document, _ = documents.get_document(tx, actor, row.document_id)
    out = select(LeftOut).where(LeftOut.distribution_id == row.id).order_by(LeftOut.sort_key, LeftOut.person_id)
    left_out = tx.scalars(out.limit(NAMED_LEFT_OUT)).all()
    counted = select(func.count()).select_from(LeftOut).where(LeftOut.distribution_id == row.id)
    may = may_steer(actor, row, document)
    is_sent = row.state == State.SENT
    return DistributionView(
        row=list_rows(tx, actor, [row])[0],
        message=row.message,
        questions=tuple(QuestionView(text=q.text, choices=q.choices, right=q.right) for q in read_questions(row.questions)),
        cancelled_at=row.cancelled_at,
        cancelled_reason=row.cancelled_reason,
        open_to_hidden=row.open_to_hidden,
        left_out=tuple(LeftOutName(each.person_id, each.name, each.company) for each in left_out),
        left_out_count=tx.scalar(counted) or 0,
        sites=_sites(tx, actor, row),
        meetings=list_meetings(tx, actor, row.id),
        can=DistributionCan(cancel=may and row.state != State.CANCELLED, nudge=may and is_sent, answer=True, meet=is_sent),
    )


def get_row(tx: Tx, actor: Actor, distribution_id: UUID) -> Distribution:
    """A distribution that the actor sees; raises DistributionNotFound."""
    statement = select(Distribution).where(Distribution.id == distribution_id, visible_to(actor))
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise DistributionNotFound(MISSING)
    return row


def get_met(tx: Tx, actor: Actor, distribution_id: UUID) -> Distribution:
    """A distribution that the actor may bring to a morning meeting; raises DistributionNotFound. Rule P-208."""
    row = tx.scalars(select(Distribution).where(Distribution.id == distribution_id, met_by(actor))).first()
    if row is None:
        raise DistributionNotFound(MISSING)
    return row


def list_rows(
    tx: Tx, actor: Actor, rows: Sequence[Distribution], *, where: ColumnElement[bool] | None = None
) -> tuple[DistributionRow, ...]:
    """These distributions with their counts, of all recipients or of those of a condition, in the same order."""
    titles = list_sent_documents(tx, actor, {row.edition_id for row in rows})
    numbers = documents.list_edition_numbers(tx, actor, [row.edition_id for row in rows])
    tallies = _tallies(tx, [row.id for row in rows], where)
    return tuple(
        DistributionRow(
            id=row.id,
            document=titles[row.edition_id],
            edition_no=numbers.get(row.edition_id),
            state=row.state,  # type: ignore[arg-type]  # the table's check says so
            importance=row.importance,  # type: ignore[arg-type]  # it is read from the edition
            confirm=row.confirm,
            audience_words=row.audience_words,
            sender=PersonRef(row.sender_id, row.sender_name),
            rule_no=row.rule_no,
            created_at=row.created_at,
            send_at=row.send_at,
            sent_at=row.sent_at,
            due_at=row.due_at,
            tally=tallies.get(row.id, NOTHING),
        )
        for row in rows
    )


def list_sent_documents(tx: Tx, _actor: Actor, edition_ids: set[UUID]) -> Mapping[UUID, SentDocument]:
    """The documents of these editions, under the titles of these editions; who may see them has been asked."""
    columns = (Edition.id.label("edition_id"), Edition.title, Document.id, Document.kind, Document.serial)
    joined = select(*columns).join(Document, Document.id == Edition.document_id).where(Edition.id.in_(edition_ids))
    return {
        row.edition_id: SentDocument(
            id=row.id,
            kind=row.kind,
            kind_name=kind_of(row.kind).name,
            code=code_of(row.kind, row.serial),
            title=row.title,
        )
        for row in tx.execute(joined)
    }


def _may_send(actor: Actor) -> bool:
    return P_201.right is not None and actor.may(P_201.right.code)


def _stands(standing: Standing) -> ColumnElement[bool]:
    open_receipts = (Receipt.distribution_id == Distribution.id, Receipt.is_current)
    waits = exists(select(Receipt.id).where(*open_receipts, ~is_done()).correlate(Distribution))
    late = exists(select(Receipt.id).where(*open_receipts, ~is_done(), is_late()).correlate(Distribution))
    sent = Distribution.state == State.SENT
    return {
        "all": true(),
        "open": and_(sent, waits),
        "done": and_(sent, ~waits),
        "late": and_(sent, late),
        "scheduled": Distribution.state.in_([State.SCHEDULED, State.SENDING]),
        "cancelled": Distribution.state == State.CANCELLED,
    }[standing]


def _counts() -> tuple[ColumnElement[int], ...]:
    return (
        func.count(Receipt.id),
        func.count(Receipt.id).filter(Receipt.opened_at.is_not(None)),
        func.count(Receipt.id).filter(is_done()),
        func.count(Receipt.id).filter(Receipt.reply == Reply.UNCLEAR),
        func.count(Receipt.id).filter(and_(~is_done(), is_late())),
        func.count(Receipt.id).filter(and_(is_done(), is_late())),
    )


def _tally(row: Sequence[Any]) -> Tally:
    return Tally(total=row[0], opened=row[1], done=row[2], unclear=row[3], late=row[4], done_late=row[5])


def _tallies(tx: Tx, ids: Sequence[UUID], where: ColumnElement[bool] | None) -> Mapping[UUID, Tally]:
    joined: Any = select(Receipt.distribution_id, *_counts())
    joined = joined.join(Distribution, Distribution.id == Receipt.distribution_id)
    held = [Receipt.distribution_id.in_(ids), Receipt.is_current, *([where] if where is not None else [])]
    return {row[0]: _tally(row[1:]) for row in tx.execute(joined.where(*held).group_by(Receipt.distribution_id))}


def _sites(tx: Tx, actor: Actor, row: Distribution) -> tuple[SiteTally, ...]:
    member = projects_policy.memberships_of_today().subquery("member")
    joined: Any = select(member.c.project_id, *_counts()).select_from(Receipt)
    joined = joined.join(Distribution, Distribution.id == Receipt.distribution_id)
    joined = joined.join(member, member.c.person_id == Receipt.person_id)
    held = (Receipt.distribution_id == row.id, Receipt.is_current)
    found = {each[0]: _tally(each[1:]) for each in tx.execute(joined.where(*held).group_by(member.c.project_id))}
    names = projects.list_names(tx, actor, found)
    sites = (SiteTally(project=ProjectName(key, ref.code, ref.name), tally=found[key]) for key, ref in names.items())
    return tuple(sorted(sites, key=lambda site: site.project.code))
