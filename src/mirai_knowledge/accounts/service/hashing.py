"""Hashing and checking passwords: argon2id, two at a time, with a short queue before them.

Each check costs 19 MiB and some 25 ms of a core on purpose. Two at a time keep the rest of the process quick; when the
queue is full the caller is told to come back, so a flood of sign-ins cannot take every thread.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import bcrypt
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mirai_knowledge.accounts.errors import SignInBusy
from mirai_knowledge.accounts.model import Algorithm
from mirai_knowledge.accounts.policy import normal_password

AT_ONCE = 2
WAITING = 6
RETRY_AFTER_SECONDS = 2
BCRYPT_BYTES = 72
"""bcrypt never looked further, and refuses to now."""


@dataclass(frozen=True, slots=True)
class StoredHash:
    """A hash as it stands in the database."""

    text: str
    algorithm: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password is right, and the hash to store instead of one made in an older way."""

    right: bool
    replacement: str | None = None


class Hasher:
    """Hashes and checks; one a process."""

    def __init__(self, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._argon2 = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._places = threading.BoundedSemaphore(at_once + waiting)
        self._running = threading.BoundedSemaphore(at_once)
        # Unknown names are checked against this, so that they take as long as known ones.
        self._nobody = self._argon2.hash("nobody has this password")

    @contextlib.contextmanager
    def place(self) -> Iterator[None]:
        """A place in the queue for the block; raises SignInBusy at once when it is full."""
        if not self._places.acquire(blocking=False):
            message = "サインインが集中しています。数秒待ってからもう一度お試しください。"
            raise SignInBusy(message, extra={"retry_after": RETRY_AFTER_SECONDS})
        try:
            yield
        finally:
            self._places.release()

    def hash(self, password: str) -> str:
        """The argon2id hash of a password."""
        with self._running:
            return self._argon2.hash(normal_password(password))

    def verify(self, password: str, stored: StoredHash | None) -> Verdict:
        """Whether the password belongs to the hash. Without one it is wrong, after the same time."""
        with self._running:
            if stored is None:
                self._matches_argon2(self._nobody, password)
                return Verdict(False)
            if stored.algorithm == Algorithm.BCRYPT:
                right = _matches_bcrypt(stored.text, password)
                return Verdict(right, self._argon2.hash(normal_password(password)) if right else None)
            right = self._matches_argon2(stored.text, password)
            outdated = right and self._argon2.check_needs_rehash(stored.text)
            return Verdict(right, self._argon2.hash(normal_password(password)) if outdated else None)

    def _matches_argon2(self, stored: str, password: str) -> bool:
        try:
            return self._argon2.verify(stored, normal_password(password))
        except (VerificationError, InvalidHashError):
            return False


def _matches_bcrypt(stored: str, password: str) -> bool:
    # The older system hashed what was typed; on this one the same person may type it full-width.
    forms = {password, normal_password(password)}
    try:
        return any(bcrypt.checkpw(form.encode()[:BCRYPT_BYTES], stored.encode()) for form in forms)
    except ValueError:
        return False
