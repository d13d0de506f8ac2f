"""A body that the OpenAPI document accepts: required fields alone, the plainest value of each."""

from typing import Any

EXAMPLES = {
    "uuid": "01977420-0000-7000-8000-00000000ffff",
    "date": "2026-01-31",
    "date-time": "2026-01-31T09:00:00+09:00",
    "email": "someone@example.jp",
}


def plainest(schema: dict[str, Any], parts: dict[str, Any]) -> Any:
    """The plainest value of a JSON schema; `parts` are the document's `components.schemas`."""
    if "$ref" in schema:
        return plainest(parts[schema["$ref"].rsplit("/", 1)[1]], parts)
    for choice in ("oneOf", "anyOf", "allOf"):
        if choice in schema:
            return plainest(next(part for part in schema[choice] if part.get("type") != "null"), parts)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    kind = next(one for one in kind if one != "null") if isinstance(kind, list) else kind
    match kind:
        case "object":
            return {name: plainest(schema["properties"][name], parts) for name in schema.get("required", ())}
        case "array":
            return [plainest(schema["items"], parts)] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
        case "string":
            return EXAMPLES.get(schema.get("format", "")) or "a1" * max(1, schema.get("minLength", 1))
    raise AssertionError(f"no value for the schema {schema}")
