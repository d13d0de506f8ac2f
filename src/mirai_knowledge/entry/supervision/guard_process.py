"""Ends the process groups of a supervisor that died without stopping them.

Run as a script by path with the standard library alone. Reads lines `+GROUP` and `-GROUP` from
the supervisor; the end of input is its death, or its farewell when no group is left.
"""

import os
import signal
import sys
import time
from contextlib import suppress

_GRACE_SECONDS = 3.0
_PAUSE_SECONDS = 0.05


def _signal_all(groups: set[int], kind: int) -> set[int]:
    """Signal each group; the groups that still have a process."""
    alive = set()
    for group in groups:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, kind)
            alive.add(group)
    return alive


def main() -> None:
    """Wait for the supervisor's end, then end what it left."""
    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        groups.add(group) if line[0] == "+" else groups.discard(group)
    alive = _signal_all(groups, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE_SECONDS
    while alive and time.monotonic() < deadline:
        time.sleep(_PAUSE_SECONDS)
        alive = _signal_all(alive, 0)
    _signal_all(alive, signal.SIGKILL)


if __name__ == "__main__":
    main()
