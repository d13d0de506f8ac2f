"""Push messages: encrypted as the RFC's example is, read back by the device alone, signed by our key, gone devices removed."""

import json
import uuid
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.jwk import ECKey

from mirai_knowledge.integrations.webpush.policy import decoded, encoded, encrypt, point
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.notifications.schemas.channels import Device
from tests import cast
from tests.conftest import SignedIn
from tests.fakes import hooks
from tests.notifications.outside import pump, states, tell, wired, with_address
from tests.notifications.test_notices import SignIn

HERE = "/api/v1/notice-wishes"
OWN = {"outbound_own_hosts": ("127.0.0.1",)}
# The example of RFC 8291, section 5.
PLAIN = b"When I grow up, I want to be a watermelon"
THEIRS = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
RECORD = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


class Browser:
    """A browser with keys of its own."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = uuid.uuid4().bytes

    def described(self, name: str = "Android の Chrome") -> dict[str, str]:
        return {"endpoint": self.endpoint, "key": encoded(point(self._key)), "auth": encoded(self._auth), "name": name}

    def read(self, record: bytes) -> dict[str, Any]:
        salt, length = record[:16], record[20]
        theirs, sealed = record[21 : 21 + length], record[21 + length :]
        shared = self._key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        secret = _hkdf(shared, self._auth, b"WebPush: info\0" + point(self._key) + theirs, 32)
        key, nonce = (
            _hkdf(secret, salt, b"Content-Encoding: aes128gcm\0", 16),
            _hkdf(secret, salt, b"Content-Encoding: nonce\0", 12),
        )
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain.endswith(b"\x02")
        found: dict[str, Any] = json.loads(plain[:-1])
        return found


def _hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def test_the_encryption_is_that_of_the_example_of_the_rfc() -> None:
    own = ec.derive_private_key(int.from_bytes(decoded(OURS), "big"), ec.SECP256R1())
    device = Device(uuid.uuid4(), "https://push.example.net/x", THEIRS, AUTH)
    assert encoded(encrypt(PLAIN, device, own=own, salt=decoded(SALT))) == RECORD


def test_a_push_message_is_read_by_its_device_and_opens_what_it_is_about(
    database: Database, settings: Settings, signed_in: SignIn
) -> None:
    person = with_address(database, cast.safety, "")
    safety: SignedIn = signed_in(cast.safety)
    with hooks.serving() as service, wired(settings, **OWN):
        browser, other = Browser(f"{service.url}/push/a"), Browser(f"{service.url}/push/b")
        assert safety.post(f"{HERE}/devices", browser.described()).status == 201
        wishes = safety.post(f"{HERE}/devices", other.described("iPad")).body
        assert [device["name"] for device in wishes["devices"]] == ["Android の Chrome", "iPad"]
        service.answers = {"/push/b": 410}
        tell(database, person, link="/d/KN-000001", importance="critical")
        pump(database)
        shown = browser.read(service.posted[0].body)
        assert shown["title"] == "【緊急】第二橋の塗装が終わりました"
        assert (shown["url"], shown["body"]) == ("http://mks.local:5100/d/KN-000001", "足場は金曜に解体します。")
        headers = service.posted[0].headers
        assert (headers["content-encoding"], headers["urgency"], len(headers["topic"])) == ("aes128gcm", "high", 22)
        token = headers["authorization"].removeprefix("vapid t=").split(", k=")
        assert token[1] == wishes["push_key"]
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(wishes["push_key"]))
        pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        claims = jwt.decode(token[0], ECKey.import_key(pem)).claims
        assert (claims["aud"], claims["sub"]) == (service.url, "mailto:no-reply@mks.local")
        # The one that is gone for good is forgotten, and the message counts as sent.
        assert [device["name"] for device in safety.get(HERE).body["devices"]] == ["Android の Chrome"]
        assert states(database) == [("push", "sent", 1)]


def test_without_any_device_left_the_delivery_fails_in_words(database: Database, settings: Settings, signed_in: SignIn) -> None:
    person = with_address(database, cast.safety, "")
    safety = signed_in(cast.safety)
    with hooks.serving() as service, wired(settings, **OWN):
        service.answers = {"/gone": 404}
        safety.post(f"{HERE}/devices", Browser(f"{service.url}/gone").described())
        tell(database, person)
        pump(database)
    assert safety.get(HERE).body["devices"] == []
    (failed,) = signed_in(cast.admin).get("/api/v1/deliveries").body["items"]
    assert (failed["state"], "端末の登録の期限" in failed["error"]) == ("failed", True)


def test_P230_a_device_belongs_to_who_signed_in_on_it_last(database: Database, settings: Settings, signed_in: SignIn) -> None:
    safety, quality = signed_in(cast.safety), signed_in(cast.quality)
    with hooks.serving() as service, wired(settings, **OWN):
        browser = Browser(f"{service.url}/push")
        (mine,) = safety.post(f"{HERE}/devices", browser.described()).body["devices"]
        assert quality.delete(f"{HERE}/devices/{mine['id']}").body["code"] == "push_device.not_found"
        (theirs,) = quality.post(f"{HERE}/devices", browser.described()).body["devices"]
        assert safety.get(HERE).body["devices"] == []
        assert quality.delete(f"{HERE}/devices/{theirs['id']}").body["devices"] == []
    inside = {**browser.described(), "endpoint": "https://192.168.0.1/push"}
    assert safety.post(f"{HERE}/devices", inside).body["fields"][0]["field"] == "endpoint"
