"""Wrong input in words: each wrong field by its name, what is wrong and what to do, in Japanese."""

import re
from collections.abc import Mapping
from typing import Any

from litestar.exceptions import ValidationException

from mirai_knowledge.edge.parameters import message_for
from mirai_knowledge.edge.units import HttpRequest
from mirai_knowledge.kernel.errors import FieldError

MAX_FIELDS = 50
BODY = "body"
"""The name of the whole of what was sent, when no field of it can be named."""
MISSING_PARAMETER = re.compile(r"Missing required \w+ parameter '([^']+)'")

MESSAGES: Mapping[str, str] = {
    "missing": "入力してください。",
    "extra_forbidden": "この項目は受け付けていません。項目名を確認してください。",
    "string_type": "文字で入力してください。",
    "string_too_short": "{min_length}文字以上で入力してください。",
    "string_too_long": "{max_length}文字以内で入力してください。",
    "string_pattern_mismatch": "使用できる文字と形式を確認してください。",
    "string_unicode": "読み取れない文字が含まれています。入力し直してください。",
    "int_type": "整数で入力してください。",
    "int_parsing": "整数で入力してください。",
    "int_from_float": "整数で入力してください。",
    "float_type": "数値で入力してください。",
    "float_parsing": "数値で入力してください。",
    "bool_type": "true または false で指定してください。",
    "bool_parsing": "true または false で指定してください。",
    "uuid_type": "番号 (UUID) の形式が正しくありません。",
    "uuid_parsing": "番号 (UUID) の形式が正しくありません。",
    "list_type": "一覧の形で指定してください。",
    "tuple_type": "一覧の形で指定してください。",
    "dict_type": "項目の集まりの形で指定してください。",
    "model_type": "項目の集まりの形で指定してください。",
    "model_attributes_type": "項目の集まりの形で指定してください。",
    "too_short": "{min_length}件以上指定してください。",
    "too_long": "{max_length}件以内で指定してください。",
    "literal_error": "次のいずれかを指定してください: {expected}",
    "enum": "次のいずれかを指定してください: {expected}",
    "greater_than_equal": "{ge}以上の値を指定してください。",
    "less_than_equal": "{le}以下の値を指定してください。",
    "greater_than": "{gt}より大きい値を指定してください。",
    "less_than": "{lt}より小さい値を指定してください。",
    "datetime_type": "日時は 2026-01-31T09:00:00+09:00 の形で指定してください。",
    "datetime_parsing": "日時は 2026-01-31T09:00:00+09:00 の形で指定してください。",
    "datetime_from_date_parsing": "日時は 2026-01-31T09:00:00+09:00 の形で指定してください。",
    "timezone_aware": "日時には時差（例 +09:00）を付けてください。",
    "date_type": "日付は 2026-01-31 の形で指定してください。",
    "date_parsing": "日付は 2026-01-31 の形で指定してください。",
    "date_from_datetime_parsing": "日付は 2026-01-31 の形で指定してください。",
}
OTHERWISE = "値の形式が正しくありません。入力し直してください。"


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
        # Our own validators speak Japanese already.
        return FieldError(field, "value.unusable", str(error["msg"]).removeprefix("Value error, "))
    context = {name: str(value) for name, value in (error.get("ctx") or {}).items()}
    try:
        message = MESSAGES.get(kind, OTHERWISE).format(**context)
    except KeyError:
        message = OTHERWISE
    return FieldError(field, f"value.{kind}", message)


def _name(path: str) -> str:
    return path.removeprefix("data.").removeprefix("data")
