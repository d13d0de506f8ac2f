"""The whole log as records of the export format, and the check of its chain."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_

from mirai_knowledge.audit import policy
from mirai_knowledge.audit.model import AuditAnchor, AuditEntry, AuditSeal, instant_text
from mirai_knowledge.audit.policy import chain
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

BATCH = 1000


def list_records(tx: Tx, actor: Actor) -> Iterator[chain.Record]:
    """Header, anchors, seals with their entries in the order of the seals, entries without a seal, end. Memory stays flat.

    Raises Forbidden (P-030) for who may not read the whole log.
    """
    policy.require_whole(actor)
    yield {"type": "header", "format": chain.FORMAT, "version": chain.VERSION, "made_at": instant_text(clock.now())}
    counts = {"anchors": 0, "seals": 0, "entries": 0}
    for name, records in (("anchors", _anchors(tx)), ("seals", _seals(tx)), ("entries", _unsealed(tx))):
        for record in records:
            counts[name] += 1
            yield record
    yield {"type": "end", **counts}


def get_report(tx: Tx, actor: Actor, *, head: tuple[int, str] | None = None) -> chain.Report:
    """What a check of the whole chain finds, anchors' signatures included; raises Forbidden (P-030).

    `head` is a number and a hash noted earlier that must still be there.
    """
    checker = chain.Checker(head=head, forged=policy.find_forgery)
    for record in list_records(tx, actor):
        checker.take(record)
    return checker.finish(whole_file=True)


def _anchors(tx: Tx) -> Iterator[chain.Record]:
    for row in tx.scalars(select(AuditAnchor).order_by(AuditAnchor.first_seal_no)):
        yield {
            "type": "anchor",
            "month": row.month.isoformat(),
            "first_seal_no": row.first_seal_no,
            "last_seal_no": row.last_seal_no,
            "hash": row.hash.hex(),
            "key_id": row.key_id,
            "signature": row.signature.hex(),
        }


def _seals(tx: Tx) -> Iterator[chain.Record]:
    # The id stands in the cursor as well: where somebody gave a number twice, both must come.
    place = tuple_(AuditSeal.seal_no, AuditSeal.audit_id)
    statement = select(AuditSeal).order_by(AuditSeal.seal_no, AuditSeal.audit_id).limit(BATCH)
    seals = tx.scalars(statement).all()
    while seals:
        entries = _entries_of(tx, seals)
        for seal in seals:
            entry = entries.get((seal.audit_id, seal.audit_at))
            yield {
                "type": "seal",
                "seal_no": seal.seal_no,
                "audit_id": str(seal.audit_id),
                "hash": seal.hash.hex(),
                "sealed_at": instant_text(seal.sealed_at),
                "entry": None if entry is None else entry.as_record(),
            }
        last = seals[-1]
        tx.expunge_all()
        seals = tx.scalars(statement.where(place > tuple_(last.seal_no, last.audit_id))).all()


def _entries_of(tx: Tx, seals: Sequence[AuditSeal]) -> dict[tuple[UUID, datetime], AuditEntry]:
    instants = [seal.audit_at for seal in seals]
    rows = tx.scalars(
        select(AuditEntry)
        .where(AuditEntry.at.between(min(instants), max(instants)))
        .where(AuditEntry.id.in_([seal.audit_id for seal in seals]))
    )
    return {(row.id, row.at): row for row in rows}


def _unsealed(tx: Tx) -> Iterator[chain.Record]:
    """Entries without a seal, wherever they stand, month by month so that no statement grows with the log."""
    sealed = select(AuditSeal.seal_no).where(AuditSeal.audit_id == AuditEntry.id, AuditSeal.audit_at == AuditEntry.at)
    first = tx.execute(select(func.min(AuditEntry.at))).scalar()
    while first is not None:
        since, until = policy.month_bounds(first.astimezone(UTC).date())
        month = select(AuditEntry).where(AuditEntry.at >= since, AuditEntry.at < until, ~sealed.exists())
        for row in tx.scalars(month.order_by(AuditEntry.at, AuditEntry.id)):
            yield {"type": "entry", "entry": row.as_record()}
        first = tx.execute(select(func.min(AuditEntry.at)).where(AuditEntry.at >= until)).scalar()
