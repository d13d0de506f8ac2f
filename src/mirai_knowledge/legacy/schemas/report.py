"""What a plan or a run says: counts, values, links, findings. Texts are Japanese; codes last."""

from typing import Literal

from msgspec import Struct

Level = Literal["info", "warning", "error"]
"""info: done as said; warning: somebody should look; error: not loaded."""

FileState = Literal["read", "missing", "broken", "later", "unknown"]
"""later: known, and not loaded by this version; unknown: no file of the format."""


class Kind(Struct, frozen=True):
    """A sort of finding under a lasting code."""

    code: str
    name: str
    level: Level


class Finding(Struct, frozen=True, kw_only=True):
    """Something noticed, what was or will be done about it, and in which records (all of them, in order)."""

    code: str
    name: str
    level: Level
    file: str
    field: str | None
    value: str | None
    action: str
    count: int
    ids: tuple[str, ...]


class ValueLine(Struct, frozen=True, kw_only=True):
    """A word of the old system and what it became; `target` is None while nobody has said what it means."""

    vocabulary: str
    file: str
    field: str
    value: str
    target: str | None
    by: Literal["table", "mapping", "default", "nothing"]
    count: int
    ids: tuple[str, ...]


class LinkLine(Struct, frozen=True, kw_only=True):
    """A text that names something, the record it was linked to (None: left as text), the evidence, the candidates."""

    kind: Literal["project", "person"]
    file: str
    field: str
    text: str
    target: str | None
    evidence: str
    candidates: tuple[str, ...]
    count: int
    ids: tuple[str, ...]


class FileLine(Struct, frozen=True, kw_only=True):
    """A file of the folder, and what becomes of its records."""

    file: str
    state: FileState
    encoding: str | None = None
    records: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: int = 0
    vanished: int = 0


class Report(Struct, frozen=True, kw_only=True):
    """What a load of the folder does. `loadable` is False while a file cannot be read: then nothing is loaded.

    `mapping` proposes what unknown values could mean; edited and given back with `--mapping`, it is applied.
    """

    folder: str
    loadable: bool
    files: tuple[FileLine, ...]
    values: tuple[ValueLine, ...]
    links: tuple[LinkLine, ...]
    findings: tuple[Finding, ...]
    mapping: dict[str, dict[str, str | None]]
