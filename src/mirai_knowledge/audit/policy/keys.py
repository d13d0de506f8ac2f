"""Keys of the audit log, derived from the installation's secret: one hashes personal fields, one signs anchors."""

import hashlib
import hmac
import json

_KEY_ID_CHARS = 16
_DIGEST_CHARS = 32


class _Held:
    secret: bytes | None = None


def use_secret(secret: str) -> None:
    """From now on the keys of this process derive from this secret. Called once by the entry, with the setting."""
    _Held.secret = secret.encode()


def digest_personal(field: str, value: object) -> str:
    """The keyed hash that stands for a personal value: equal for equal values of one field, worthless without the key."""
    message = json.dumps([field, value], ensure_ascii=False, sort_keys=True, default=str)
    return hmac.new(_derive("personal"), message.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:_DIGEST_CHARS]


def sign_anchor(month: str, *, first_seal_no: int, last_seal_no: int, last_hash: bytes) -> bytes:
    """The signature of an anchor: HMAC-SHA-256 over all it says."""
    message = f"{month} {first_seal_no} {last_seal_no} {last_hash.hex()}"
    return hmac.new(_derive("anchor"), message.encode(), hashlib.sha256).digest()


def anchor_key_id() -> str:
    """A short name of the signing key, which tells a forged signature from one made under a former secret."""
    return hashlib.sha256(_derive("anchor")).hexdigest()[:_KEY_ID_CHARS]


def _derive(purpose: str) -> bytes:
    if _Held.secret is None:
        raise RuntimeError("the audit log has no secret: the entry calls audit.policy.use_secret first")
    return hmac.new(_Held.secret, f"mks audit {purpose} 1".encode(), hashlib.sha256).digest()
