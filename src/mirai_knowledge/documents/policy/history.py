"""What an import left of the time before: changes of which the text is lost, kept in `document.legacy`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from mirai_knowledge.documents.schemas.intake import LoadHistory
from mirai_knowledge.documents.schemas.views import HistoryNote, PersonRef
from mirai_knowledge.kernel.errors import JsonValue

KEY = "history"


def kept_notes(history: Sequence[LoadHistory]) -> list[JsonValue]:
    """The notes as they are kept."""
    return [note.model_dump(mode="json") for note in history]


def earlier_notes(legacy: Mapping[str, JsonValue] | None) -> tuple[HistoryNote, ...]:
    """The notes as they are shown, the newest first."""
    kept = (legacy or {}).get(KEY)
    notes = [_note(entry) for entry in kept if isinstance(entry, Mapping)] if isinstance(kept, list) else []
    return tuple(sorted(notes, key=lambda note: note.at, reverse=True))


def _note(entry: Mapping[str, JsonValue]) -> HistoryNote:
    author = entry.get("author_id")
    person = PersonRef(UUID(author) if isinstance(author, str) else None, str(entry.get("author_name") or ""))
    return HistoryNote(datetime.fromisoformat(str(entry["at"])), person, str(entry.get("reason") or ""))
