"""Counting tries in the database, before the password is looked at: see `policy.lockout`."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from mirai_knowledge.accounts.model import Throttle, ThrottleKind
from mirai_knowledge.accounts.policy import account_key, address_key, backoff_of
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Tx


def count_try(tx: Tx, *, login_name: str, address: str | None) -> datetime | None:
    """One more try of the name and of the address is counted, and None returned; or, with nothing counted, until when
    neither takes any.
    """
    now = clock.now()
    rows = _rows(tx, login_name=login_name, address=address)
    locks = [row.locked_until for row in rows if row.locked_until is not None and row.locked_until > now]
    if locks:
        return max(locks)
    for row in rows:
        backoff_of(row.kind).count_try(row, now)
    return None


def forgive(tx: Tx, *, login_name: str, address: str | None) -> None:
    """The try just counted was right: the name begins anew, the address is where it was before it."""
    now = clock.now()
    for row in _rows(tx, login_name=login_name, address=address):
        if row.kind == ThrottleKind.ACCOUNT:
            tx.delete(row)
        else:
            backoff_of(row.kind).take_back(row, now)


def clear_account(tx: Tx, login_name: str) -> None:
    """The name begins anew."""
    for row in _rows(tx, login_name=login_name, address=None):
        tx.delete(row)


def account_lock(tx: Tx, login_name: str) -> tuple[int, datetime | None]:
    """How many tries in a row have failed for the name, and until when it takes no further one."""
    row = _row(tx, ThrottleKind.ACCOUNT, account_key(login_name))
    return row.failures, row.locked_until


def _rows(tx: Tx, *, login_name: str, address: str | None) -> list[Throttle]:
    # Always the account first: two tries that lock both rows cannot wait for each other.
    rows = [_row(tx, ThrottleKind.ACCOUNT, account_key(login_name))]
    if address is not None:
        rows.append(_row(tx, ThrottleKind.ADDRESS, address_key(address)))
    return rows


def _row(tx: Tx, kind: ThrottleKind, key: str) -> Throttle:
    # One statement makes the row where there is none, locks it and reads it.
    fresh = insert(Throttle).values(kind=kind.value, key=key, failures=0, last_tried_at=clock.now())
    kept = fresh.on_conflict_do_update(index_elements=["kind", "key"], set_={"key": fresh.excluded.key})
    return tx.scalars(kept.returning(Throttle), execution_options={"populate_existing": True}).one()
