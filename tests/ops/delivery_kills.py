"""Kills the worker at random moments while mails go out, and counts what the mail server got against the rows."""

import contextlib
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import text

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Database
from tests.fakes.smtp import Mailbox
from tests.notifications.outside import tell

LEASE_SECONDS = 121
PEOPLE = text(
    "INSERT INTO person (id, login_name, name, name_kana, email, state, sort_key, rights_version, version, created_at, "
    "updated_at) SELECT gen_random_uuid(), 'crew' || n, 'crew ' || n, '', 'crew' || n || '@example.jp', 'active', '', 1, 1, "
    ":now, :now FROM generate_series(1, :count) n RETURNING id"
)


# Has the program loaded and forks a worker for each line: what is killed is the worker, not Python's start.
NURSERY = """
import os, sys
from mirai_knowledge.entry import cli, run, worker
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        sys.argv = ["mks", "worker"]
        cli.main()
        os._exit(0)
    print(child, flush=True)
"""


class Workers:
    """One worker at a time, which can be lost at any moment."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as errors:
            self._nursery = subprocess.Popen(
                [sys.executable, "-c", NURSERY],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._worker: psutil.Process | None = None

    def start(self) -> None:
        """A worker runs."""
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write("start\n")
        self._nursery.stdin.flush()
        while not (line := self._nursery.stdout.readline()).strip().isdecimal():
            assert line, "the nursery is gone"
        self._worker = psutil.Process(int(line))

    def kill(self) -> None:
        """The worker and its children are gone at once, with whatever they were doing."""
        assert self._worker is not None
        for process in (self._worker, *self._worker.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def end(self) -> None:
        """Nothing runs any more."""
        self.kill()
        self._nursery.kill()
        self._nursery.communicate(timeout=10)


@dataclass(frozen=True)
class Outcome:
    """What came of so many deliveries."""

    deliveries: int
    kills: int
    lost: int
    doubled: int
    foreign: int
    """Mails that belong to no delivery."""
    seconds: float


def run(environment: dict[str, str], database: Database, box: Mailbox, log: Path, *, size: tuple[int, int]) -> Outcome:
    """So many deliveries go out while the worker is killed so many times; returns when all of them are sent."""
    deliveries, kills = size
    mail = {"MKS_MAIL_HOST": "127.0.0.1", "MKS_MAIL_PORT": str(box.port), "MKS_MAIL_SECURITY": "none"}
    workers = Workers({**environment, **mail}, log)
    with database.begin() as tx:
        people = list(tx.execute(PEOPLE, {"now": clock.now(), "count": deliveries}).scalars())
    tell(database, *people)
    chance, began = random.Random(7), time.monotonic()
    workers.start()
    try:
        for kill in range(kills):
            # Each kill somewhere in its own part of the work, so that there is work left for all of them.
            box.await_count(int((kill + chance.random()) * deliveries / (kills + 1)), seconds=120)
            time.sleep(chance.uniform(0, 0.1))
            workers.kill()
            workers.start()
        _await_all(database)
    finally:
        workers.end()
    return _counted(database, box, kills, time.monotonic() - began)


def _await_all(database: Database) -> None:
    open_ones = text("SELECT state, count(*) AS number FROM delivery WHERE state <> 'sent' GROUP BY state")
    until = time.monotonic() + 600
    while True:
        with database.begin() as tx:
            states = {row.state: row.number for row in tx.execute(open_ones)}
            if not states:
                return
            assert time.monotonic() < until, states
            if set(states) == {"claimed"}:
                # What the dead had claimed is void once their time is over.
                tx.execute(text("UPDATE clock_offset SET offset_seconds = offset_seconds + :lease"), {"lease": LEASE_SECONDS})
        time.sleep(1)


def _counted(database: Database, box: Mailbox, kills: int, seconds: float) -> Outcome:
    with database.begin(read_only=True) as tx:
        ids = {str(key) for key in tx.execute(text("SELECT message_id FROM delivery")).scalars()}
    got = Counter(mail.partition("@")[0].removeprefix("<") for mail in box.ids())
    doubled = sum(count - 1 for count in got.values())
    return Outcome(len(ids), kills, len(ids - got.keys()), doubled, len(got.keys() - ids), round(seconds, 1))
