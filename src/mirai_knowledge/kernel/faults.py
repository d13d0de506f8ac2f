"""What Pydantic finds wrong, said in Japanese: for people at a page, and for whoever sets the program up."""

from collections.abc import Mapping
from typing import Any

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


def sentence(error: Mapping[str, Any]) -> str:
    """What is wrong with one value and what to do, from an entry of `ValidationError.errors()`."""
    kind = str(error["type"])
    if kind == "value_error":
        # Our own validators speak Japanese already.
        return str(error["msg"]).removeprefix("Value error, ")
    context = {name: str(value) for name, value in (error.get("ctx") or {}).items()}
    if "expected" in context:
        context["expected"] = context["expected"].replace(" or ", ", ").replace("'", "")
    try:
        return MESSAGES.get(kind, OTHERWISE).format(**context)
    except KeyError:
        return OTHERWISE
