"""Keeps PostgreSQL running beside the programs."""

import threading
from collections.abc import Callable
from typing import Protocol

from mirai_knowledge.kernel.db.embedded import EmbeddedError

_INTERVAL_SECONDS = 1.0
_LONGEST_DELAY_SECONDS = 30.0


class Server(Protocol):
    """What the supervisor needs of a database server; `EmbeddedPostgres` is one."""

    def start(self) -> object:
        """Afterwards it takes connections. Raises EmbeddedError."""

    def is_running(self) -> bool:
        """Whether it takes connections now."""

    def release(self) -> None:
        """Stop using it; its last user stops it."""


class DatabaseWatch:
    """A thread that starts the server and starts it again whenever it is gone."""

    def __init__(self, server: Server, say: Callable[[str], None]) -> None:
        self._server = server
        self._say = say
        self._ending = threading.Event()
        self._settled = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="database-watch", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Whether the server is up within `seconds`; raises what made its first start fail."""
        is_settled = self._settled.wait(seconds)
        if self._error is not None:
            raise self._error
        return is_settled

    def close(self) -> None:
        """Stop watching and using the server. One that is still recovering ends with our process."""
        self._ending.set()
        self._thread.join(timeout=10)
        if not self._thread.is_alive():
            self._server.release()

    def _run(self) -> None:
        try:
            self._server.start()
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            self._error = error
            return
        finally:
            self._settled.set()
        delay = _INTERVAL_SECONDS
        while not self._ending.wait(delay):
            delay = self._restore(delay)

    def _restore(self, delay: float) -> float:
        """Start the server if it is gone; seconds until the next look."""
        if self._server.is_running():
            return _INTERVAL_SECONDS
        self._say("PostgreSQL が止まりました。起動し直します。")
        try:
            self._server.start()
        except EmbeddedError as error:
            self._say(str(error))
            return min(2 * delay, _LONGEST_DELAY_SECONDS)
        self._say("PostgreSQL が動き始めました。")
        return _INTERVAL_SECONDS
