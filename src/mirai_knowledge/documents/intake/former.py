"""What a document was before a later run changed it, kept so that an undo of that run brings it back."""

from datetime import date, datetime
from uuid import UUID

from mirai_knowledge.documents import queries
from mirai_knowledge.documents.intake import parts
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId

KEY = "former"


def keep_former(tx: Tx, actor: Actor, document: Document, *, run: UUID) -> dict[str, JsonValue]:
    """What `document.legacy` is to keep of the document as it stands now, before `run` changes it."""
    properties = queries.get_properties(tx, actor, document)
    was: dict[str, JsonValue] = {
        "run": str(run),
        "properties": properties.model_dump(mode="json"),
        "archived_at": document.archived_at.isoformat() if document.archived_at else None,
        "archived_reason": document.archived_reason,
        "updated_at": document.updated_at.isoformat(),
        "views": document.views_base,
        "helpful": document.helpful_base,
        "legacy": dict(document.legacy or {}),
    }
    legacy = document.legacy or {}
    return {KEY: was, **{name: legacy[name] for name in ("links", "comments") if name in legacy}}


def changed_by(document: Document) -> UUID | None:
    """The last run that changed the document after another one had loaded it."""
    was = (document.legacy or {}).get(KEY)
    return UUID(str(was["run"])) if isinstance(was, dict) else None


def bring_back(tx: Tx, document: Document) -> None:
    """The properties and the notes of before the run stand again; editions are the caller's."""
    was = (document.legacy or {}).get(KEY)
    if not isinstance(was, dict):
        return
    held = was["properties"]
    legacy = was["legacy"]
    if not isinstance(held, dict) or not isinstance(legacy, dict):
        return
    document.audience = str(held["audience"])
    document.project_id = _id(held["project_id"])
    document.work_section, document.category_code = _text(held["work_section"]), _text(held["category"])
    owner = _id(held["owner_id"])
    document.owner_id, document.owner_name = (PersonId(owner) if owner else None), _text(held["owner_name"])
    document.number = _text(held["number"])
    due = _text(held["next_review_on"])
    document.review_due_on = date.fromisoformat(due) if due else None
    archived = _text(was["archived_at"])
    document.archived_at = datetime.fromisoformat(archived) if archived else None
    document.archived_reason = _text(was["archived_reason"])
    parts.put_words(tx, document, tags=_words(held["tags"]), work_types=_words(held["work_types"]))
    document.touch(datetime.fromisoformat(str(was["updated_at"])))
    document.legacy = dict(legacy)


def _id(value: JsonValue) -> UUID | None:
    return UUID(value) if isinstance(value, str) else None


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) else None


def _words(value: JsonValue) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []
