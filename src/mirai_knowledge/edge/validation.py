"""Wrong input in words: each wrong field by its name, what is wrong and what to do, in Japanese."""

import re
from collections.abc import Mapping
from typing import Any

from litestar.exceptions import ValidationException

from mirai_knowledge.edge.parameters import message_for
from mirai_knowledge.edge.units import HttpRequest
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.faults import OTHERWISE, sentence

MAX_FIELDS = 50
BODY = "body"
"""The name of the whole of what was sent, when no field of it can be named."""
MISSING_PARAMETER = re.compile(r"Missing required \w+ parameter '([^']+)'")


def fields_of(request: HttpRequest, fault: ValidationException) -> tuple[FieldError, ...]:
    """Every wrong field of a refused request, in the order of the input, at most 50."""
    errors = getattr(fault.__cause__, "errors", None)
    if isinstance(errors, list):
        return tuple(field_error(error) for error in errors[:MAX_FIELDS])
    missing = MISSING_PARAMETER.match(fault.detail)
    if missing is not None:
        return (FieldError(missing[1], "value.missing", "指定してください。" + (message_for(request, missing[1]) or "")),)
    extra = fault.extra if isinstance(fault.extra, list) else []
    return tuple(_refused(request, entry) for entry in extra[:MAX_FIELDS])


def _refused(request: HttpRequest, entry: Mapping[str, object]) -> FieldError:
    name = str(entry.get("key", ""))
    if entry.get("source") == "body":
        return FieldError(BODY, "value.missing", "送信内容がありません。項目の集まりを JSON で送ってください。")
    return FieldError(name, "value.unusable", message_for(request, name) or OTHERWISE)


def field_error(error: Mapping[str, Any]) -> FieldError:
    """One wrong field of a Pydantic model, in Japanese."""
    kind = str(error["type"])
    field = _name(".".join(str(part) for part in error["loc"])) or BODY
    if kind == "value_error":
        return FieldError(field, "value.unusable", sentence(error))
    return FieldError(field, f"value.{kind}", sentence(error))


def _name(path: str) -> str:
    return path.removeprefix("data.").removeprefix("data")
