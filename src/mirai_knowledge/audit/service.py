"""The verbs of the audit log: record what was done, seal it, make and drop its months, export it whole."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TextIO

from sqlalchemy import insert, text

from mirai_knowledge.audit import policy, queries
from mirai_knowledge.audit.model import AuditAnchor, AuditEntry, AuditSeal, instant_text
from mirai_knowledge.audit.policy import chain
from mirai_knowledge.audit.schemas import Personal, Recorded, Subject, Tag
from mirai_knowledge.audit.schemas.tags import EXPORTED, LIST_EXPORTED, MONTH_DROPPED, MONTHS_ADDED
from mirai_knowledge.audit.schemas.values import PERSONAL_MARK
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.lists import Export
from mirai_knowledge.kernel.log import current_request_id, get_logger

log = get_logger(__name__)
SEALS_AT_ONCE = 5000


def record(  # noqa: PLR0913  one sentence: who did what to which thing, and how it was before and after
    tx: Tx,
    actor: Actor,
    tag: Tag,
    subject: Subject | None,
    *,
    before: Recorded | None = None,
    after: Recorded | None = None,
    detail: Recorded | None = None,
    personal_fields: Collection[str] = (),
) -> None:
    """The log says, when and only when this transaction commits, that the actor did it.

    Of `before` and `after` together only the fields that differ are kept. Values wrapped in `personal(…)`, or of a field
    named in `personal_fields`, are kept as keyed hashes; an actor is kept by id, machine work by name.
    """
    old, new, rest = (_recordable(values, personal_fields) for values in (before, after, detail))
    if old is not None and new is not None:
        differing = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        old, new = _only(old, differing), _only(new, differing)
    tx.execute(
        insert(AuditEntry).values(
            id=new_id(),
            at=clock.now(),
            actor_id=actor.person_id,
            actor_name=None if actor.person_id is not None else actor.name or None,
            origin=actor.origin,
            session_id=actor.session_id,
            address=actor.address,
            request_id=current_request_id(),
            tag=tag.code,
            subject_kind=subject.kind if subject else None,
            subject_id=str(subject.id) if subject else None,
            before=old,
            after=new,
            detail=rest,
        )
    )


def seal(tx: Tx, actor: Actor, *, limit: int = SEALS_AT_ONCE) -> int:
    """The next entries in order stand in the chain, at most `limit`; returns how many.

    One caller at a time: a second one that overlaps fails on the chain's unique numbers and writes nothing.
    """
    last = queries.find_last_seal(tx, actor)
    seal_no, previous = (last.seal_no, last.hash) if last is not None else (0, chain.FIRST)
    rows = []
    for entry in queries.list_unsealed(tx, actor, limit=limit):
        seal_no, previous = seal_no + 1, chain.link(previous, entry.as_record())
        rows.append(_seal_row(entry, seal_no, previous))
    if rows:
        tx.execute(insert(AuditSeal), rows)
        # A witness outside the database: logs are shipped elsewhere.
        log.info("audit.sealed", count=len(rows), seal_no=seal_no, hash=previous.hex())
    return len(rows)


def add_months(tx: Tx, actor: Actor) -> tuple[date, ...]:
    """The present month and the 12 ahead have partitions of their own; returns those made now. Needs the owner role.

    A month whose entries already lie in the default partition is left out, with a warning in the log.
    """
    _wait_briefly(tx)
    stranded = set(queries.list_stranded_months(tx, actor))
    if stranded:
        log.warning("audit.default_partition_holds_rows", months=sorted(month.isoformat() for month in stranded))
    made = [
        month
        for month in policy.months_from(clock.now())
        if month not in stranded and tx.execute(text("SELECT audit_add_month(:month)"), {"month": month}).scalar_one()
    ]
    if made:
        record(tx, actor, MONTHS_ADDED, None, detail={"months": [month.isoformat() for month in made]})
    return tuple(made)


def drop_expired_months(tx: Tx, actor: Actor) -> tuple[date, ...]:
    """Months older than seven years are gone, each leaving signed anchors of its seals; returns them. Needs the owner role.

    A month with unsealed entries, or with the end of the chain, stays.
    """
    _wait_briefly(tx)
    expired = [
        month
        for month in queries.list_months(tx, actor)
        if month < policy.expiring_before(clock.now()) and _may_go(tx, actor, month)
    ]
    for month in expired:
        _leave_anchors(tx, actor, month)
        record(tx, actor, MONTH_DROPPED, None, detail={"month": month.isoformat()})
    # Last, for from here to the commit everybody else waits.
    for month in expired:
        for table in ("audit_entry", "audit_seal"):
            tx.execute(text(f"DROP TABLE {table}_{month:%Y_%m}"))
    return tuple(expired)


def export(tx: Tx, actor: Actor, target: TextIO) -> int:
    """The whole log stands in `target`, one JSON object a line, checkable without the program; returns the entries written.

    That somebody exported it is itself recorded. Raises Forbidden (P-030) for who may not read the whole log.
    """
    policy.require_whole(actor)
    written = 0
    for line in queries.list_records(tx, actor):
        target.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        written += line["type"] in {"seal", "entry"}
    record(tx, actor, EXPORTED, None, detail={"entries": written})
    return written


def record_export(tx: Tx, actor: Actor, export: Export) -> None:
    """The log says that the actor took a list along as a file; what was searched for in it is kept as a keyed hash."""
    narrowed = " ".join(f"{name}={value}" for name, value in export.filters.items() if name != "q")
    detail: dict[str, JsonValue] = {"format": export.file_format, "rows": export.rows, "filters": narrowed}
    if "q" in export.filters:
        detail["q"] = export.filters["q"]
    record(tx, actor, LIST_EXPORTED, Subject("list", export.name), detail=detail, personal_fields=("q",))


def _wait_briefly(tx: Tx) -> None:
    # Making and dropping months locks the whole log, and whoever waits for that lock holds up every writer behind him.
    tx.execute(text("SET LOCAL lock_timeout = '1s'"))


def _may_go(tx: Tx, actor: Actor, month: date) -> bool:
    since, until = policy.month_bounds(month)
    last = queries.find_last_seal(tx, actor)
    unsealed = queries.get_unsealed_count(tx, actor, month=month)
    if unsealed == 0 and (last is None or not since <= last.audit_at < until):
        return True
    log.warning("audit.month_kept", month=month.isoformat(), unsealed=unsealed)
    return False


def _leave_anchors(tx: Tx, actor: Actor, month: date) -> None:
    for run in queries.list_runs(tx, actor, month=month):
        signature = policy.sign_anchor(
            month.isoformat(), first_seal_no=run.first_seal_no, last_seal_no=run.last_seal_no, last_hash=run.last_hash
        )
        tx.execute(
            insert(AuditAnchor).values(
                first_seal_no=run.first_seal_no,
                last_seal_no=run.last_seal_no,
                month=month,
                hash=run.last_hash,
                key_id=policy.anchor_key_id(),
                signature=signature,
                made_at=clock.now(),
            )
        )


def _seal_row(entry: AuditEntry, seal_no: int, digest: bytes) -> dict[str, object]:
    return {
        "seal_no": seal_no,
        "audit_id": entry.id,
        "audit_at": entry.at,
        "cluster": entry.cluster,
        "xact": entry.xact,
        "hash": digest,
        "sealed_at": clock.now(),
    }


def _recordable(values: Recorded | None, personal_fields: Collection[str]) -> dict[str, JsonValue] | None:
    if values is None:
        return None
    hidden = {name: Personal(value) for name, value in values.items() if name in personal_fields}
    return {name: _plain(name, value) for name, value in {**values, **hidden}.items()}


def _plain(field: str, value: object) -> JsonValue:
    """The value as JSON; what JSON cannot hold becomes text."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Personal):
        return _hidden(field, value.value)
    if isinstance(value, Mapping):
        return {str(key): _plain(field, inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(field, inner) for inner in value]
    # Wrong sign-in names are recorded too, and PostgreSQL's JSON takes neither NUL nor half a surrogate pair.
    shown = instant_text(value) if isinstance(value, datetime) else str(value)
    return shown.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def _hidden(field: str, value: object) -> JsonValue:
    if isinstance(value, Personal):
        return _hidden(field, value.value)
    return None if value is None else {PERSONAL_MARK: policy.digest_personal(field, value)}


def _only(values: dict[str, JsonValue], names: Collection[str]) -> dict[str, JsonValue]:
    return {name: value for name, value in values.items() if name in names}
