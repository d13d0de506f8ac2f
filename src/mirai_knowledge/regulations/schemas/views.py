"""Regulations as they are read: their articles, who rests on them, what laws are called."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Struct
from pydantic import BaseModel, ConfigDict

from mirai_knowledge.kernel.text import Line


class SetAbbreviation(BaseModel):
    """The title an abbreviation stands for from now on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Line(300, at_least=1)]


class ArticleRow(Struct, frozen=True, kw_only=True):
    """A row of a text without its words: an article (`level` 0) or a heading. `references` counts the documents that rest on
    it, as far as the reader may know of them.
    """

    place: int
    anchor: str
    level: int
    key: str
    label: str
    caption: str
    deleted: bool
    chars: int
    references: int


class LawFacts(Struct, frozen=True, kw_only=True):
    """What is said of a regulation beside its articles. `appendices` are those that a law's file only names."""

    issuer: str
    law_number: str
    law_id: str
    revision: str
    promulgated_on: date | None
    effective_on: date | None
    revised_on: date | None
    standing: str
    applicable_scope: tuple[str, ...]
    url: str
    source: str
    appendices: tuple[str, ...]


class ArticleList(Struct, frozen=True, kw_only=True):
    """The rows of a text, in order. Of a draft the edition is missing."""

    edition_id: UUID | None
    facts: LawFacts
    items: tuple[ArticleRow, ...]


class ArticleText(Struct, frozen=True, kw_only=True):
    """The words of a row as HTML, with links to what it names."""

    place: int
    anchor: str
    html: str


class ArticleTexts(Struct, frozen=True):
    """The words of some rows, in order."""

    items: tuple[ArticleText, ...]


class RestingDocument(Struct, frozen=True, kw_only=True):
    """A document whose edition in force names the article."""

    id: UUID
    kind: str
    kind_name: str
    code: str
    title: str


class RestingList(Struct, frozen=True):
    """What rests on an article, by kind and code."""

    items: tuple[RestingDocument, ...]


class ArticleChoice(Struct, frozen=True, kw_only=True):
    """An article, or a whole regulation (`anchor` empty), that can be referred to. `target` is what a reference holds."""

    document_id: UUID
    code: str
    title: str
    anchor: str
    label: str
    caption: str
    target: str
    name: str


class ArticleChoices(Struct, frozen=True):
    """What fits the words typed, the best first."""

    items: tuple[ArticleChoice, ...]


class AbbreviationView(Struct, frozen=True):
    """An abbreviation, the title it stands for, and the code of that law's document, where there is one."""

    abbreviation: str
    title: str
    code: str | None


class LawRow(Struct, frozen=True, kw_only=True):
    """A law or standard in force, in a list; days are written as in its text (2026-04-01)."""

    code: str
    title: str
    edition_no: int | None
    law_number: str
    issuer: str
    revision: str
    promulgated_on: str
    effective_on: str
    revised_on: str
    standing: str
    url: str
    source: str


class LawPage(Struct, frozen=True):
    """Some laws, and the cursor of the next ones."""

    items: tuple[LawRow, ...]
    next_cursor: str | None


class AbbreviationList(Struct, frozen=True, kw_only=True):
    """All abbreviations by title, and whether the reader may change them."""

    items: tuple[AbbreviationView, ...]
    can_edit: bool
    can_import: bool = False
