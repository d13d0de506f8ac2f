"""Companies: what may be said of them, and how they are shown."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import AfterValidator

from mirai_knowledge.accounts.schemas.people import Command
from mirai_knowledge.kernel.text import Line, none_if_empty

CODE = re.compile(r"[A-Z0-9._-]{1,20}")
CompanyStates = Literal["active", "archived", "all"]
COMPANY_STATES: tuple[CompanyStates, ...] = ("active", "archived", "all")
Kind = Literal["own", "partner", "client"]


def _code(text: str) -> str:
    code = unicodedata.normalize("NFKC", text).upper()
    if CODE.fullmatch(code) is None:
        raise ValueError("半角の英数字・「.」「_」「-」だけで、20文字以内にしてください。")
    return code


CompanyCode = Annotated[str, Line(20, at_least=1), AfterValidator(_code)]
CompanyName = Annotated[str, Line(200, at_least=1)]
CompanyKana = Annotated[Annotated[str, Line(200)] | None, AfterValidator(none_if_empty)]


class AddCompany(Command):
    """A new company. `id` may be chosen by the caller (UUID)."""

    id: UUID | None = None
    code: CompanyCode
    name: CompanyName
    name_kana: CompanyKana = None
    kind: Kind


class ChangeCompany(Command):
    """New values of a company; fields that are absent stay, a null reading becomes empty."""

    code: CompanyCode = ""
    name: CompanyName = ""
    name_kana: CompanyKana = None
    kind: Kind = "own"


@dataclass(frozen=True, slots=True)
class ListCompanies:
    """Which companies to list."""

    q: str | None = None
    kind: Kind | None = None
    state: CompanyStates = "all"


class CompanyCan(Struct, frozen=True, kw_only=True):
    """What the reader may do to this company now."""

    edit: bool
    archive: bool
    restore: bool


class CompanyView(Struct, frozen=True, kw_only=True):
    """A company. `people_count` counts its active people."""

    id: UUID
    code: str
    name: str
    name_kana: str | None
    kind: Kind
    state: Literal["active", "archived"]
    people_count: int
    version: int
    created_at: datetime
    updated_at: datetime
    can: CompanyCan


class CompanyPage(Struct, frozen=True):
    """Some companies, the cursor of the next ones, and how many there are in all."""

    items: tuple[CompanyView, ...]
    next_cursor: str | None
    total: int
