"""Runs and what they left, as they are known, shown and undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.legacy.schemas.report import Report

Slice = Literal["accounts", "projects", "documents"]
Outcome = Literal["added", "changed", "unchanged", "kept", "refused"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the last run that had this record left: the subject made of it (None: nothing) and the hashes it had then."""

    slice: str | None
    subject_id: UUID | None
    version: int | None
    state: str
    raw_hash: str
    outcome_hash: str


class RunView(Struct, frozen=True, kw_only=True):
    """A run in a list."""

    number: int
    folder: str
    actor: str
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    added: int
    changed: int
    kept: int
    refused: int


class RunReport(Struct, frozen=True, kw_only=True):
    """A finished run: its number (None: nothing was to be done, so there is none) and the report."""

    number: int | None
    report: Report


class KeptRecord(Struct, frozen=True, kw_only=True):
    """Something that stays although its run was undone, and why."""

    file: str
    id: str
    subject_id: UUID
    reason: str


class UndoReport(Struct, frozen=True, kw_only=True):
    """What an undo took back, what it brought back to its former state, and what it left."""

    number: int
    removed: dict[str, int]
    reverted: dict[str, int]
    kept: tuple[KeptRecord, ...]
