"""The content of a standard work procedure, version 1."""

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mirai_knowledge.documents.policy.content import verbatim, verbatim_line
from mirai_knowledge.documents.schemas.kinds import TITLE_CHARS, Importance

SUMMARY_CHARS = 2000
TEXT_CHARS = 4000
LINE_CHARS = 300
BODY_CHARS = 200_000
MAX_STEPS = 200
MAX_ROWS = 200
MAX_MINUTES = 60 * 24 * 30
PART_ID = re.compile(r"[A-Za-z0-9-]{1,40}")
TARGET = re.compile(r"https?://[^\s<>\"]+|[A-Za-z]{2,4}-\d{1,9}(?:#[A-Za-z0-9-]{1,60})?", re.IGNORECASE)


def _part_id(value: str) -> str:
    if not PART_ID.fullmatch(value):
        raise ValueError("項目の番号は、英数字とハイフンで40文字以内にしてください。")
    return value


def _target(value: str) -> str:
    if value and not TARGET.fullmatch(value):
        raise ValueError("参照先は、https:// で始まるアドレスか、文書コード（KN-000001、条は REG-000001#a518）にしてください。")
    return value


Line = Annotated[str, Field(max_length=LINE_CHARS), AfterValidator(verbatim_line)]
Text = Annotated[str, Field(max_length=TEXT_CHARS), AfterValidator(verbatim)]
PartId = Annotated[str, AfterValidator(_part_id)]


class Part(BaseModel):
    """A row of a procedure. Its `id` stays when it is moved or rewritten: by it, editions are compared row by row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: PartId


class Step(Part):
    """One step (手順): what is done, what is dangerous about it, what is checked, by whom, in how many minutes."""

    title: Line = ""
    text: Text = ""
    hazard: Text = ""
    check: Text = ""
    responsible: Line = ""
    minutes: Annotated[int, Field(ge=0, le=MAX_MINUTES)] | None = None
    photo: UUID | None = None


class CheckItem(Part):
    """One line of the checklist (点検項目); the work does not begin without the required ones."""

    text: Line = ""
    required: bool = True


class Precaution(Part):
    """One line of what to be careful of (注意事項)."""

    text: Text = ""


class Reference(Part):
    """A law, standard or document the procedure rests on; `target` is an address, a document's code, perhaps with the place in
    it (REG-000001#a518), or empty.
    """

    title: Line = ""
    target: Annotated[str, Field(max_length=1000), AfterValidator(verbatim_line), AfterValidator(_target)] = ""


class SopContent(BaseModel):
    """A procedure. Nothing is trimmed or normalised: what was written is what is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(max_length=TITLE_CHARS), AfterValidator(verbatim_line)] = ""
    summary: Annotated[str, Field(max_length=SUMMARY_CHARS), AfterValidator(verbatim)] = ""
    purpose: Text = ""
    scope: Text = ""
    steps: Annotated[tuple[Step, ...], Field(max_length=MAX_STEPS)] = ()
    checklist: Annotated[tuple[CheckItem, ...], Field(max_length=MAX_ROWS)] = ()
    precautions: Annotated[tuple[Precaution, ...], Field(max_length=MAX_ROWS)] = ()
    references: Annotated[tuple[Reference, ...], Field(max_length=MAX_ROWS)] = ()
    body: Annotated[str, Field(max_length=BODY_CHARS), AfterValidator(verbatim)] = ""
    importance: Importance = "medium"
    language: Literal["ja", "en"] = "ja"

    @model_validator(mode="after")
    def _each_once(self) -> "SopContent":
        for parts in (self.steps, self.checklist, self.precautions, self.references):
            ids = [part.id for part in parts]
            if len(set(ids)) < len(ids):
                raise ValueError("同じ番号の項目が二つあります。画面を再読み込みして、もう一度お試しください。")
        return self
