"""Short-lived addresses of attachments: signed for whoever was shown the text, equal within an hour so that caches work."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

_PREFIX = "/api/v1/attachments"
_STEP = 3600
SHOW = "show"
NOBODY = UUID(int=0)
Deed = Literal["open", "save", "preview"]
_SIGNATURE_CHARS = 32


class _Held:
    key: bytes | None = None


def use_secret(secret: str) -> None:
    """From now on addresses are signed with a key of this secret. Called once by the entry, with the setting."""
    _Held.key = hmac.new(secret.encode(), b"mks documents attachments 1", hashlib.sha256).digest()


def address_of(attachment_id: UUID, now: datetime) -> str:
    """Where the attachment is shown from now until one to two hours later; the same address all through an hour."""
    return _signed("", attachment_id, now, SHOW)


def thumb_address_of(attachment_id: UUID, now: datetime) -> str:
    """As `address_of`, of its small picture."""
    return _signed("/thumbnail", attachment_id, now, SHOW)


def page_address_of(attachment_id: UUID, now: datetime, number: int) -> str:
    """As `address_of`, of the picture of one of its pages."""
    return _signed(f"/pages/{number}", attachment_id, now, f"page:{number}")


def personal_address_of(attachment_id: UUID, now: datetime, deed: Deed, person_id: UUID | None) -> str:
    """As `address_of`, for one person alone, whose name stands in the audit when it is used."""
    by = person_id or NOBODY
    return f"{_signed(f'/{deed}', attachment_id, now, f'{deed}:{by}')}&by={by}"


def is_signed(attachment_id: UUID, *, signature: str, expires: int, now: datetime, what: str = SHOW) -> bool:
    """Whether the address was given out by this installation for that purpose and still holds."""
    if not now.timestamp() < expires <= now.timestamp() + 2 * _STEP:
        return False
    return hmac.compare_digest(_sign(attachment_id, expires, what).encode(), signature.encode("utf-8", "replace"))


def lasts_for(expires: int, now: datetime) -> timedelta:
    """How long an address that holds goes on holding."""
    return max(timedelta(0), timedelta(seconds=expires - now.timestamp()))


def _signed(path: str, attachment_id: UUID, now: datetime, what: str) -> str:
    expires = (int(now.timestamp()) // _STEP + 2) * _STEP
    return f"{_PREFIX}/{attachment_id}{path}?sig={_sign(attachment_id, expires, what)}&exp={expires}"


def _sign(attachment_id: UUID, expires: int, what: str) -> str:
    if _Held.key is None:
        raise RuntimeError("attachments have no key: the entry calls documents.policy.signing.use_secret first")
    return hmac.new(_Held.key, f"{attachment_id}:{expires}:{what}".encode(), hashlib.sha256).hexdigest()[:_SIGNATURE_CHARS]
