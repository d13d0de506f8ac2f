"""Short-lived addresses of attachments: signed for whoever was shown the text, equal within an hour so that caches work."""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

_PREFIX = "/api/v1/attachments"
_STEP = 3600
_SIGNATURE_CHARS = 32


class _Held:
    key: bytes | None = None


def use_secret(secret: str) -> None:
    """From now on addresses are signed with a key of this secret. Called once by the entry, with the setting."""
    _Held.key = hmac.new(secret.encode(), b"mks documents attachments 1", hashlib.sha256).digest()


def address_of(attachment_id: UUID, now: datetime) -> str:
    """Where the attachment is shown from now until one to two hours later; the same address all through an hour."""
    expires = (int(now.timestamp()) // _STEP + 2) * _STEP
    return f"{_PREFIX}/{attachment_id}?sig={_sign(attachment_id, expires)}&exp={expires}"


def is_signed(attachment_id: UUID, *, signature: str, expires: int, now: datetime) -> bool:
    """Whether the address was given out by this installation and still holds."""
    if not now.timestamp() < expires <= now.timestamp() + 2 * _STEP:
        return False
    return hmac.compare_digest(_sign(attachment_id, expires).encode(), signature.encode("utf-8", "replace"))


def lasts_for(expires: int, now: datetime) -> timedelta:
    """How long an address that holds goes on holding."""
    return max(timedelta(0), timedelta(seconds=expires - now.timestamp()))


def _sign(attachment_id: UUID, expires: int) -> str:
    if _Held.key is None:
        raise RuntimeError("attachments have no key: the entry calls documents.policy.signing.use_secret first")
    return hmac.new(_Held.key, f"{attachment_id}:{expires}".encode(), hashlib.sha256).hexdigest()[:_SIGNATURE_CHARS]
