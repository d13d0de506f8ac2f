"""Push messages go to the services of the browsers' makers, encrypted for the one device."""

import contextlib
from collections.abc import Iterator

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey

from mirai_knowledge.integrations.webpush.policy import CURVE, encoded, encrypt, headers_of, payload_of, point
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.config import Settings, kept_secret
from mirai_knowledge.kernel.http_client import AddressRefused, open_client
from mirai_knowledge.notifications.schemas.channels import ChannelAway, Device, Message, SendLater, SendRefused, Sent

KEY_FILE = "push_key.pem"
GONE = frozenset({404, 410})
TOO_MANY = 429
EXPIRED = "端末の登録の期限が切れていたため、外しました。受け取る人が登録し直すと届きます。"


class PushChannel:
    """The push services that browsers named. The key that signs lies in MKS_HOME, made at the first start."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        pem = kept_secret(settings.home / KEY_FILE, _new_key)
        private = serialization.load_pem_private_key(pem.encode(), password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{KEY_FILE} holds no key of the curve P-256")
        self._key = ECKey.import_key(pem)
        self.public = encoded(point(private))
        self._contact = settings.push_contact or f"mailto:{settings.mail_sender}"

    def describe(self) -> str:
        """Where messages go."""
        return "利用者が登録したブラウザーのプッシュサービス"

    @contextlib.contextmanager
    def open(self) -> Iterator["PushLine"]:
        """A client that keeps its connections for some messages."""
        with open_client(self._settings) as client:
            yield PushLine(client, self._key, self.public, self._contact)


class PushLine:
    """A client with time limits, and our key."""

    def __init__(self, client: httpx.Client, key: ECKey, public: str, contact: str) -> None:
        self._client, self._key, self._public, self._contact = client, key, public, contact

    def send(self, message: Message) -> Sent:
        """At least one device has it; those that are gone for good are named."""
        taken, gone, later, refused = 0, list[Device](), "", ""
        for device in message.devices:
            try:
                if self._push(message, device):
                    taken += 1
                else:
                    gone.append(device)
            except SendLater as fault:
                later = str(fault)
            except SendRefused as fault:
                refused = str(fault)
        ids = tuple(device.id for device in gone)
        if taken:
            return Sent(ids)
        if later:
            raise SendLater(later, ids)
        raise SendRefused(refused or EXPIRED, ids)

    def _push(self, message: Message, device: Device) -> bool:
        """Whether the device is still there."""
        try:
            body = encrypt(payload_of(message), device)
        except ValueError as fault:
            raise SendRefused("端末の登録の内容が正しくありません。登録し直してください。") from fault
        signed = (self._contact, int(clock.now().timestamp()))
        headers = headers_of(message, device.endpoint, key=self._key, public=self._public, signed=signed)
        try:
            answer = self._client.post(device.endpoint, content=body, headers=headers)
        except AddressRefused as fault:
            raise SendRefused(str(fault)) from fault
        except httpx.ProxyError as fault:
            raise ChannelAway("プロキシにつながりません。MKS_HTTP_PROXY を確認してください。") from fault
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise SendLater("プッシュサービスにつながりません。") from fault
        if answer.is_success or answer.status_code in GONE:
            return answer.is_success
        words = f"プッシュサービスの返事: {answer.status_code}"
        if answer.status_code == TOO_MANY or answer.is_server_error:
            raise SendLater(words)
        raise SendRefused(words)


def _new_key() -> str:
    key = ec.generate_private_key(CURVE())
    kind, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(kind, form, serialization.NoEncryption()).decode()
