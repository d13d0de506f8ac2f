"""A content against the model of its kind, with words for each wrong field; characters that no row can hold are refused."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mirai_knowledge.documents.errors import ContentRefused
from mirai_knowledge.documents.schemas.kinds import Content
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.faults import sentence

Model = TypeVar("Model", bound=BaseModel)


def fit(model: type[Model], content: Content) -> Model:
    """The content as the kind's model; raises ContentRefused naming every wrong field (`content.title`)."""
    try:
        return model.model_validate(content)
    except ValidationError as fault:
        raise refused(tuple(_field(error) for error in fault.errors())) from fault


def as_json(parsed: BaseModel) -> dict[str, JsonValue]:
    """The model as the content that is stored, no character changed."""
    values: dict[str, JsonValue] = parsed.model_dump(mode="json")
    return values


def verbatim(text: str) -> str:
    """The text as it is; raises ValueError for the characters a row cannot hold (NUL, halves of surrogate pairs)."""
    if "\x00" in text:
        raise ValueError("使用できない制御文字 (NUL) が含まれています。取り除いてから保存してください。")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("読み取れない文字が含まれています。その文字を入力し直してください。") from None
    return text


def verbatim_line(text: str) -> str:
    """The text as it is, on one line; raises ValueError for line breaks and what `verbatim` refuses."""
    if any(character in text for character in "\n\r\u2028\u2029"):
        raise ValueError("改行を入れずに、1行で入力してください。")
    return verbatim(text)


def refused(fields: tuple[FieldError, ...]) -> ContentRefused:
    """The refusal of these fields, whose detail is the first one's message."""
    return ContentRefused(fields[0].message if fields else "", fields=fields)


def _field(error: ErrorDetails) -> FieldError:
    name = ".".join(["content", *(str(part) for part in error["loc"])])
    code = "value.unusable" if error["type"] == "value_error" else f"value.{error['type']}"
    return FieldError(name, code, sentence(error))
