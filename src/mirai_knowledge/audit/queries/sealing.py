"""What the sealer reads: the end of the chain, and the entries that come next."""

from sqlalchemy import BigInteger, Select, Text, cast, func, select, text, tuple_

from mirai_knowledge.audit import policy
from mirai_knowledge.audit.model import AuditEntry, AuditSeal
from mirai_knowledge.audit.queries.months import get_default_rows
from mirai_knowledge.audit.schemas import AuditHealth
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def find_last_seal(tx: Tx, actor: Actor) -> AuditSeal | None:
    """The end of the chain, or None before the first seal."""
    policy.require_whole(actor)
    return tx.scalars(select(AuditSeal).order_by(AuditSeal.seal_no.desc()).limit(1)).first()


def list_unsealed(tx: Tx, actor: Actor, *, limit: int) -> list[AuditEntry]:
    """Entries to seal next, in sealing order: by transaction, then id, and only below every transaction still running.

    After a restore into another cluster, whose transaction numbers begin again, the former cluster's last entries come
    first; nothing of that cluster runs any more.
    """
    last = find_last_seal(tx, actor)
    here = _this_cluster(tx)
    rows: list[AuditEntry] = []
    if last is not None and last.cluster != here:
        rows = list(tx.scalars(_in_order(_after_seals(tx, last.cluster)).limit(limit)))
    settled = AuditEntry.xact < cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), Text), BigInteger)
    return rows + list(tx.scalars(_in_order(_after_seals(tx, here).where(settled)).limit(limit - len(rows))))


def get_health(tx: Tx, actor: Actor) -> AuditHealth:
    """How the log stands, for the health page; cheap however long the log is."""
    last = find_last_seal(tx, actor)
    waiting = _after_seals(tx, _this_cluster(tx)).with_only_columns(func.count(), func.min(AuditEntry.at))
    count, since = tx.execute(waiting).one()
    return AuditHealth(
        waiting=count,
        waiting_since=since,
        in_default_partition=get_default_rows(tx, actor),
        last_seal_no=last.seal_no if last else 0,
    )


def _this_cluster(tx: Tx) -> int:
    cluster: int = tx.execute(text("SELECT system_identifier FROM pg_control_system()")).scalar_one()
    return cluster


def _in_order(statement: Select[AuditEntry]) -> Select[AuditEntry]:
    return statement.order_by(AuditEntry.xact, AuditEntry.id)


def _after_seals(tx: Tx, cluster: int) -> Select[AuditEntry]:
    """Entries of a cluster after the last one of it that is sealed."""
    sealed = tx.execute(
        select(AuditSeal.xact, AuditSeal.audit_id)
        .where(AuditSeal.cluster == cluster)
        .order_by(AuditSeal.xact.desc(), AuditSeal.audit_id.desc())
        .limit(1)
    ).first()
    statement = select(AuditEntry).where(AuditEntry.cluster == cluster)
    if sealed is None:
        return statement
    return statement.where(tuple_(AuditEntry.xact, AuditEntry.id) > tuple_(sealed.xact, sealed.audit_id))
