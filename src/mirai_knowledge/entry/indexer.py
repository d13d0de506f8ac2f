"""`mks worker --only index`: the one writer of this machine's search index. The worker has it as a child and keeps it alive."""

import contextlib
import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from mirai_knowledge.entry import supervision, wiring
from mirai_knowledge.entry.supervision.stopping import stopping
from mirai_knowledge.kernel import changes, clock, heartbeat, metrics
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import JOB, Database, DatabaseAway
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.log import get_logger
from mirai_knowledge.search.queries import HEARTBEAT, IndexFolder, IndexReader, get_status, node_name
from mirai_knowledge.search.schemas.port import things
from mirai_knowledge.search.service import Indexer

log = get_logger(__name__)
KEEPER = Actor.system("search.keeper")
LAUNCHER = Path(supervision.__file__).with_name("launch.py")
ARGUMENTS = ("-m", "mirai_knowledge.entry.cli", "worker", "--only", "index")
POLL_SECONDS = 2.0
COMMIT_SECONDS = 0.3
"""Least time between two commits: many changes then cost one."""
HOT_SECONDS = 2.0
LOOK_SECONDS = 0.03
"""A change is readable only once every older transaction has ended: after a call one looks so often, for so long."""
BEAT_SECONDS = 5.0
LONGEST_DELAY_SECONDS = 30.0
STABLE_SECONDS = 60.0
GRACE_SECONDS = 10.0


def run(settings: Settings, url: str) -> None:
    """Follows the change feed until SIGTERM. Waits while another process does so for this home; a lost connection and a
    full disk are tried again for ever, with longer and longer pauses, and readers go on meanwhile.
    """
    wiring.wire(settings)
    stop = stopping()
    database = Database(url, size=2, timeouts=JOB, name="mks-indexer", shared_clock=settings.env == "test")
    delay = POLL_SECONDS
    while not stop.is_set():
        began = time.monotonic()
        try:
            with psycopg.connect(_conninfo(url), autocommit=True, application_name="mks-indexer") as connection:
                if _leads(connection, settings):
                    _Follower(settings, database, stop).follow(connection)
        except (psycopg.Error, DatabaseAway, DBAPIError, OSError, ValueError) as fault:
            log.warning("indexer.trouble", reason=f"{type(fault).__name__}: {fault}"[:300])
        delay = POLL_SECONDS if time.monotonic() - began > STABLE_SECONDS else min(2 * delay, LONGEST_DELAY_SECONDS)
        stop.wait(delay)
    database.dispose()


class _Follower:
    def __init__(self, settings: Settings, database: Database, stop: threading.Event) -> None:
        self._database, self._stop = database, stop
        self._reader = IndexReader(settings.home)
        self._indexer = Indexer(database, IndexFolder(settings.home), things(), node=self._reader.node)
        self._started = clock.now()
        self._beaten, self._builds = -BEAT_SECONDS, False

    def follow(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        connection.execute(f"LISTEN {changes.CHANNEL}")
        log.info("indexer.started", node=self._reader.node)
        hot_until = 0.0
        try:
            while not self._stop.is_set():
                began = time.monotonic()
                self._beat()
                if self._indexer.catch_up(self._beat):
                    self._stop.wait(max(0.0, COMMIT_SECONDS - (time.monotonic() - began)))
                elif began < hot_until:
                    self._stop.wait(LOOK_SECONDS)
                elif any(True for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1)):
                    hot_until = time.monotonic() + HOT_SECONDS
        finally:
            self._indexer.close()

    def _beat(self, building: int | None = None) -> None:
        """Says now and then that the indexer lives, and how far it is with a new index when it makes one."""
        if time.monotonic() - self._beaten < BEAT_SECONDS and (building is not None or not self._builds):
            return
        self._beaten, self._builds = time.monotonic(), building is not None
        with self._database.begin() as tx:
            detail: dict[str, JsonValue] = (
                {"pid": os.getpid()} if building is None else {"pid": os.getpid(), "building": building}
            )
            heartbeat.beat(tx, HEARTBEAT + self._reader.node, started_at=self._started, detail=detail)
        observe_lag(self._database, self._reader)


def keep(settings: Settings, database: Database, stop: threading.Event) -> None:
    """The indexer runs as a child of this process until `stop`, started again whenever it dies; how far the index is behind
    stands in the figures. To be called in a thread that lives as long: the child dies with it.
    """
    reader, delay = IndexReader(settings.home), 1.0
    while not stop.is_set():
        began = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), sys.executable, *ARGUMENTS], stdin=subprocess.DEVNULL
        )
        _watch(child, reader, database, stop)
        if not stop.is_set():
            log.warning("indexer.died", code=child.returncode)
            delay = 1.0 if time.monotonic() - began > STABLE_SECONDS else min(2 * delay, LONGEST_DELAY_SECONDS)
            stop.wait(delay)


def observe_lag(database: Database, reader: IndexReader) -> None:
    """How far this machine's index is behind stands in the figures."""
    with contextlib.suppress(DatabaseAway, DBAPIError), database.begin(read_only=True) as tx:
        status = get_status(tx, KEEPER, reader, subjects=things().subjects)
        metrics.INDEX_LAG.set(status.lag_seconds)
        metrics.INDEX_USABLE.set(1 if status.usable else 0)


def _watch(child: "subprocess.Popen[bytes]", reader: IndexReader, database: Database, stop: threading.Event) -> None:
    observed = 0.0
    while child.poll() is None:
        if time.monotonic() - observed >= BEAT_SECONDS:
            observed = time.monotonic()
            observe_lag(database, reader)
        if not stop.wait(0.2):
            continue
        child.terminate()
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _leads(connection: "psycopg.Connection[tuple[object, ...]]", settings: Settings) -> bool:
    key = int.from_bytes(hashlib.blake2b(f"indexer:{node_name(settings.home)}".encode(), digest_size=8).digest(), signed=True)
    row = connection.execute("SELECT pg_try_advisory_lock(%s)", (key,)).fetchone()
    return bool(row and row[0])


def _conninfo(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
