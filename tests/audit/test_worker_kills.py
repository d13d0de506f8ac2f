"""The sealing worker is killed at random moments under writes: the chain goes on without a gap and without a double."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sqlalchemy import text

from tests.audit.conftest import Log

KILLS = 5
WAIT_SECONDS = 60


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker; gone, however the block ends."""
    command = [sys.executable, "-m", "mirai_knowledge.entry.cli", "worker"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def count_seals(log: Log) -> int:
    with log.database.begin(read_only=True) as tx:
        return int(tx.execute(text("SELECT count(*) FROM audit_seal")).scalar_one())


def wait_for_seals(log: Log, least: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while count_seals(log) < least:
        assert time.monotonic() < until, f"not {least} seals after {WAIT_SECONDS} s"
        time.sleep(0.05)


def test_kill_9_of_the_sealing_worker_loses_and_doubles_nothing(log: Log, mks_environment: dict[str, str]) -> None:
    chance = random.Random(20261123)
    before = count_seals(log)
    written = 0
    with ThreadPoolExecutor(2) as pool:
        for _ in range(KILLS):
            with worker(mks_environment):
                writing = [pool.submit(log.write, 50) for _ in range(2)]
                wait_for_seals(log, count_seals(log) + 1)
                time.sleep(chance.uniform(0, 2.5))
            written += sum(len(job.result()) for job in writing)
    with worker(mks_environment):
        wait_for_seals(log, before + written)
    report = log.check()
    assert report.sound, report.findings
    assert (report.seals, report.waiting) == (before + written, 0)
