"""A program under supervision, and the processes it runs as."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from mirai_knowledge.entry.supervision.guard import Guard

_LAUNCHER = Path(__file__).with_name("launch.py")
_FIRST_DELAY_SECONDS = 1.0
_LONGEST_DELAY_SECONDS = 30.0
_STABLE_SECONDS = 60.0


@dataclass(frozen=True)
class Program:
    """What to run. `env` is the whole environment; None passes on ours.

    `ready` tells, without waiting, whether the program does its work; None means from the start.
    `grace` is how many seconds it has between being told to stop (SIGTERM) and being killed.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    ready: Callable[[], bool] | None = None
    grace: float = 15.0


class Child:
    """The processes of one program: a session of its own, started again after every death."""

    def __init__(self, program: Program, guard: Guard) -> None:
        self.program = program
        self._guard = guard
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        self._started = 0.0
        self._delay = _FIRST_DELAY_SECONDS
        self._next_start = 0.0

    def start(self) -> None:
        """Run the program; its output goes where ours goes."""
        command = [sys.executable, "-I", "-S", str(_LAUNCHER), str(os.getpid()), *self.program.argv]
        self._process = subprocess.Popen(
            command,
            env=self.program.env,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._guard.add(self._process.pid)
        self._started = time.monotonic()
        self._is_ready = False

    def has_died(self) -> bool:
        """Whether the program ended by itself and was not yet given up with `bury`."""
        return self._process is not None and _has_ended(self._process.pid)

    def bury(self) -> str:
        """End what a dead program left in its session and plan its next start; tells how it died.

        Its other processes get SIGTERM now and are killed when it starts again, so that none
        holds its port. Until then the dead one stays a zombie: nobody else can get its number.
        """
        lasted = time.monotonic() - self._started
        self._delay = _FIRST_DELAY_SECONDS if lasted > _STABLE_SECONDS else self._delay
        self._next_start = time.monotonic() + self._delay
        seconds, self._delay = self._delay, min(2 * self._delay, _LONGEST_DELAY_SECONDS)
        self._signal_session(signal.SIGTERM)
        return f"{self.program.name} が止まりました。{seconds:.0f} 秒後に起動し直します。"

    def is_due(self) -> bool:
        """Whether a buried program may start again."""
        return time.monotonic() >= self._next_start

    def restart(self) -> None:
        """Start the program again, after whatever was left of it is dead."""
        self.kill()
        self.start()

    def is_ready(self) -> bool:
        """Whether the program does its work; once true it stays so until the next start."""
        if not self._is_ready:
            self._is_ready = self.program.ready is None or self.program.ready()
        return self._is_ready

    def stop(self, *, is_hurried: Callable[[], bool]) -> None:
        """Stop the program: afterwards it and its session are gone.

        It has `grace` seconds, cut short as soon as `is_hurried`.
        """
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGTERM)
        deadline = time.monotonic() + self.program.grace
        while not _has_ended(self._process.pid) and time.monotonic() < deadline and not is_hurried():
            time.sleep(0.02)
        self.kill()

    def kill(self) -> None:
        """Kill the program and its session."""
        if self._process is None:
            return
        self._signal_session(signal.SIGKILL)
        self._process.wait()
        self._guard.remove(self._process.pid)
        self._process = None

    def _signal_session(self, kind: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, kind)


def _has_ended(pid: int) -> bool:
    """Whether our child is dead, without reaping it as `Popen.poll` does."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.Error:
        return True
