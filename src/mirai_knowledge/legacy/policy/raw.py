"""Raw records: freed of what no database takes, named by their origin, hashed."""

import hashlib
import json
import re
from collections.abc import Mapping

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.schemas.source import RawObject

REPLACEMENT = "\ufffd"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
SECRETS = frozenset({"password_hash", "password", "mfa_secret", "mfa_backup_codes", "totp_secret"})
"""Fields of users that stand nowhere but where they are used, or nowhere at all."""
HIDDEN = "***"
LONGEST_ID = 10**99


def storable(value: JsonValue) -> JsonValue:
    """The value with NUL and halves of surrogate pairs replaced, which PostgreSQL's JSON does not take."""
    if isinstance(value, str):
        return _storable_text(value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable_text(key): storable(item) for key, item in value.items()}
    return value


def digest(value: JsonValue) -> str:
    """A hash of the value that does not depend on the order of an object's keys."""
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def without_secrets(raw: Mapping[str, JsonValue]) -> RawObject:
    """The record as it is kept: secrets are asterisks."""
    return {key: HIDDEN if key in SECRETS and value else value for key, value in raw.items()}


def id_text(value: JsonValue) -> str | None:
    """An id as text of at most 100 characters: `58` for 58, "58", " 058 " and 58.0; None when the value names nothing.

    A number that is longer names nothing; a longer text is cut.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    if isinstance(value, int):
        return str(value) if abs(value) < LONGEST_ID else None
    if isinstance(value, str):
        plain = value.strip()
        return ((plain.lstrip("0") or "0") if plain.isascii() and plain.isdigit() else plain)[:100] or None
    return None


def _storable_text(text: str) -> str:
    return _UNSTORABLE.sub(REPLACEMENT, text)
