"""What is sent to a push service: encrypted for the one browser (RFC 8291), signed as ours (RFC 8292)."""

import base64
import os
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.jwk import ECKey

from mirai_knowledge.notifications.schemas.channels import Device, Message

RECORD_SIZE = 4096
CURVE = ec.SECP256R1
SIGNED_SECONDS = 12 * 3600
KEPT_SECONDS = 24 * 3600
"""How long a push service keeps what it cannot deliver yet."""


def decoded(text: str) -> bytes:
    """The bytes of a base64url text, with or without its padding."""
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def encoded(data: bytes) -> str:
    """The bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def payload_of(message: Message) -> bytes:
    """What the service worker of our page shows and opens; the same `tag` replaces what is shown already."""
    words = message.words
    shown = {"title": words.title, "body": words.short, "url": words.link, "tag": str(message.id), "urgent": message.urgent}
    return msgspec.json.encode(shown)


def encrypt(plain: bytes, device: Device, *, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None) -> bytes:
    """The payload for this device alone, as one aes128gcm record (RFC 8188); raises ValueError for keys that are none.

    `own` and `salt` are fresh for each message; they are given only to compare with the examples of the RFC.
    """
    own, salt = own or ec.generate_private_key(CURVE()), salt or os.urandom(16)
    theirs = decoded(device.key)
    ours = point(own)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE(), theirs))
    secret = _derived(shared, decoded(device.auth), b"WebPush: info\0" + theirs + ours, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD_SIZE.to_bytes(4, "big") + len(ours).to_bytes(1, "big") + ours
    return head + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public point of a key, uncompressed."""
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def headers_of(message: Message, endpoint: str, *, key: ECKey, public: str, signed: tuple[str, int]) -> dict[str, str]:
    """Who sends (`signed` is our contact and the present time in seconds), how urgent it is, and what it replaces."""
    contact, now = signed
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now + SIGNED_SECONDS, "sub": contact}
    token = jwt.encode({"alg": "ES256", "typ": "JWT"}, claims, key)
    return {
        "Authorization": f"vapid t={token}, k={public}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "high" if message.urgent else "normal",
        "Topic": encoded(message.id.bytes),
    }


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)
