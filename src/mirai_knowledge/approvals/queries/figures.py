"""How long approvals take: median and 90th percentile, by month, stage and person, with the requests behind them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Float, Row, Subquery, and_, func, select

from mirai_knowledge.accounts.policy import ROUTE_MANAGE
from mirai_knowledge.approvals.model import ApprovalRequest, ApprovalStep, State, StepKind
from mirai_knowledge.approvals.policy import P_199, visible_to
from mirai_knowledge.approvals.queries.requests import purpose_name, subject_ref
from mirai_knowledge.approvals.queries.standing import list_loaded
from mirai_knowledge.approvals.schemas.commands import Period
from mirai_knowledge.approvals.schemas.views import (
    ApprovalFigures,
    DecidedPage,
    DecidedRow,
    LeadTime,
    MonthTime,
    PersonTime,
    StageTime,
)
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require

HOUR = 3600
TOOK = (func.extract("epoch", ApprovalRequest.ended_at - ApprovalRequest.requested_at) / HOUR).cast(Float)
# Whole microseconds: a fraction would be another number here than in the database, and its row would come twice.
EXACTLY = (func.extract("epoch", ApprovalRequest.ended_at - ApprovalRequest.requested_at) * 1_000_000).cast(BigInteger)
LONGEST_FIRST = (
    Key(EXACTLY, lambda row: str(_took(row) // timedelta(microseconds=1)), int, descending=True),
    Key(ApprovalRequest.id.expression, lambda row: str(row.id), UUID, descending=True),
)


def get_figures(tx: Tx, actor: Actor, period: Period) -> ApprovalFigures:
    """What requests that ended in these days took, as far as the actor sees them. Stages and people are counted where the
    request was approved; a stage begins when the one before it has its last approval. Rule P-199.
    """
    require(actor, P_199)
    ended = _ended(actor, period)
    approved = and_(ended, ApprovalRequest.state == State.APPROVED)
    late = ApprovalRequest.late_at.is_not(None)
    whole = tx.execute(select(*_times(TOOK, late)).where(approved)).one()
    returned = select(func.count()).select_from(ApprovalRequest).where(ended, ApprovalRequest.state == State.RETURNED)
    month = func.to_char(func.timezone("Asia/Tokyo", ApprovalRequest.ended_at), "YYYY-MM").label("month")
    months = tx.execute(select(month, *_times(TOOK, late)).where(approved).group_by(month).order_by(month))
    return ApprovalFigures(
        since=period.since,
        until=period.until,
        whole=LeadTime(**_time(whole)),
        returned=tx.scalar(returned) or 0,
        months=tuple(MonthTime(month=row.month, **_time(row)) for row in months),
        stages=_stages(tx, approved),
        people=_people(tx, actor, ended),
    )


def list_decided(tx: Tx, actor: Actor, period: Period, *, cursor: str | None = None, limit: int = 50) -> DecidedPage:
    """The approved requests behind the figures, those that took longest first. Rule P-199; raises Invalid for a bad cursor."""
    require(actor, P_199)
    statement = select(ApprovalRequest).where(_ended(actor, period), ApprovalRequest.state == State.APPROVED)
    page = fetch_page(tx, statement, LONGEST_FIRST, cursor=cursor, limit=limit)
    rows = (
        DecidedRow(
            id=loaded.request.id,
            document=subject_ref(loaded),
            title=loaded.title,
            purpose_name=purpose_name(loaded.request),
            route_name=loaded.request.route_name,
            importance=loaded.request.importance,  # type: ignore[arg-type]  # it is read from the edition
            state=loaded.request.state,  # type: ignore[arg-type]  # the table's check says so
            requester=PersonRef(loaded.request.requester_id, loaded.request.requester_name),
            requested_at=loaded.request.requested_at,
            ended_at=loaded.request.ended_at or loaded.request.requested_at,
            hours=round(_hours(loaded.request), 1),
        )
        for loaded in list_loaded(tx, actor, page.items)
    )
    return DecidedPage(items=tuple(rows), next_cursor=page.next_cursor)


def _ended(actor: Actor, period: Period) -> ColumnElement[bool]:
    first = clock.start_of_day_jst(period.since)
    after = clock.start_of_day_jst(period.until + timedelta(days=1))
    return and_(visible_to(actor), ApprovalRequest.ended_at >= first, ApprovalRequest.ended_at < after)


def _spans(where: ColumnElement[bool]) -> Subquery:
    """Each stage of these requests: when it began, and when it had its last approval."""
    done = func.max(ApprovalStep.at)
    began = func.coalesce(
        func.lag(done).over(partition_by=ApprovalStep.request_id, order_by=ApprovalStep.stage), ApprovalRequest.requested_at
    )
    name = ApprovalRequest.stages[ApprovalStep.stage - 1]["name"].astext
    return (
        select(
            ApprovalStep.request_id,
            ApprovalStep.stage,
            ApprovalRequest.route_name,
            name.label("stage_name"),
            began.label("began"),
            done.label("done"),
        )
        .join(ApprovalRequest, ApprovalRequest.id == ApprovalStep.request_id)
        .where(where, ApprovalStep.kind == StepKind.APPROVED)
        .group_by(ApprovalStep.request_id, ApprovalStep.stage, ApprovalRequest.id)
        .subquery()
    )


def _stages(tx: Tx, approved: ColumnElement[bool]) -> tuple[StageTime, ...]:
    span = _spans(approved)
    took = (func.extract("epoch", span.c.done - span.c.began) / HOUR).cast(Float)
    late = (
        select(ApprovalStep.id)
        .where(
            ApprovalStep.request_id == span.c.request_id, ApprovalStep.stage == span.c.stage, ApprovalStep.kind == StepKind.LATE
        )
        .exists()
    )
    keys = (span.c.route_name, span.c.stage_name)
    rows = tx.execute(select(*keys, *_times(took, late)).group_by(*keys).order_by(*keys))
    return tuple(StageTime(route_name=row.route_name, stage_name=row.stage_name, **_time(row)) for row in rows)


def _people(tx: Tx, actor: Actor, ended: ColumnElement[bool]) -> tuple[PersonTime, ...]:
    span = _spans(ended)
    # The span of a stage that was returned has no end: what its people did began with the stage before.
    before = select(func.max(span.c.done)).where(span.c.request_id == ApprovalStep.request_id, span.c.stage < ApprovalStep.stage)
    began = func.coalesce(before.scalar_subquery(), ApprovalRequest.requested_at)
    took = (func.extract("epoch", ApprovalStep.at - began) / HOUR).cast(Float)
    decided = and_(ended, ApprovalStep.kind.in_((StepKind.APPROVED, StepKind.RETURNED)), ApprovalStep.by_id.is_not(None))
    if not actor.may(ROUTE_MANAGE.code):
        decided = and_(decided, ApprovalStep.by_id == actor.person_id)
    late = ApprovalRequest.late_at <= ApprovalStep.at
    each = (
        select(
            ApprovalStep.by_id,
            ApprovalStep.by_name,
            took.label("took"),
            late.label("late"),
        )
        .join(ApprovalRequest, ApprovalRequest.id == ApprovalStep.request_id)
        .where(decided)
        .subquery()
    )
    keys = (each.c.by_id, func.max(each.c.by_name).label("name"))
    rows = tx.execute(
        select(*keys, *_times(each.c.took, func.coalesce(each.c.late, False))).group_by(each.c.by_id).order_by("name")
    )
    return tuple(PersonTime(person=PersonRef(row.by_id, row.name), **_time(row)) for row in rows)


def _times(took: ColumnElement[float], late: ColumnElement[bool]) -> Sequence[ColumnElement[Any]]:
    return (
        func.count().label("cases"),
        func.percentile_cont(0.5).within_group(took).label("median"),
        func.percentile_cont(0.9).within_group(took).label("p90"),
        func.count().filter(late).label("late"),
    )


def _time(row: Row[Any]) -> dict[str, Any]:
    median, p90 = (round(value, 1) if value is not None else None for value in (row.median, row.p90))
    return {"count": row.cases, "median_hours": median, "p90_hours": p90, "late": row.late}


def _took(row: ApprovalRequest) -> timedelta:
    return (row.ended_at or row.requested_at) - row.requested_at


def _hours(row: ApprovalRequest) -> float:
    return _took(row).total_seconds() / HOUR
