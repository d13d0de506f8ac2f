"""Documents as search takes them: what the index holds, and what the rows say of a hit. No search engine is known here."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from mirai_knowledge.documents.schemas.kinds import Section
from mirai_knowledge.documents.schemas.views import NamedCode, ProjectName


class Findable(Struct, frozen=True, kw_only=True):
    """A document with its edition in force, for an index. `access` are terms: whoever holds one of them may see it.

    `files` are the texts of its attachments, part by part; their headings say which file and which page.
    """

    id: UUID
    edition_id: UUID
    kind: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    codes: tuple[str, ...]
    importance: str
    status: str
    category: str | None
    project_id: UUID | None
    work_types: tuple[str, ...]
    tags: tuple[str, ...]
    in_force_from: datetime
    updated_at: datetime
    access: tuple[str, ...]
    files: tuple[Section, ...] = ()


class FoundDocument(Struct, frozen=True, kw_only=True):
    """What the rows say now of a document that an actor may see."""

    id: UUID
    edition_id: UUID
    kind: str
    code: str
    title: str
    status: str
    edition_no: int
    in_force_from: datetime
    updated_at: datetime
    category: str | None
    category_name: str | None
    work_types: tuple[str, ...]
    project_id: UUID | None
    project_name: str | None
    own_state: NamedCode | None


class NearDocument(Struct, frozen=True, kw_only=True):
    """A document in force, as other pages lead to it."""

    id: UUID
    kind: str
    code: str
    title: str
    updated_at: datetime
    project: ProjectName | None
    own_state: NamedCode | None
