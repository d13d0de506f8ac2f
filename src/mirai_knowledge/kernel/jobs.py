"""Jobs: work that a worker does later, deferred inside the transaction of its rows, so neither is lost alone.

A job comes at least once; its function gets ids, reads the present rows and must bear being run again. PostgreSQL is
the queue (procrastinate). Lanes have their own slots, so bulk work never holds up what a person waits for.
A beat is a small recurring task of the worker; one process in the whole installation runs it at a time.
A pump sends things out of the house: the worker calls it outside any transaction, in a thread of its own, and it opens
short ones itself (claim, committed; send; record). Pumps of several workers share the work by locking rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from procrastinate import App, RetryStrategy, SyncPsycopgConnector
from sqlalchemy import text

from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.log import current_request_id, get_logger

log = get_logger(__name__)

Lane = Literal["now", "bulk", "heavy", "sweep"]
LANES: Mapping[Lane, int] = {"now": 4, "bulk": 2, "heavy": 1, "sweep": 1}
"""Slots of each lane in one worker."""

STALLED_AFTER = timedelta(seconds=30)
DONE_KEPT = timedelta(days=3)
MAX_TRIES = 6
RETRY = RetryStrategy(max_attempts=MAX_TRIES, exponential_wait=3)


@dataclass(frozen=True, slots=True)
class Job:
    """A named function `(tx, **ids)` and the lane it runs in."""

    name: str
    lane: Lane
    run: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Beat:
    """A function `(tx)` that the worker calls every so often; with `as_owner` in the owner role."""

    name: str
    every: timedelta
    run: Callable[[Tx], None]
    as_owner: bool = False


@dataclass(frozen=True, slots=True)
class Pump:
    """A function `(database, stopped)` that the worker calls every so often; it returns soon once `stopped()` is true."""

    name: str
    every: timedelta
    run: Callable[[Database, Callable[[], bool]], None]


_jobs: dict[str, Job] = {}
_beats: dict[str, Beat] = {}
_pumps: dict[str, Pump] = {}
# Only for deferring on the connection of a transaction; it never opens one of its own.
_queue = App(connector=SyncPsycopgConnector())


def job(name: str, *, lane: Lane = "now") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Registers a function `(tx, **ids)` as the job of that name."""

    def register(run: Callable[..., None]) -> Callable[..., None]:
        if name in _jobs:
            raise ValueError(f"job {name} is registered twice")
        _jobs[name] = Job(name, lane, run)
        return run

    return register


def beat(name: str, *, every: timedelta, as_owner: bool = False) -> Callable[[Callable[[Tx], None]], Callable[[Tx], None]]:
    """Registers a function `(tx)` as a beat of that name."""

    def register(run: Callable[[Tx], None]) -> Callable[[Tx], None]:
        if name in _beats:
            raise ValueError(f"beat {name} is registered twice")
        _beats[name] = Beat(name, every, run, as_owner)
        return run

    return register


def pump(name: str, *, every: timedelta, run: Callable[[Database, Callable[[], bool]], None]) -> None:
    """Registers a function `(database, stopped)` as a pump of that name."""
    if name in _pumps:
        raise ValueError(f"pump {name} is registered twice")
    _pumps[name] = Pump(name, every, run)


def all_jobs() -> tuple[Job, ...]:
    """Every registered job."""
    return tuple(_jobs.values())


def all_beats() -> tuple[Beat, ...]:
    """Every registered beat."""
    return tuple(_beats.values())


def all_pumps() -> tuple[Pump, ...]:
    """Every registered pump."""
    return tuple(_pumps.values())


def defer(tx: Tx, name: str, arguments: Mapping[str, JsonValue], *, lock: str | None = None, at: datetime | None = None) -> int:
    """Puts a job in the queue in this very transaction and returns its number; it exists when and only when that commits.

    Jobs with the same `lock` run one after the other. `at` is the earliest instant. The request id travels along.
    """
    entry = _jobs[name]
    raw = tx.connection().connection.driver_connection
    task = _queue.configure_task(name, queue=entry.lane, lock=lock, schedule_at=at, connection=raw)
    values: dict[str, Any] = {**arguments, "request_id": current_request_id()}
    return task.defer(**values)


@beat("jobs.retry_stalled", every=timedelta(seconds=10))
def retry_stalled(tx: Tx) -> None:
    """Hands jobs back to the queue whose worker has died."""
    count = len(
        tx.execute(
            text(
                """
                SELECT procrastinate_retry_job_v2(job.id, :at, NULL, NULL, NULL)
                FROM procrastinate_jobs job
                LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
                WHERE job.status = 'doing'
                  AND (worker.id IS NULL OR worker.last_heartbeat < :at - make_interval(secs => :age))
                """
            ),
            {"at": _database_now(tx), "age": STALLED_AFTER.total_seconds()},
        ).all()
    )
    if count:
        log.warning("jobs.stalled_retried", count=count)


def retry_failed(tx: Tx, number: int) -> None:
    """The failed job stands in the queue again, to be run at once."""
    tx.execute(text("SELECT procrastinate_retry_job_v2(:id, clock_timestamp(), NULL, NULL, NULL)"), {"id": number})


@beat("jobs.forget_done", every=timedelta(hours=1))
def forget_done(tx: Tx) -> None:
    """Drops jobs that succeeded days ago; failed ones stay until somebody has seen to them."""
    tx.execute(
        text(
            "DELETE FROM procrastinate_jobs job WHERE job.status = 'succeeded' AND NOT EXISTS ("
            "SELECT 1 FROM procrastinate_events e WHERE e.job_id = job.id AND e.at > :before)"
        ),
        {"before": _database_now(tx) - DONE_KEPT},
    )


def _database_now(tx: Tx) -> datetime:
    # procrastinate stamps heartbeats with PostgreSQL's clock, so only that clock can tell their age.
    moment: datetime = tx.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment
