"""The three locks of a cluster. All are `flock`s: the kernel drops them when a process dies.

users   shared, held by every process that uses the server. Whoever gets it exclusively knows that
        nobody uses the server, and may stop it: the last user on leaving, or the keeper.
start   exclusive, held while a server is looked for, cleaned up after, built or started.
server  exclusive, inherited by the server's own processes. While any of them lives anywhere, even
        in another container with the same folder, no second server starts on the data.
Order: users before start before server.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.errors import EmbeddedError
from mirai_knowledge.kernel.db.embedded.places import create_or_open

_PAUSE_SECONDS = 0.02


def open_lock(path: Path) -> int:
    """A new descriptor on the lock file, which is created with mode 0600 when missing."""
    return create_or_open(path, os.O_RDWR)


def try_lock(descriptor: int, kind: int) -> bool:
    """Take the lock (`LOCK_SH` or `LOCK_EX`) if that needs no waiting."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for_lock(descriptor: int, kind: int, *, seconds: float, refusal: str) -> None:
    """Take the lock; raises EmbeddedError with `refusal` when it is not free within `seconds`."""
    deadline = time.monotonic() + seconds
    while not try_lock(descriptor, kind):
        if time.monotonic() > deadline:
            raise EmbeddedError(refusal)
        time.sleep(_PAUSE_SECONDS)


@contextmanager
def exclusive(path: Path, *, seconds: float, refusal: str) -> Iterator[int]:
    """Hold the lock file exclusively inside the block; yields its descriptor."""
    descriptor = open_lock(path)
    try:
        wait_for_lock(descriptor, fcntl.LOCK_EX, seconds=seconds, refusal=refusal)
        yield descriptor
    finally:
        os.close(descriptor)


class Membership:
    """One user of the server, for as long as this process lives or until `leave`."""

    def __init__(self, path: Path, *, seconds: float) -> None:
        """Join the users; waits up to `seconds` while a server without users is being stopped."""
        self._descriptor = open_lock(path)
        try:
            wait_for_lock(
                self._descriptor, fcntl.LOCK_SH, seconds=seconds, refusal="組み込みデータベースが停止の途中で応答しません。"
            )
        except BaseException:
            os.close(self._descriptor)
            raise

    def leave(self) -> None:
        """Stop being a user. Children that were forked meanwhile are no users either."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)

    def try_become_sole_user(self, *, seconds: float) -> bool:
        """Whether nobody else uses the server; then nobody can join until `leave`.

        When the keeper is already stopping it for want of users, waits up to `seconds` for that.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if try_lock(self._descriptor, fcntl.LOCK_EX):
                return True
            # Trying gave up our own share (flock cannot convert in one step).
            if try_lock(self._descriptor, fcntl.LOCK_SH):
                return False
            time.sleep(_PAUSE_SECONDS)
        return False
