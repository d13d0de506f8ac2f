"""The supervisor with real programs and a real database: deaths, orders to stop, and its own death."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from mirai_knowledge.kernel.db.embedded import EmbeddedPostgres

SOURCE = Path(__file__).parents[2] / "src"

# A program that tells its life in a file. As "web" it has a child of its own, as Gunicorn has workers.
PROGRAM = """
import os, signal, subprocess, sys, time
name, journal, manner = sys.argv[1:]
def tell(what):
    with open(journal, "a") as file:
        print(name, what, os.getpid(), file=file, flush=True)
def stop(*_):
    if manner == "stubborn":
        return
    tell("stopped")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
if name == "web":
    worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with open(journal, "a") as file:
        print("web-worker started", worker.pid, file=file, flush=True)
tell("started")
while True:
    time.sleep(600)
"""

RUNNER = """
import sys
from pathlib import Path
from mirai_knowledge.entry.supervisor import Program, Supervisor
from mirai_knowledge.kernel.db.embedded import EmbeddedPostgres
home, journal, manner = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def tell(what):
    with open(journal, "a") as file:
        print(what, file=file, flush=True)
def program(name):
    ready = lambda: f"{name} started " in Path(journal).read_text()
    return Program(name, [sys.executable, "-c", sys.argv[4], name, journal, manner], ready=ready, grace=2)
class Told(EmbeddedPostgres):
    def release(self):
        super().release()
        tell("database stopped 0")
database = Told(home, settings={"fsync": "off", "shared_buffers": "16MB"})
ready = lambda: tell("all ready 0")
sys.exit(Supervisor([program("web"), program("worker")], database=database, on_ready=ready).run())
"""


class Run:
    """One supervisor in a process of its own, and the journal of its programs."""

    def __init__(self, home: Path, manner: str) -> None:
        self.home = home
        self.journal = home / f"journal-{time.monotonic_ns()}"
        self.journal.touch()
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUNNER, str(home), str(self.journal), manner, PROGRAM],
            env={"PYTHONPATH": str(SOURCE)},
            stderr=subprocess.PIPE,
            text=True,
        )

    def lines(self) -> list[list[str]]:
        return [line.split() for line in self.journal.read_text().splitlines() if line.count(" ") == 2]

    def pids(self, name: str) -> list[int]:
        return [int(pid) for who, what, pid in self.lines() if (who, what) == (name, "started")]

    def order(self) -> list[str]:
        return [who for who, what, _ in self.lines() if what == "stopped"]

    def wait_until_ready(self) -> None:
        wait_until(lambda: ["all", "ready", "0"] in self.lines())

    def database(self) -> psutil.Process:
        lines = (self.home / "postgres" / "16" / "postmaster.pid").read_text().splitlines()
        return psutil.Process(int(lines[0]))

    def everything(self) -> list[psutil.Process]:
        names = ("web", "web-worker", "worker")
        # Ready means that the web answers; on a busy machine the others may still be starting.
        wait_until(lambda: all(self.pids(name) for name in names))
        programs = [psutil.Process(self.pids(name)[-1]) for name in names]
        return [*programs, self.database(), *psutil.Process(self.process.pid).children(recursive=True)]

    def finish(self) -> str:
        _, said = self.process.communicate(timeout=20)
        return said


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    runs = []

    def start(manner: str = "obedient") -> Run:
        runs.append(Run(tmp_path, manner))
        runs[-1].wait_until_ready()
        return runs[-1]

    yield start
    for run in runs:
        if run.process.poll() is None:
            run.process.terminate()
            run.finish()
    EmbeddedPostgres(tmp_path).stop()


def wait_until(is_so: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def assert_all_dead(processes: list[psutil.Process], seconds: float) -> None:
    wait_until(lambda: not any(is_alive(process) for process in processes), seconds)


@pytest.mark.parametrize("order", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_ends_web_then_worker_then_the_database(begin: Callable[..., Run], order: signal.Signals) -> None:
    run = begin()
    everything = run.everything()
    run.process.send_signal(order)
    run.finish()
    assert run.process.returncode == 0
    assert run.order() == ["web", "worker", "database"]
    assert not any(is_alive(process) for process in everything)


def test_a_volley_of_signals_stops_it_like_one(begin: Callable[..., Run]) -> None:
    run = begin("stubborn")  # it takes its time to stop, and is signalled meanwhile
    everything = run.everything()
    until = time.monotonic() + 0.9  # a signal a second after the first would be another wish
    while time.monotonic() < until:
        for order in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            run.process.send_signal(order)
    run.finish()
    assert run.process.returncode == 0
    assert run.order() == ["database"]
    assert not any(is_alive(process) for process in everything)


def test_a_program_told_many_times_at_once_stops() -> None:
    head = "import sys\nfrom mirai_knowledge.entry.supervision.stopping import stopping\nstop = stopping()\nprint(flush=True)\n"
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", head + "while not stop.wait(0.00001): pass\nsys.stdin.read()"],
            env={"PYTHONPATH": str(SOURCE)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as program:
            assert program.stdout is not None
            program.stdout.readline()
            for order in 300 * (signal.SIGTERM, signal.SIGINT):
                program.send_signal(order)
            try:
                program.communicate(timeout=10)
            finally:
                program.kill()
            assert program.returncode == 0


def test_a_program_that_does_not_stop_is_killed_after_its_grace(begin: Callable[..., Run]) -> None:
    run = begin("stubborn")
    everything = run.everything()
    run.process.terminate()
    run.finish()
    assert run.process.returncode == 0
    assert run.order() == ["database"]
    assert not any(is_alive(process) for process in everything)


def test_a_killed_program_comes_back_and_leaves_no_child_behind(begin: Callable[..., Run]) -> None:
    run = begin()
    orphan = psutil.Process(run.pids("web-worker")[0])
    os.kill(run.pids("web")[0], signal.SIGKILL)
    wait_until(lambda: len(run.pids("web")) == 2)
    assert not is_alive(orphan)
    assert len(run.pids("worker")) == 1
    run.process.terminate()
    assert "web が止まりました" in run.finish()


def test_a_killed_database_comes_back_under_running_programs(begin: Callable[..., Run]) -> None:
    run = begin()
    first = run.database()
    first.kill()
    server = EmbeddedPostgres(run.home)
    wait_until(lambda: not is_alive(first) and server.is_running())
    assert len(run.pids("web")) == len(run.pids("worker")) == 1
    url = server.start().app
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.release()
    run.process.terminate()
    assert "PostgreSQL が止まりました" in run.finish()


@pytest.mark.parametrize("manner", ["obedient", "stubborn"])
def test_nothing_outlives_a_killed_supervisor_and_the_next_one_works(begin: Callable[..., Run], manner: str) -> None:
    run = begin(manner)
    everything = run.everything()
    run.process.kill()
    run.finish()
    following = begin()
    assert_all_dead([process for process in everything if process.pid != following.process.pid], seconds=8)
    assert EmbeddedPostgres(run.home).is_running()
    following.process.terminate()
    following.finish()
    assert following.order() == ["web", "worker", "database"]


def test_the_database_of_a_killed_supervisor_ends_too(begin: Callable[..., Run]) -> None:
    run = begin()
    everything = run.everything()
    run.process.kill()
    run.finish()
    assert_all_dead(everything, seconds=8)


def test_a_killed_guard_is_replaced(begin: Callable[..., Run]) -> None:
    run = begin()
    guards = [p for p in psutil.Process(run.process.pid).children() if "guard_process" in " ".join(p.cmdline())]
    guards[0].kill()
    os.kill(run.pids("worker")[0], signal.SIGKILL)
    wait_until(lambda: len(run.pids("worker")) == 2)
    everything = run.everything()
    run.process.kill()
    run.finish()
    assert_all_dead(everything, seconds=8)


def test_a_database_that_cannot_start_ends_the_run_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "16").mkdir()
    run = Run(tmp_path, "obedient")
    assert "EmbeddedError" in run.finish()
    assert run.process.returncode == 1
    assert run.pids("web") == []
