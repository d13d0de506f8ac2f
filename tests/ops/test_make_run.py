"""`make run` in a terminal: Ctrl-C and a closed window end everything, and the next start is a clean one."""

import contextlib
import os
import pty
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
import pytest

from tests.arch.lints.source import REPOSITORY
from tests.e2e.conftest import await_answer, free_port


class Terminal:
    """A window with a shell in it, in which `make run` has been typed."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.home = home
        self.shown = home / "terminal.txt"
        self.shown.touch()

    def type_make_run(self) -> None:
        """The installation answers; the terminal is open."""
        self.master, slave = pty.openpty()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MKS_", "DATABASE_URL", "MAKE"))}
        self.shell = subprocess.Popen(
            ["setsid", "--ctty", "bash", "--norc", "--noprofile", "-i"],
            cwd=REPOSITORY,
            env={**kept, "MKS_HOME": str(self.home), "MKS_PORT": str(self.port), "MKS_WEB_WORKERS": "2", "MKS_DEMO": "false"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        os.write(self.master, b"make run\n")
        self.open = True
        self.screen = threading.Thread(target=self._show)
        self.screen.start()
        await_answer(self.url, self.shown, seconds=90)

    def _show(self) -> None:
        # A terminal that shows nothing would stop the program once its buffer is full.
        with self.shown.open("ab", buffering=0) as shown, contextlib.suppress(OSError):
            while self.open:
                if select.select([self.master], [], [], 0.1)[0]:
                    shown.write(os.read(self.master, 4096))

    def press_ctrl_c(self) -> None:
        """As the terminal does: to everything that runs in it. The shell is there for the next command."""
        os.write(self.master, b"\x03")
        assert gone(self), [process.cmdline() for process in self.left()]
        os.write(self.master, b"exit\n")
        self.shell.wait(timeout=10)
        self.open = False

    def close(self) -> None:
        """The window is gone: nobody reads what is written any more, and everything gets SIGHUP."""
        self.open = False
        self.screen.join()  # a pending read would keep the terminal alive
        os.close(self.master)
        self.shell.wait(timeout=10)

    def left(self) -> list[psutil.Process]:
        """Processes of this installation that still run."""
        return [process for process in psutil.process_iter() if process.pid != self.shell.pid and self._is_mine(process)]

    def _is_mine(self, process: psutil.Process) -> bool:
        try:
            return process.environ().get("MKS_HOME") == str(self.home) or process.cwd().startswith(str(self.home))
        except psutil.Error:
            return False


ENDS: dict[str, Callable[[Terminal], None]] = {"Ctrl-C": Terminal.press_ctrl_c, "closed window": Terminal.close}


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_the_terminal_ends_everything_and_the_next_start_is_clean(end: str, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    try:
        for _ in range(2):
            terminal.type_make_run()
            ENDS[end](terminal)
            assert gone(terminal), [process.cmdline() for process in terminal.left()]
            with pytest.raises(httpx.ConnectError):
                httpx.get(terminal.url, timeout=2)
    finally:
        for process in terminal.left():
            process.send_signal(signal.SIGKILL)


# Web and worker have 15 s each to end what they do, the database 10 s.
def gone(terminal: Terminal, seconds: float = 45) -> bool:
    deadline = time.monotonic() + seconds
    while terminal.left():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True
