"""Public accident records by the file: what says the same is one record; importing again changes nothing."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import msgspec
from pydantic import ValidationError

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded
from mirai_knowledge.incidents import policy, queries
from mirai_knowledge.incidents.model import PublicRecord
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES, AGENTS
from mirai_knowledge.incidents.schemas.public import PUBLIC_KIND, FileRecord, ImportReport
from mirai_knowledge.incidents.schemas.tags import PUBLIC_IMPORTED
from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.faults import sentence
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require

MOST_FAULTS = 20


def import_public(tx: Tx, actor: Actor, lines: Sequence[str]) -> ImportReport:
    """The records of these lines (JSON, one a line) are in the collection, each once, whatever else it holds.

    Lines that are no record are left out and named. Rule P-160.
    """
    require(actor, policy.P_160)
    refused: list[str] = []
    read = list(_read(lines, refused))
    known = queries.list_known(tx, actor, [key for key, _, _ in read])
    counts = {"added": 0, "joined": 0, "known": 0}
    for key, record, raw in read:
        row = known.get(key)
        if row is None:
            known[key] = row = _row(key, record, raw)
            tx.add(row)
            changes.mark(tx, PUBLIC_KIND, row.id)
            counts["added"] += 1
        elif record.id in row.origin_ids:
            counts["known"] += 1
        else:
            row.origin_ids = sorted([*row.origin_ids, record.id])
            counts["joined"] += 1
    tx.flush()  # a record that somebody else imported meanwhile must surface here
    detail: Recorded = {**counts, "refused": len(refused)}
    audit.record(tx, actor, PUBLIC_IMPORTED, None, detail=detail)
    return ImportReport(**counts, refused=tuple(refused[:MOST_FAULTS]))


def hash_of(record: FileRecord) -> str:
    """SHA-256 over all that a record says, but for its number: equal for records that say the same."""
    said = record.model_dump(mode="json", exclude={"id"})
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _read(lines: Sequence[str], refused: list[str]) -> Iterator[tuple[str, FileRecord, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            raw = msgspec.json.decode(line, type=dict[str, Any])
            record = FileRecord.model_validate(raw)
        except msgspec.DecodeError:
            refused.append(f"{number}行目: JSON として読み取れません。")
            continue
        except ValidationError as fault:
            error = fault.errors()[0]
            refused.append(f"{number}行目: {'.'.join(map(str, error['loc']))}: {sentence(error)}")
            continue
        if record.accident_type.code not in ACCIDENT_TYPES or record.cause.code not in AGENTS:
            codes = f"事故の型 {record.accident_type.code}、起因物 {record.cause.code}"
            refused.append(f"{number}行目: 一覧にないコードです（{codes}）。")
            continue
        yield hash_of(record), record, raw


def _row(key: str, record: FileRecord, raw: dict[str, Any]) -> PublicRecord:
    trade = record.industry
    return PublicRecord(
        id=UUID(str(new_id())),
        hash=key,
        origin_ids=[record.id],
        source=record.source,
        year=record.year,
        month=record.month,
        hours=record.hours,
        description=record.description,
        industry_major=trade.major,
        industry=[name for name in dict.fromkeys((trade.major_name, trade.medium_name, trade.minor_name)) if name],
        workplace_size=record.workplace_size,
        accident_type=record.accident_type.code,
        agent=record.cause.code,
        raw=raw,
        imported_at=clock.now(),
    )
