"""`mks run`: the programs of one machine and their PostgreSQL, held up until told to stop."""

import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from mirai_knowledge.entry.supervision.database import DatabaseWatch, Server
from mirai_knowledge.entry.supervision.guard import Guard
from mirai_knowledge.entry.supervision.programs import Child, Program

__all__ = ["Program", "Supervisor"]

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_INTERVAL_SECONDS = 0.2
_SAME_WISH_SECONDS = 1.0


def _say(message: str) -> None:
    with suppress(OSError):  # the terminal may be closed
        print(message, file=sys.stderr, flush=True)


class Supervisor:
    """Runs programs side by side, starts again whichever dies, and stops all in order.

    Programs are stopped in the order given (those that take requests first), the database last.
    A signal more than a second after the first cuts the grace short. When the supervisor itself is killed, its programs are
    ended within seconds by a guard, and the database by its keeper.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        database: Server | None = None,
        on_ready: Callable[[], None] | None = None,
        say: Callable[[str], None] = _say,
    ) -> None:
        self._programs = programs
        self._database = database
        self._on_ready = on_ready
        self._say = say
        self._signals = 0
        self._last_signal = -_SAME_WISH_SECONDS

    def run(self) -> int:
        """Run until INT, TERM or HUP; afterwards everything is stopped. The exit code.

        To be called in the main thread: the programs die with the thread that starts them.
        Raises what makes the first start of the database fail, with nothing left running.
        """
        with self._heeding_signals():
            guard = Guard()
            children = [Child(program, guard) for program in self._programs]
            watch = DatabaseWatch(self._database, self._say) if self._database else None
            try:
                if self._has_database(watch):
                    self._watch(children)
            finally:
                self._stop(children, watch)
                guard.close()
        return 0

    def _has_database(self, watch: DatabaseWatch | None) -> bool:
        """Whether the database is up; False when told to stop while it was starting."""
        if watch is None:
            return True
        watch.start()
        while not watch.wait(_INTERVAL_SECONDS):
            if self._signals:
                return False
        return True

    def _watch(self, children: list[Child]) -> None:
        buried: set[Child] = set()
        is_announced = False
        for child in children:
            child.start()
        while not self._signals:
            for child in children:
                if child in buried:
                    if child.is_due():
                        buried.discard(child)
                        child.restart()
                elif child.has_died():
                    self._say(child.bury())
                    buried.add(child)
            if not is_announced and not buried and all(child.is_ready() for child in children):
                is_announced = True
                if self._on_ready:
                    self._on_ready()
            time.sleep(_INTERVAL_SECONDS)

    def _stop(self, children: list[Child], watch: DatabaseWatch | None) -> None:
        told = max(self._signals, 1)
        for child in children:
            child.stop(is_hurried=lambda: self._signals > told)
        if watch is not None:
            watch.close()

    @contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        def note(_number: int, _frame: FrameType | None) -> None:
            # A closing terminal sends HUP two or three times at once: that is one wish, not two. Nothing here takes a lock
            # (as Event.set does): the next signal may come while this handler, or its owner, holds it.
            if time.monotonic() - self._last_signal > _SAME_WISH_SECONDS:
                self._signals += 1
                self._last_signal = time.monotonic()

        former = {kind: signal.signal(kind, note) for kind in _STOP_SIGNALS}
        try:
            yield
        finally:
            for kind, handler in former.items():
                signal.signal(kind, handler)
