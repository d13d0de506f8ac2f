"""The server's parent process: ends it when its last user is gone, however that user ended.

Run as a script by path, with the standard library alone, so that it starts in milliseconds:
`python -I -S keeper.py ORDER`, ORDER being JSON made by `launch`.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
from typing import Any

_PR_SET_PDEATHSIG = 1
_FAST_SECONDS = 60
_IMMEDIATE_SECONDS = 10


def _die_with_keeper() -> None:
    """Runs in the server's process before its program is loaded: fast shutdown at our death."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _start(order: dict[str, Any]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        order["command"],
        cwd=order["cwd"],
        env=order["env"],
        pass_fds=order["descriptors"],
        stdin=subprocess.DEVNULL,
        user=order["uid"],
        group=order["gid"],
        extra_groups=None if order["uid"] is None else [],
        # No thread runs yet in this process, so code between fork and exec is safe.
        preexec_fn=_die_with_keeper if sys.platform == "linux" else None,  # noqa: PLW1509
    )


def _stop(server: subprocess.Popen[bytes]) -> None:
    for kind, seconds in ((signal.SIGINT, _FAST_SECONDS), (signal.SIGQUIT, _IMMEDIATE_SECONDS)):
        server.send_signal(kind)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(seconds)
            return
    server.kill()


def _stop_after_last_user(users: int, server: subprocess.Popen[bytes]) -> None:
    # Waits as long as anybody holds a share; a newcomer then waits until this process has ended.
    fcntl.flock(users, fcntl.LOCK_EX)
    _stop(server)


def main() -> int:
    """Run the server until it ends; its exit code."""
    order = json.loads(sys.argv[1])
    # Handlers that do nothing instead of SIG_IGN, which the server would inherit.
    for kind in (signal.SIGINT, signal.SIGHUP):
        signal.signal(kind, lambda *_: None)
    server = _start(order)
    signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
    for descriptor in order["descriptors"]:
        os.close(descriptor)
    threading.Thread(target=_stop_after_last_user, args=(order["users"], server), daemon=True).start()
    return server.wait()


if __name__ == "__main__":
    sys.exit(main())
