"""Deliveries, channels and groups in Teams, as administrators see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from mirai_knowledge.kernel.text import Line
from mirai_knowledge.notifications.schemas.channels import ChannelCode

StateCode = Literal["waiting", "claimed", "sent", "failed", "held", "withdrawn"]


class ListDeliveries(BaseModel):
    """Which deliveries: by state, channel, and words of the recipient's name or of the title."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: StateCode | None = None
    channel: ChannelCode | None = None
    q: Annotated[str, Field(max_length=100)] | None = None


class DeliveryCan(Struct, frozen=True):
    """What the reader may do with a delivery now."""

    resend: bool
    withdraw: bool


class DeliveryView(Struct, frozen=True):
    """A delivery: to whom, by what, where it stands and why."""

    id: UUID
    channel: str
    state: str
    recipient: str
    title: str
    digest: bool
    tries: int
    due_at: datetime
    created_at: datetime
    sent_at: datetime | None
    error: str | None
    can: DeliveryCan


class DeliveryCount(Struct, frozen=True):
    """How many deliveries of a channel are in a state."""

    channel: str
    state: str
    count: int


class DeliveryPage(Struct, frozen=True):
    """Some deliveries, newest first, and how many there are by channel and state."""

    items: tuple[DeliveryView, ...]
    next_cursor: str | None
    counts: tuple[DeliveryCount, ...]


class ChannelView(Struct, frozen=True):
    """A channel: where it leads, whether it works, since when, and how many wait for it."""

    channel: str
    name: str
    goes_to: str
    configured: bool
    works: bool
    error: str | None
    failed_at: datetime | None
    ok_at: datetime | None
    again_at: datetime | None
    waiting: int
    oldest_due_at: datetime | None


class HoldView(Struct, frozen=True):
    """Whether everything is held, since when, by whom, why, and how many deliveries."""

    held: bool
    by_setting: bool
    since: datetime | None
    by: str
    why: str
    count: int


class WebhookView(Struct, frozen=True):
    """A group in Teams. The address is shown shortened: whoever knows it can post."""

    id: UUID
    name: str
    project_id: UUID | None
    address: str
    least: str
    active: bool
    version: int


class OutboundView(Struct, frozen=True):
    """The ways out of the house."""

    hold: HoldView
    channels: tuple[ChannelView, ...]
    webhooks: tuple[WebhookView, ...]


class SetHold(BaseModel):
    """Why everything is held."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: Annotated[str, Line(300, at_least=1)]


class SaveWebhook(BaseModel):
    """A group in Teams: of a site, or of the whole company. Without an address the present one stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Line(100, at_least=1)]
    project_id: UUID | None = None
    address: Annotated[str, Field(max_length=2000)] | None = None
    least: Literal["low", "medium", "high", "critical"] = "high"
    active: bool = True


class TestSending(BaseModel):
    """By which channel the caller wants to be sent a test; for Teams to which group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    channel: ChannelCode
    webhook_id: UUID | None = None


class Moved(Struct, frozen=True):
    """How many deliveries were moved."""

    count: int


class TrayView(Struct, frozen=True):
    """A mail that was kept instead of sent."""

    id: UUID
    person: str
    address: str
    subject: str
    text: str
    link: str
    at: datetime


class TrayPage(Struct, frozen=True):
    """Some kept mails, newest first."""

    items: tuple[TrayView, ...]
    next_cursor: str | None
