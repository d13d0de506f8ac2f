"""News between processes within milliseconds: `tell` in a transaction, heard after its commit (LISTEN and NOTIFY).

A web process has one listening connection however many of its readers wait, and none while nobody waits. News may be
lost when that connection is: whoever waits is woken then as well, and asks the rows.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from weakref import WeakSet

import psycopg
from psycopg import AsyncConnection, sql
from sqlalchemy import make_url, text

from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.log import get_logger

log = get_logger(__name__)
PART_CHARS = 7500
"""PostgreSQL takes 8,000 bytes in one message."""
AGAIN_SECONDS = 2.0


def tell(tx: Tx, channel: str, keys: Iterable[str]) -> None:
    """Whoever waits for one of these keys is woken, when and only when this transaction commits."""
    part: list[str] = []
    size = 0
    parts = []
    for key in keys:
        if size + len(key) + 1 > PART_CHARS:
            parts.append(" ".join(part))
            part, size = [], 0
        part.append(key)
        size += len(key) + 1
    if part:
        parts.append(" ".join(part))
    if parts:
        tx.execute(text("SELECT pg_notify(:channel, :part)"), [{"channel": channel, "part": words} for words in parts])


class _Ends:
    """Whether this process is about to stop, and who is to hear of it."""

    def __init__(self) -> None:
        self.soon = False
        self.listeners: WeakSet[Listener] = WeakSet()


def is_ending() -> bool:
    """Whether the process is about to stop: whoever holds something open lets it go."""
    return _ends.soon


def end_with_signals() -> None:
    """From now on a signal that stops this process also ends what its readers hold open; on the event loop's thread."""
    loop = asyncio.get_running_loop()

    def end() -> None:
        for listener in _ends.listeners:
            listener.wake_all()

    def wrap(number: signal.Signals, former: Callable[[int, FrameType | None], object]) -> None:
        def stop(given: int, frame: FrameType | None) -> None:
            _ends.soon = True
            loop.call_soon_threadsafe(end)
            former(given, frame)

        signal.signal(number, stop)

    for number in (signal.SIGTERM, signal.SIGINT):
        former = signal.getsignal(number)
        if callable(former):
            wrap(number, former)


class Listener:
    """The ear of one process on one channel. All of it happens on the event loop."""

    def __init__(self, url: str, channel: str) -> None:
        self._url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._channel = channel
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._task: asyncio.Task[None] | None = None
        _ends.listeners.add(self)

    @property
    def readers(self) -> int:
        """How many wait in this process."""
        return sum(len(events) for events in self._waiting.values())

    def readers_of(self, key: str) -> int:
        """How many of them wait for this key."""
        return len(self._waiting.get(key, ()))

    @contextlib.contextmanager
    def waiting_for(self, key: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever there may be news for the key; its reader clears it before asking."""
        event = asyncio.Event()
        self._waiting.setdefault(key, set()).add(event)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen())
        try:
            yield event
        finally:
            self._waiting[key].discard(event)
            if not self._waiting[key]:
                del self._waiting[key]
            if not self._waiting and self._task is not None:
                self._task.cancel()
                self._task = None

    def wake_all(self) -> None:
        """Whoever waits looks around."""
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def _listen(self) -> None:
        while True:
            try:
                async with await AsyncConnection.connect(self._url, autocommit=True, application_name="mks-listen") as connection:
                    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))
                    # What was told before this connection listened is told to nobody.
                    self.wake_all()
                    async for note in connection.notifies():
                        self._wake(note.payload)
            except (psycopg.Error, OSError) as fault:
                log.warning("listening.lost", channel=self._channel, reason=type(fault).__name__)
                self.wake_all()
            await asyncio.sleep(AGAIN_SECONDS)

    def _wake(self, payload: str) -> None:
        for key in payload.split(" "):
            for event in self._waiting.get(key, ()):
                event.set()


_ends = _Ends()
