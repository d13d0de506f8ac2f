"""The log by months (UTC), as it is partitioned, kept and dropped."""

import itertools
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select, text

from mirai_knowledge.audit import policy
from mirai_knowledge.audit.model import AuditEntry, AuditSeal
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


class Run(NamedTuple):
    """An unbroken run of seals and the hash of its last one."""

    first_seal_no: int
    last_seal_no: int
    last_hash: bytes


def list_months(tx: Tx, actor: Actor) -> list[date]:
    """First days of the months that have a partition of their own, oldest first."""
    policy.require_whole(actor)
    names = tx.execute(
        text(
            "SELECT child.relname FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid "
            "WHERE inhparent = 'audit_entry'::regclass AND child.relname ~ '^audit_entry_[0-9]{4}_[0-9]{2}$'"
        )
    ).scalars()
    return sorted(datetime.strptime(name, "audit_entry_%Y_%m").replace(tzinfo=UTC).date() for name in names)


def list_runs(tx: Tx, actor: Actor, *, month: date) -> list[Run]:
    """The unbroken runs of seals over the entries of that month, in order."""
    policy.require_whole(actor)
    since, until = policy.month_bounds(month)
    of_month = (AuditSeal.audit_at >= since, AuditSeal.audit_at < until)
    island = (AuditSeal.seal_no - func.row_number().over(order_by=AuditSeal.seal_no)).label("island")
    numbered = select(AuditSeal.seal_no, island).where(*of_month).subquery()
    runs = (
        select(func.min(numbered.c.seal_no).label("first"), func.max(numbered.c.seal_no).label("last"))
        .group_by(numbered.c.island)
        .subquery()
    )
    rows = tx.execute(
        select(runs.c.first, runs.c.last, AuditSeal.hash)
        .join(AuditSeal, AuditSeal.seal_no == runs.c.last)
        .where(*of_month)
        .order_by(runs.c.first)
    )
    return [Run(row.first, row.last, row.hash) for row in rows]


def get_unsealed_count(tx: Tx, actor: Actor, *, month: date) -> int:
    """How many entries of that month have no seal."""
    policy.require_whole(actor)
    since, until = policy.month_bounds(month)
    sealed = select(AuditSeal.seal_no).where(AuditSeal.audit_id == AuditEntry.id, AuditSeal.audit_at == AuditEntry.at)
    unsealed = select(func.count()).where(AuditEntry.at >= since, AuditEntry.at < until, ~sealed.exists())
    return tx.execute(unsealed).scalar_one()


def list_stranded_months(tx: Tx, actor: Actor) -> list[date]:
    """Months of which entries lie in the default partition. Needs the owner role."""
    policy.require_whole(actor)
    instants = tx.execute(
        text(
            "SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date FROM audit_entry_default UNION "
            "SELECT date_trunc('month', audit_at AT TIME ZONE 'UTC')::date FROM audit_seal_default ORDER BY 1"
        )
    )
    return list(instants.scalars())


def get_default_rows(tx: Tx, actor: Actor) -> int:
    """How many entries lie outside the months that have a partition of their own; should be 0."""
    bounds = [policy.month_bounds(month) for month in list_months(tx, actor)]
    if not bounds:
        return tx.execute(select(func.count()).select_from(AuditEntry)).scalar_one()
    holes = [AuditEntry.at.between(until, since) for (_, until), (since, _) in itertools.pairwise(bounds) if until != since]
    outside = or_(AuditEntry.at < bounds[0][0], AuditEntry.at >= bounds[-1][1], *holes)
    return tx.execute(select(func.count()).select_from(AuditEntry).where(outside)).scalar_one()
