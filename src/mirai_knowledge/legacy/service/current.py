"""The run that is going on: what it depends on, what it has made so far, and its rows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import insert

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.legacy.model import LegacyRecord, LegacyRun, RecordState, RunId
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.planned import Planned
from mirai_knowledge.legacy.schemas.runs import Known, Outcome, Slice
from mirai_knowledge.legacy.schemas.source import Origin, Refused
from mirai_knowledge.legacy.service.deciding import Tally
from mirai_knowledge.legacy.service.planning import Planner
from mirai_knowledge.legacy.service.preparing import Source

ROWS_AT_ONCE = 500
_EMPTY: dict[str, object] = {
    "slice": None,
    "subject_id": None,
    "version": None,
    "reason": None,
    "outcome_hash": "",
    "attributes": {},
    "made": None,
}

P = TypeVar("P", bound=Planned)
C = TypeVar("C", bound=BaseModel)
Progress = Callable[[str, int], None]
"""Is told a file, and how many of its records are done since the last time."""


@dataclass(frozen=True, slots=True)
class Step(Generic[P, C]):
    """A planned record with the command that makes it; `known` is what an earlier run left of it."""

    planned: P
    command: C
    known: Known | None


@dataclass(frozen=True, slots=True)
class Made:
    """What a slice made of a record; `made` is kept for an undo of the next run that changes it."""

    slice: Slice
    subject_id: UUID
    version: int | None
    outcome: Outcome
    made: dict[str, JsonValue] | None = None


@dataclass(slots=True)
class CurrentRun:
    """A run, or with `writes` False the plan of one: that counts and writes nothing. The row of the run is written with the
    first of its records, so that a run that has nothing to do leaves none.
    """

    tx: Tx
    actor: Actor
    source: Source
    planner: Planner
    tally: Tally
    writes: bool = False
    progress: Progress = lambda _file, _count: None
    subjects: dict[Origin, UUID] = field(default_factory=dict)
    links: list[tuple[UUID, Origin]] = field(default_factory=list)
    id: RunId = field(default_factory=lambda: RunId(new_id()))
    number: int | None = None
    _rows: list[dict[str, object]] = field(default_factory=list)

    def open(self) -> RunId:
        """The id of the run, whose row is there."""
        if self.number is None:
            values = {
                "id": self.id,
                "folder": str(self.source.folder.path),
                "actor_name": self.actor.name,
                "started_at": clock.now(),
                "mapping": self.source.mapping.model_dump(),
            }
            self.number = self.tx.execute(insert(LegacyRun).values(values).returning(LegacyRun.number)).scalar_one()
        return self.id

    def refuse(self, item: Refused) -> None:
        """The record is counted, and its raw text kept where it is new. What was made of it before stays its subject."""
        known = self.tally.known.get(item.origin)
        self.tally.note(item.origin, "refused")
        if self.writes and (known is None or known.raw_hash != item.digest or known.state != RecordState.REFUSED):
            values = {"raw": item.raw, "raw_hash": item.digest, "reason": item.reason}
            self._write(item.origin, RecordState.REFUSED, {**_carried(known), **values})

    def made(self, planned: Planned, made: Made) -> None:
        """The record is counted, and stands with what was made of it."""
        known = self.tally.known.get(planned.origin)
        self.tally.note(planned.origin, made.outcome)
        self.subjects[planned.origin] = made.subject_id
        values = {
            "raw": planned.raw,
            "raw_hash": planned.digest,
            "outcome_hash": planned.outcome,
            "attributes": planned.attributes,
        }
        if made.outcome == "kept":
            action = "人の変更を残し、移行元の値は原文だけを保存"
            self.planner.findings.add(kinds.RECORD_KEPT, planned.origin, action)
            repeated = known is not None and (known.state, known.raw_hash) == (RecordState.KEPT, planned.digest)
            if not repeated:
                self._write(planned.origin, RecordState.KEPT, {**_carried(known), **values})
            return
        state = RecordState.ADDED if known is None or known.subject_id is None else RecordState.CHANGED
        subject = {"slice": made.slice, "subject_id": made.subject_id, "version": made.version, "made": made.made}
        self._write(planned.origin, state, {**values, **subject})

    def flush_rows(self) -> None:
        """The rows of the records so far are in the database."""
        if self._rows:
            self.tx.execute(insert(LegacyRecord), self._rows)
            self._rows.clear()

    def _write(self, origin: Origin, state: RecordState, values: dict[str, object]) -> None:
        place = {"id": new_id(), "run_id": self.open(), "file": origin.file, "legacy_id": origin.id, "state": state.value}
        self._rows.append({**_EMPTY, **place, **values})
        if len(self._rows) >= ROWS_AT_ONCE:
            self.flush_rows()


def _carried(known: Known | None) -> dict[str, object]:
    """What stays of an earlier run when this one makes nothing of the record."""
    if known is None:
        return {}
    return {"slice": known.slice, "subject_id": known.subject_id, "version": known.version, "outcome_hash": known.outcome_hash}
