"""How a person wants to be told: which stream by which channel, at once or in the daily digest."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, model_validator

from mirai_knowledge.kernel.text import Line, Verbatim

When = Literal["now", "important", "digest", "off"]
"""At once; at once when it is important and otherwise in the digest; in the digest; not by this channel."""
Language = Literal["ja", "en"]
Hour = Annotated[int, Field(ge=0, le=23)]


class Streams(BaseModel):
    """When each stream goes by one channel."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mandatory: Literal["now", "digest"] = "now"
    duty: When = "now"
    subscription: When = "important"


class PushStreams(BaseModel):
    """When each stream goes to the devices; what is mandatory comes by mail in any case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mandatory: When = "now"
    duty: When = "now"
    subscription: When = "off"


class SetWishes(BaseModel):
    """How the person wants to be told from now on. Hours are those of Japan; quiet hours may cross midnight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language = "ja"
    digest_hour: Hour = 7
    quiet_from: Hour | None = 21
    quiet_until: Hour | None = 6
    mail: Streams = Field(default_factory=Streams)
    push: PushStreams = Field(default_factory=PushStreams)

    @model_validator(mode="after")
    def _quiet(self) -> "SetWishes":
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("静かな時間は、始まりと終わりの両方を指定してください。")
        if self.quiet_from is not None and self.quiet_from == self.quiet_until:
            raise ValueError("静かな時間の始まりと終わりが同じです。")
        return self


class StreamsView(Struct, frozen=True):
    """When each stream goes by one channel."""

    mandatory: str
    duty: str
    subscription: str


class DeviceView(Struct, frozen=True):
    """A device that takes push messages."""

    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None


class WishesView(Struct, frozen=True):
    """How the person is told, and what of it there is: an address, devices, the key that a browser asks for."""

    language: str
    digest_hour: int
    quiet_from: int | None
    quiet_until: int | None
    mail: StreamsView
    push: StreamsView
    email: str | None
    devices: tuple[DeviceView, ...]
    push_key: str
    version: int


class AddDevice(BaseModel):
    """A browser's own description of where push messages reach it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endpoint: Annotated[str, Verbatim(1000, at_least=1)]
    key: Annotated[str, Verbatim(120, at_least=1)]
    auth: Annotated[str, Verbatim(40, at_least=1)]
    name: Annotated[str, Line(100, at_least=1)]
