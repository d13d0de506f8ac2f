"""How a text becomes an edition."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm.attributes import set_committed_value

from mirai_knowledge.documents.model import Document, Edition, EditionId, EditionState
from mirai_knowledge.documents.schemas.kinds import Content, content_hash, kind_of
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.text import fold

SORT_KEY_CHARS = 400
COMES_INTO_FORCE = "documents.in_force"
"""The due kind of an edition's day; its subject is the edition."""
Writers: TypeAlias = Sequence[dict[str, JsonValue]]
"""Everyone who wrote, by `id` (or None) and `name`; the first is the author."""


def freeze(document: Document, content: Content, *, writers: Writers, at: datetime) -> Edition:
    """A new edition of that text, in review, with its hash and everyone who wrote it; not yet in the database."""
    kind = kind_of(document.kind)
    shown = kind.project(content)
    author = writers[0].get("id") if writers else None
    edition = Edition(
        id=EditionId(new_id()),
        document_id=document.id,
        content=dict(content),
        content_hash=content_hash(content),
        schema_version=kind.schema_version,
        title=shown.title,
        sort_key=fold(shown.title)[:SORT_KEY_CHARS],
        summary=shown.summary,
        importance=shown.importance,
        author_id=PersonId(UUID(author)) if isinstance(author, str) else None,
        author_name=str(writers[0].get("name") or "") if writers else "",
        writers=list(writers),
        is_material=True,
        state=EditionState.IN_REVIEW,
        approved_by=[],
        submitted_at=at,
        created_at=at,
    )
    set_committed_value(edition, "document", document)
    return edition
