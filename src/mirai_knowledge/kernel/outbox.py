"""Events: facts others may hear, written in the transaction of the change, delivered as one job a handler.

A handler `(tx, event)` runs in the worker in a transaction of its own, after a receipt (event, handler) was written
there: a second delivery finds the receipt and stops, so a handler's effects happen once.
"""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel import clock, jobs
from mirai_knowledge.kernel.db import Base, Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.log import current_request_id, get_logger

log = get_logger(__name__)
DELIVER = "outbox.deliver"


class EventRow(Base):
    """One fact. Kept until retention drops it; jobs carry its id only."""

    __tablename__ = "event"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, JsonValue]]
    at: Mapped[datetime] = mapped_column(index=True)
    request_id: Mapped[str | None] = mapped_column(String(64), index=True)


class ReceiptRow(Base):
    """A handler has done its work for an event."""

    __tablename__ = "event_receipt"
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    handler: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime]


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """Base of all events: a frozen dataclass of ids with a lasting name such as `person.added`."""

    name: ClassVar[str] = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Handler:
    """A named listener of one event class."""

    name: str
    event: type[Event]
    run: Callable[[Tx, Any], None]


_events: dict[str, type[Event]] = {}
_handlers: dict[str, Handler] = {}


def declare(event: type[Event]) -> type[Event]:
    """Class decorator that makes an event known by its name."""
    if event.name in _events:
        raise ValueError(f"event {event.name} is declared twice")
    _events[event.name] = event
    return event


def register(name: str, event: type[Event], run: Callable[[Tx, Any], None]) -> None:
    """From now on `run(tx, event)` hears every event of that class, under a lasting handler name."""
    if name in _handlers:
        raise ValueError(f"handler {name} is registered twice")
    _handlers[name] = Handler(name, event, run)


def all_events() -> tuple[type[Event], ...]:
    """Every declared event, in the order of the names."""
    return tuple(event for _, event in sorted(_events.items()))


def all_handlers() -> tuple[Handler, ...]:
    """Every registered handler."""
    return tuple(_handlers.values())


def emit(tx: Tx, event: Event) -> UUID:
    """Writes the event and one job for each of its handlers in this transaction; returns the event's id."""
    row = EventRow(id=new_id(), name=event.name, payload=_payload(event), at=clock.now(), request_id=current_request_id())
    tx.add(row)
    tx.flush()  # a job may not stand in the queue before the event it names
    for handler in _handlers.values():
        if handler.event.name == event.name:
            jobs.defer(tx, DELIVER, {"event_id": str(row.id), "handler": handler.name})
    return row.id


@jobs.job(DELIVER)
def deliver(tx: Tx, event_id: str, handler: str) -> None:
    """Runs one handler for one event unless its receipt is already there."""
    fresh = tx.execute(
        text(
            "INSERT INTO event_receipt (event_id, handler, at) VALUES (:event, :handler, :at) "
            "ON CONFLICT DO NOTHING RETURNING handler"
        ),
        {"event": event_id, "handler": handler, "at": clock.now()},
    ).scalar()
    if fresh is None:
        log.info("outbox.already_delivered", event_id=event_id, handler=handler)
        return
    row = tx.get_one(EventRow, UUID(event_id))
    entry = _handlers[handler]
    entry.run(tx, _restored(entry.event, row.payload))


def _payload(event: Event) -> dict[str, JsonValue]:
    values = {field.name: getattr(event, field.name) for field in dataclasses.fields(event)}
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}


def _restored(event: type[Event], payload: dict[str, JsonValue]) -> Event:
    values: dict[str, Any] = {}
    for field in dataclasses.fields(event):
        value = payload.get(field.name)
        # NewTypes over UUID and UUID itself are the only ids; everything else is plain JSON.
        named_id = field.name == "id" or field.name.endswith("_id")
        values[field.name] = UUID(value) if named_id and isinstance(value, str) else value
    return event(**values)
