"""Which processes of the operating system belong to a cluster."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

# A user's shell may stand in the data folder too: only these programs are ever signalled.
_PROGRAMS = frozenset({"postgres", "initdb"})
_PAUSE_SECONDS = 0.02
_STATUS_LINE = 7
_SOCKET_LINE = 4


@dataclass(frozen=True)
class Postmaster:
    """The server's first process, as its own pid file tells and the process table confirms."""

    process: psutil.Process
    socket_folder: str
    status: str

    @property
    def is_ready(self) -> bool:
        """Whether it takes connections (recovery after a crash is over)."""
        return self.status == "ready"

    @property
    def is_stopping(self) -> bool:
        """Whether it waits for its clients to leave before it ends."""
        return self.status == "stopping"


def find_postmaster(data: Path) -> Postmaster | None:
    """The live postmaster of this data folder; None for a stale, foreign or damaged pid file."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        process = psutil.Process(int(lines[0]))
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
    if not _belongs_to(process, data):
        return None
    padded = [*lines, *[""] * _STATUS_LINE]
    return Postmaster(process, padded[_SOCKET_LINE].strip(), padded[_STATUS_LINE].strip())


def await_ready(data: Path, *, has_failed: Callable[[], bool], seconds: float) -> bool:
    """Whether the server took connections before it failed and within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        postmaster = find_postmaster(data)
        if postmaster is not None and postmaster.is_ready:
            return True
        if has_failed():
            return False
        time.sleep(_PAUSE_SECONDS)
    return False


def processes_of(data: Path) -> list[psutil.Process]:
    """Every live process that works in this data folder, also one whose postmaster is gone."""
    return [process for process in psutil.process_iter() if _belongs_to(process, data)]


def kill_all(data: Path, *, seconds: float = 10) -> bool:
    """Kill whatever works in this data folder; whether all of it was gone within `seconds`."""
    deadline = time.monotonic() + seconds
    while found := processes_of(data):
        if time.monotonic() > deadline:
            return False
        for process in found:
            with suppress(psutil.Error):
                process.kill()
        wait_until_gone(found, seconds=max(0.0, deadline - time.monotonic()))
    return True


def wait_until_gone(processes: Sequence[psutil.Process], *, seconds: float) -> bool:
    """Whether all are dead within `seconds`; a zombie counts as dead, whoever should reap it."""
    deadline = time.monotonic() + seconds
    while any(_is_alive(process) for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True


def _belongs_to(process: psutil.Process, data: Path) -> bool:
    try:
        return process.name() in _PROGRAMS and process.status() != psutil.STATUS_ZOMBIE and process.cwd() == str(data)
    except psutil.Error:
        return False


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
