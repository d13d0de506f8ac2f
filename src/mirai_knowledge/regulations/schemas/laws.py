"""Law files: what comes in, what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.regulations.schemas import RegulationContent

MAX_FILE_BYTES = 16 * 1024 * 1024
Outcome = Literal["added", "unchanged"]


@dataclass(frozen=True, slots=True)
class LawFile:
    """A file by its name. `sequence` orders texts of the same day, where a list beside the file says so."""

    name: str
    data: bytes
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class LawText:
    """One revision of a law as its file gives it. `digest` is over its words."""

    name: str
    law: str
    revision: str
    effective_on: date
    sequence: int
    digest: str
    content: RegulationContent


class ImportedLaw(Struct, frozen=True, kw_only=True):
    """What became of a file: the document and the edition that hold its text."""

    file: str
    outcome: Outcome
    code: str
    document_id: UUID
    edition_id: UUID
    title: str
    revision: str
    effective_on: date
    articles: int


class ImportReport(Struct, frozen=True, kw_only=True):
    """What became of the files, in the order of their laws and days."""

    items: tuple[ImportedLaw, ...]
    added: int
    unchanged: int
