"""How long failed tries keep an account or an address out: longer with each further one, never for ever.

A try is counted before the password is looked at and taken back when it was right, so that many tries at once cannot
slip through between the counting.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from mirai_knowledge.accounts.model import Throttle, ThrottleKind
from mirai_knowledge.accounts.schemas.people import normal_login_name


@dataclass(frozen=True, slots=True)
class Backoff:
    """`free` tries in a row may fail; that last one and each further one lock for twice as long as the one before."""

    free: int
    first: timedelta
    longest: timedelta
    forgotten_after: timedelta

    def lock_for(self, failures: int) -> timedelta | None:
        """How long this many failures in a row keep out; None while they do not."""
        if failures < self.free:
            return None
        factor = 1 << min(failures - self.free, 20)
        return min(self.first * factor, self.longest)

    def count_try(self, row: Throttle, now: datetime) -> datetime | None:
        """Counts one more try and returns None, or returns until when no try is taken, counting nothing."""
        if row.locked_until is not None and row.locked_until > now:
            return row.locked_until
        if now - row.last_tried_at > self.forgotten_after:
            row.failures = 0
        row.failures += 1
        row.last_tried_at = now
        self._set_lock(row, now)
        return None

    def take_back(self, row: Throttle, now: datetime) -> None:
        """The try just counted did not fail."""
        row.failures = max(0, row.failures - 1)
        self._set_lock(row, now)

    def _set_lock(self, row: Throttle, now: datetime) -> None:
        lock = self.lock_for(row.failures)
        row.locked_until = None if lock is None else now + lock


ACCOUNT = Backoff(free=5, first=timedelta(minutes=1), longest=timedelta(hours=1), forgotten_after=timedelta(hours=24))
# A whole site office stands behind one address; it must not be shut out by a few people's typing.
ADDRESS = Backoff(free=50, first=timedelta(minutes=1), longest=timedelta(minutes=15), forgotten_after=timedelta(hours=1))


def backoff_of(kind: str) -> Backoff:
    """The limits that count for this kind of key."""
    return ACCOUNT if kind == ThrottleKind.ACCOUNT else ADDRESS


def account_key(login_name: str) -> str:
    """What tries are counted under for a login name, known or not. A hash: people type passwords into that field."""
    return hashlib.sha256(normal_login_name(login_name).encode()).hexdigest()


def address_key(address: str) -> str:
    """What tries are counted under for a network address; one IPv6 subscriber (/64) counts as one."""
    if ":" in address:
        try:
            return str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))
        except ValueError:
            return address[:64]
    return address[:64]
