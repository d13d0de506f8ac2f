"""The port `Channel`: how one delivery leaves the house. Channels live in `integrations` and are joined in `entry.wiring`."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol
from uuid import UUID

ChannelCode = Literal["mail", "teams", "push"]
CHANNELS: tuple[ChannelCode, ...] = ("mail", "teams", "push")
CHANNEL_NAMES: dict[ChannelCode, str] = {"mail": "メール", "teams": "Teams", "push": "プッシュ通知"}


class ChannelAway(Exception):
    """The whole channel does not answer; the text says why, in Japanese. The delivery in hand may or may not have arrived."""


class NotTaken(Exception):
    """The other side has not taken the message; the text says why, in Japanese. These devices are gone for good."""

    def __init__(self, words: str, gone: tuple[UUID, ...] = ()) -> None:
        super().__init__(words)
        self.gone = gone


class SendRefused(NotTaken):
    """The delivery was refused for good: trying again is of no use."""


class SendLater(NotTaken):
    """The delivery was not taken now."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message in the language of its reader: whole as a mail, and in short for a card or a push."""

    language: str
    subject: str
    text: str
    html: str
    title: str
    short: str
    why: str
    button: str
    link: str


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that takes push messages, as it described itself."""

    id: UUID
    endpoint: str
    key: str
    auth: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent. `id` stays the same at every try: Message-ID, idempotency key, topic."""

    id: UUID
    words: Words
    urgent: bool
    address: str = ""
    devices: tuple[Device, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel has taken the message. These devices are gone for good."""

    gone: tuple[UUID, ...] = ()


class Line(Protocol):
    """An open line: many messages go over it, one after the other."""

    def send(self, message: Message) -> Sent:
        """The other side has taken the message; raises ChannelAway, SendRefused, SendLater."""


class Channel(Protocol):
    """A way out of the house. Called outside any transaction; every wait has a limit."""

    def open(self) -> AbstractContextManager[Line]:
        """A line for some messages; raises ChannelAway when there is none to be had."""

    def describe(self) -> str:
        """Where messages go, in words, without secrets."""


@dataclass(frozen=True, slots=True)
class Outbound:
    """What this process knows of the outside. Mail without a channel is kept in the outbox page."""

    base_url: str = ""
    held: bool = False
    own_hosts: tuple[str, ...] = ()
    push_key: str = ""
    channels: Mapping[ChannelCode, Channel] = field(default_factory=dict)


class _Held:
    outbound = Outbound()


def send_by(outbound: Outbound) -> None:
    """From now on messages leave by these channels. Called by the entry."""
    _Held.outbound = outbound


def outbound() -> Outbound:
    """The ways out of this process."""
    return _Held.outbound
