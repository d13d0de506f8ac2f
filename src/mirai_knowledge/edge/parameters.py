"""Parameters of an address: unknown ones are refused by name, and each wrong one is told with what it may be.

What a route takes is read from the OpenAPI document, so that what is told and what is refused are the same thing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
from litestar import Litestar

from mirai_knowledge.edge.units import HttpRequest
from mirai_knowledge.kernel.errors import FieldError, Invalid

Shape: TypeAlias = Mapping[str, Any]
KNOWN = "parameters"
NEEDED = "x-needed"
NOTHING = "null"
"""What stands for no value where a value may be left out."""

FORMATS: Mapping[str, str] = {
    "uuid": "番号 (UUID) を指定してください。",
    "date": "日付は 2026-01-31 の形で指定してください。",
    "date-time": "日時は、時差を付けて 2026-01-31T09:00:00+09:00 の形で指定してください。",
}


async def learn(app: Litestar) -> None:
    """Afterwards the application knows the parameters of each route that stands in its OpenAPI document."""
    document = app.openapi_schema.to_schema()
    parts = document.get("components", {}).get("schemas", {})
    app.state[KNOWN] = {
        (path, method.upper()): {
            told["name"]: {**_resolved(told["schema"], parts), NEEDED: told.get("required", False)}
            for told in operation.get("parameters", ())
            if told["in"] == "query"
        }
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if isinstance(operation, dict)
    }


def refuse_unusable(request: HttpRequest) -> None:
    """Returns when the query can be what the route takes; raises Invalid that names every parameter that is unknown, missing
    or wrong in itself.
    """
    known = _known(request)
    if known is None:
        return
    faults = tuple(_faults(request, known))
    if faults:
        raise Invalid(fields=faults)


def message_for(request: HttpRequest, name: str) -> str | None:
    """What the parameter may be, in one Japanese sentence; None for one that the route does not tell of."""
    shape = (_known(request) or {}).get(name)
    return _sentence(shape) if shape is not None else None


def _known(request: HttpRequest) -> Mapping[str, Shape] | None:
    found: Mapping[str, Shape] | None = request.app.state.get(KNOWN, {}).get(
        (request.scope.get("path_template"), request.scope["method"])
    )
    return found


def _faults(request: HttpRequest, known: Mapping[str, Shape]) -> Iterator[FieldError]:
    usable = "、".join(sorted(known))
    for name, value in request.query_params.multi_items():
        if name not in known:
            remedy = f"使えるのは {usable} です。" if usable else "この画面では何も指定できません。"
            yield FieldError(name, "parameter.unknown", f"この指定は受け付けていません。{remedy}")
        elif "\0" in value:
            yield FieldError(name, "value.unusable", "使用できない文字が含まれています。入力し直してください。")
    for name, shape in known.items():
        given = request.query_params.getall(name, [])
        if not given and shape[NEEDED]:
            yield FieldError(name, "value.missing", f"指定してください。{_sentence(shape)}")
        elif given and not _fits(shape, given):
            yield FieldError(name, "value.unusable", _sentence(shape))


def _resolved(shape: Shape, parts: Mapping[str, Shape]) -> Shape:
    if "$ref" in shape:
        return _resolved(parts[shape["$ref"].rsplit("/", 1)[1]], parts)
    for choice in ("oneOf", "anyOf"):
        if choice in shape:
            # The limits of a value that may be left out stand beside the choice.
            beside = {name: value for name, value in shape.items() if name != choice}
            return {**_resolved(next(part for part in shape[choice] if part.get("type") != "null"), parts), **beside}
    if shape.get("type") == "array":
        return {**shape, "items": _resolved(shape["items"], parts)}
    return shape


def _fits(shape: Shape, given: list[str]) -> bool:
    """Whether the route can take these values; what it alone can know of them it says itself."""
    if shape.get("type") == "array":
        return len(given) <= shape.get("maxItems", len(given)) and all(_fits(shape["items"], [value]) for value in given)
    value = given[-1]
    if value == NOTHING or "\0" in value:
        return True
    if "enum" in shape:
        return value in [str(one) for one in shape["enum"]]
    reading = READINGS.get(shape.get("format", "")) or READINGS.get(_kind(shape))
    if reading is None:
        return bool(shape.get("minLength", 0) <= len(value) <= shape.get("maxLength", len(value)))
    with suppress(ValueError):  # msgspec's refusal is one
        number = reading(value)
        is_number = isinstance(number, int | float) and not isinstance(number, bool)
        return not is_number or bool(shape.get("minimum", number) <= number <= shape.get("maximum", number))
    return False


def _kind(shape: Shape) -> str:
    kinds = shape.get("type", "")
    return str(next((one for one in kinds if one != "null"), "") if isinstance(kinds, list) else kinds)


def _instant(value: str) -> None:
    if datetime.fromisoformat(value).tzinfo is None:
        raise ValueError(value)


READINGS: Mapping[str, Callable[[str], object]] = {
    "uuid": UUID,
    "date": date.fromisoformat,
    "date-time": _instant,
    "boolean": lambda value: msgspec.convert(value, bool, strict=False),
    "integer": lambda value: msgspec.convert(value, int, strict=False),
    "number": lambda value: msgspec.convert(value, float, strict=False),
}
"""How a value is read, by the format of its parameter, else by its type."""


def _sentence(shape: Shape) -> str:
    if "enum" in shape:
        return f"次のいずれかを指定してください: {', '.join(str(one) for one in shape['enum'] if one is not None)}"
    if shape.get("format") in FORMATS:
        return FORMATS[shape["format"]]
    kind = _kind(shape)
    if kind == "array":
        return f"{_span(shape, 'minItems', 'maxItems', '個')}指定できます。一つずつ、{_sentence(shape['items'])}"
    if kind == "boolean":
        return "true または false で指定してください。"
    if kind in {"integer", "number"}:
        return f"{_span(shape, 'minimum', 'maximum', '')}{'整数' if kind == 'integer' else '数値'}で指定してください。"
    return f"{_span(shape, 'minLength', 'maxLength', '文字')}指定してください。"


def _span(shape: Shape, least: str, most: str, unit: str) -> str:
    told = [f"{shape[least]:g}{unit}以上"] if shape.get(least) else []
    if most in shape:
        told.append(f"{shape[most]:.15g}{unit}{'以内' if unit else '以下'}")
    joiner = "で" if unit and told else "の" if told else ""
    return "".join(told) + joiner
