"""Cards are posted to the address that an administrator has typed, and to no address inside."""

import contextlib
from collections.abc import Iterator

import httpx

from mirai_knowledge.integrations.teams.policy import card_of
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.http_client import AddressRefused, open_client
from mirai_knowledge.notifications.schemas.channels import ChannelAway, Message, SendLater, SendRefused, Sent

TOO_MANY = 429
# The elder connectors answer 200 and tell in the body that they did not.
NOT_DELIVERED = "delivery failed"


class TeamsChannel:
    """Webhooks of Teams workflows."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def describe(self) -> str:
        """Where cards go."""
        return "登録した Teams の送り先（ワークフローの Webhook）"

    @contextlib.contextmanager
    def open(self) -> Iterator["TeamsLine"]:
        """A client that keeps its connections for some cards."""
        with open_client(self._settings) as client:
            yield TeamsLine(client)


class TeamsLine:
    """A client with time limits."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def send(self, message: Message) -> Sent:
        """The workflow has taken the card."""
        names = {"Idempotency-Key": str(message.id), "x-ms-client-request-id": str(message.id)}
        try:
            answer = self._client.post(message.address, json=card_of(message), headers=names)
        except AddressRefused as fault:
            raise SendRefused(str(fault)) from fault
        except httpx.ProxyError as fault:
            raise ChannelAway("プロキシにつながりません。MKS_HTTP_PROXY を確認してください。") from fault
        except httpx.TimeoutException as fault:
            raise SendLater("Teams の返事が時間内に来ませんでした。") from fault
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise SendLater("Teams につながりません。アドレスとネットワークを確認してください。") from fault
        if answer.is_success and NOT_DELIVERED not in answer.text[:500]:
            return Sent()
        words = f"Teams の返事: {answer.status_code}"
        if answer.is_success or answer.status_code == TOO_MANY or answer.is_server_error:
            raise SendLater(words)
        raise SendRefused(f"{words}。ワークフローのアドレスを確認してください。")
