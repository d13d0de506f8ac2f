"""Records as they stand in the files, before anything is made of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from mirai_knowledge.kernel.errors import JsonValue

RawObject: TypeAlias = dict[str, JsonValue]

USERS, EXPERTS, PROJECTS = "users.json", "experts.json", "projects.json"
KNOWLEDGE, KNOWLEDGE_DETAILS = "knowledge.json", "knowledge_details.json"
SOPS, SOP_DETAILS = "sop.json", "sop_details.json"
REGULATIONS = "regulations.json"

LOADED_FILES = (USERS, EXPERTS, PROJECTS, KNOWLEDGE, KNOWLEDGE_DETAILS, SOPS, SOP_DETAILS, REGULATIONS)
"""The files that are loaded, in the order in which they are: a later one refers to earlier ones."""

LATER_FILES = frozenset(
    f"{name}.json"
    for name in (
        "incidents", "incidents_details", "consultations", "consultations_details",
        "approvals", "notifications", "expert_ratings", "project_tasks", "search_history", "users_favorites", "tags",
        "access_logs", "audit_logs", "knowledges", "ms365_sync_configs", "ms365_sync_histories", "ms365_file_mappings",
    )
)  # fmt: skip
"""Files of the format that are known and not loaded."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a record stood. `id` is its id as text; `#7` for the seventh record of a file when it has none."""

    file: str
    id: str

    def __str__(self) -> str:
        return f"{self.file}#{self.id}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file that can be named and is an object; `digest` is a hash of all of it."""

    origin: Origin
    raw: RawObject
    digest: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that cannot be loaded. It is kept as it is, and `reason` says in Japanese why nothing was made of it."""

    origin: Origin
    raw: JsonValue
    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read to its end once: its codec, the bytes of a mark before the text, and its number of records."""

    path: Path
    encoding: str
    mark: int
    records: int

    @property
    def name(self) -> str:
        """Its name in the folder."""
        return self.path.name
