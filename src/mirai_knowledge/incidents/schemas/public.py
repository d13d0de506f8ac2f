"""Public accident records: as the file has them, and as they are shown."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

PUBLIC_KIND = "public_record"
PUBLIC_NAME = "公的な事故記録"
SOURCE = "厚生労働省 職場のあんぜんサイト（死亡災害データベース）を加工して作成"

Short = Annotated[str, Field(max_length=100)]


class _FromFile(BaseModel):
    # A later file may say more; it is kept in `raw` as it came.
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Trade(_FromFile):
    """The industry of the workplace in three grades."""

    major: Annotated[int, Field(alias="majorCode")]
    major_name: Annotated[Short, Field(alias="majorName")]
    medium_name: Annotated[Short, Field(alias="mediumName")] = ""
    minor_name: Annotated[Short, Field(alias="minorName")] = ""


class FileCause(_FromFile):
    """起因物 of a record."""

    code: Annotated[int, Field(alias="minorCode")]
    name: Annotated[Short, Field(alias="minorName")]


class FileType(_FromFile):
    """事故の型 of a record."""

    code: int
    name: Short


class FileRecord(_FromFile):
    """One line of the file."""

    id: Annotated[str, Field(min_length=1, max_length=40)]
    source: Annotated[str, Field(max_length=40)]
    year: Annotated[int, Field(ge=1900, le=2200)]
    month: Annotated[int, Field(ge=1, le=12)]
    hours: Annotated[str, Field(alias="occurrenceTime", max_length=20)] = ""
    description: Annotated[str, Field(min_length=1, max_length=5000)]
    industry: Trade
    workplace_size: Annotated[str, Field(alias="workplaceSize", max_length=20)] = ""
    cause: FileCause
    accident_type: Annotated[FileType, Field(alias="accidentType")]


class ImportReport(Struct, frozen=True):
    """What became of the lines of a file: added, the same as a record that is there, or refused with the reason."""

    added: int
    joined: int
    known: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPublic:
    """Which public records to list; what is None does not matter."""

    q: str | None = None
    accident_type: int | None = None
    agent: int | None = None
    year: int | None = None
    construction: bool = False


class PublicView(Struct, frozen=True, kw_only=True):
    """A public record. `records` tells how many records of the source say exactly this."""

    id: UUID
    when: str
    hours: str
    description: str
    industry: str
    workplace_size: str
    accident_type: str
    agent: str
    records: int
    origin_ids: tuple[str, ...]
    source: str


class PublicPage(Struct, frozen=True, kw_only=True):
    """Some public records, the newest first."""

    items: tuple[PublicView, ...]
    next_cursor: str | None
    total: int | None
    years: tuple[int, ...]
    source: str
