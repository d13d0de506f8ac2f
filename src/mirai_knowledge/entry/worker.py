"""The job worker: lanes of the queue, beats, heartbeat. One process; several on several machines get along."""

import asyncio
import contextlib
import hashlib
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from procrastinate import App, JobContext, PsycopgConnector
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from mirai_knowledge.entry import indexer, wiring
from mirai_knowledge.entry.supervision.stopping import stopping
from mirai_knowledge.kernel import clock, heartbeat, jobs, metrics
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import JOB, OWNER, Database, DatabaseAway
from mirai_knowledge.kernel.db.embedded import DatabaseUrls
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.log import get_logger, request_scope

log = get_logger(__name__)
HEARTBEAT_SECONDS = 5
GRACE_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Databases:
    """The worker's connections under both roles."""

    app: Database
    owner: Database


def run(settings: Settings, urls: DatabaseUrls) -> None:
    """Works until SIGTERM or SIGINT; running jobs get 15 s to end. Lost connections are tried again for ever."""
    wiring.wire(settings)
    shared = settings.env == "test"
    slots = sum(jobs.LANES.values()) + 4 + len(jobs.all_pumps())
    databases = Databases(
        Database(urls.app, size=slots, timeouts=JOB, name="mks-worker", shared_clock=shared),
        Database(urls.owner, size=1, timeouts=OWNER, name="mks-worker-owner", shared_clock=shared),
    )
    stop = stopping()
    threads = [
        threading.Thread(target=_beats, args=(databases, stop, False), name="beats", daemon=True),
        threading.Thread(target=_beats, args=(databases, stop, True), name="owner-beats", daemon=True),
        threading.Thread(target=_heartbeats, args=(databases, stop), name="heartbeat", daemon=True),
        threading.Thread(target=indexer.keep, args=(settings, databases.app, stop), name="indexer", daemon=True),
        *(
            threading.Thread(target=_pump, args=(databases.app, stop, entry), name=entry.name, daemon=True)
            for entry in jobs.all_pumps()
        ),
    ]
    for thread in threads:
        thread.start()
    log.info("worker.started", jobs=len(jobs.all_jobs()), beats=len(jobs.all_beats()))
    asyncio.run(_lanes(urls.app, databases, stop))
    for thread in threads:
        thread.join(timeout=GRACE_SECONDS)
    databases.app.dispose()
    databases.owner.dispose()
    log.info("worker.stopped")


async def _lanes(url: str, databases: Databases, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            await _work(url, databases, stop)
        except Exception:
            # PostgreSQL went away under the queue; jobs are safe there, so waiting is all there is to do.
            log.exception("worker.queue_lost")
            await asyncio.to_thread(stop.wait, 2)


async def _work(url: str, databases: Databases, stop: threading.Event) -> None:
    app = App(connector=PsycopgConnector(conninfo=_conninfo(url), max_size=len(jobs.LANES) + 2))
    for entry in jobs.all_jobs():
        app.task(name=entry.name, queue=entry.lane, retry=jobs.RETRY, pass_context=True)(_runner(databases.app, entry))
    async with app.open_async():
        lanes = [
            asyncio.create_task(
                app.run_worker_async(
                    queues=[lane],
                    name=f"{socket.gethostname()}-{os.getpid()}-{lane}",
                    concurrency=slots,
                    install_signal_handlers=False,
                    delete_jobs="never",
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    fetch_job_polling_interval=2,
                    update_heartbeat_interval=5,
                    stalled_worker_timeout=30,
                )
            )
            for lane, slots in jobs.LANES.items()
        ]
        stopper = asyncio.create_task(asyncio.to_thread(stop.wait))
        done, _ = await asyncio.wait([*lanes, stopper], return_when=asyncio.FIRST_COMPLETED)
        for lane in lanes:
            lane.cancel()
        results = await asyncio.gather(*lanes, return_exceptions=True)
        if stopper not in done:
            stopper.cancel()
            faults = [fault for fault in results if isinstance(fault, Exception)]
            raise faults[0] if faults else psycopg.OperationalError("a lane ended by itself")


def _runner(database: Database, entry: jobs.Job) -> Callable[..., None]:
    def run_job(context: JobContext, request_id: str | None = None, **arguments: object) -> None:
        started = time.perf_counter()
        with request_scope(request_id or f"job-{context.job.id}"):
            try:
                with database.begin() as tx:
                    entry.run(tx, **arguments)
            except Exception:
                metrics.JOBS.labels(entry.name, "failed").inc()
                log.exception("job.failed", job=entry.name, number=context.job.id, attempt=context.job.attempts)
                raise
            metrics.JOBS.labels(entry.name, "done").inc()
            seconds = time.perf_counter() - started
            metrics.JOB_SECONDS.labels(entry.name).observe(seconds)
            log.info("job.done", job=entry.name, number=context.job.id, ms=round(seconds * 1000, 1))

    return run_job


def _beats(databases: Databases, stop: threading.Event, as_owner: bool) -> None:
    mine = [entry for entry in jobs.all_beats() if entry.as_owner == as_owner]
    due = {entry.name: 0.0 for entry in mine}
    while not stop.wait(0.25):
        for entry in mine:
            if time.monotonic() >= due[entry.name]:
                due[entry.name] = time.monotonic() + entry.every.total_seconds()
                run_beat(databases, entry)


def run_beat(databases: Databases, entry: jobs.Beat) -> bool:
    """Runs one beat unless another worker of the installation is running it; returns whether it ran to its end."""
    database = databases.owner if entry.as_owner else databases.app
    key = int.from_bytes(hashlib.blake2b(entry.name.encode(), digest_size=8).digest(), signed=True)
    with request_scope(f"beat-{new_id()}"):
        try:
            with database.begin() as tx:
                if not tx.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": key}).scalar_one():
                    return False
                entry.run(tx)
        except (DatabaseAway, DBAPIError) as fault:
            log.warning("beat.database_trouble", beat=entry.name, reason=type(fault).__name__)
            return False
        except Exception:
            log.exception("beat.failed", beat=entry.name)
            return False
    return True


def _pump(database: Database, stop: threading.Event, entry: jobs.Pump) -> None:
    while not stop.wait(entry.every.total_seconds()):
        with request_scope(f"pump-{new_id()}"):
            try:
                entry.run(database, stop.is_set)
            except (DatabaseAway, DBAPIError) as fault:
                log.warning("pump.database_trouble", pump=entry.name, reason=type(fault).__name__)
            except Exception:
                log.exception("pump.failed", pump=entry.name)


def _heartbeats(databases: Databases, stop: threading.Event) -> None:
    started = clock.now()
    name = f"worker:{socket.gethostname()}"
    while True:
        with contextlib.suppress(DatabaseAway, DBAPIError), databases.app.begin() as tx:
            heartbeat.beat(tx, name, started_at=started, detail={"pid": os.getpid()})
        if stop.wait(HEARTBEAT_SECONDS):
            return


def _conninfo(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
