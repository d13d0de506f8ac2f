"""Kills processes of a running installation at random moments under writes, and counts what came of each write."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import psutil

from tests.cast import admin
from tests.e2e.conftest import await_answer, free_port

WRITERS = 4
VICTIMS = ("web", "web worker", "worker", "indexer", "postgres", "postgres backend", "supervisor")
TRIES_EACH = 600


@dataclass
class Outcome:
    """What writers were told, and what is there at the end."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)
    longest_outage_seconds: float = 0.0


class Installation:
    """`mks run` on a home of its own, which can lose any of its processes."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home / "run.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("MKS_", "DATABASE_URL"))},
            "MKS_HOME": str(home),
            "MKS_PORT": str(self.port),
            "MKS_WEB_WORKERS": "2",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """The installation answers; the supervisor is a fresh one."""
        with self.log.open("ab") as log:
            argv = [sys.executable, "-m", "mirai_knowledge.entry.cli", "run"]
            self.process = subprocess.Popen(argv, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        await_answer(self.url, self.log, seconds=60)

    def stop(self) -> None:
        """Ends everything as Ctrl-C does."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)

    def kill(self, victim: str, chance: random.Random) -> bool:
        """Kills one process of that sort; False when there is none at this moment."""
        if self.process is None:
            return False
        if victim == "supervisor":
            self.process.kill()
            self.process.wait()
            return True
        found = [process for process in psutil.Process(self.process.pid).children(recursive=True) if _is(process, victim)]
        if victim.startswith("postgres"):
            found = [process for process in psutil.process_iter(["name", "environ"]) if self._is_postgres(process, victim)]
        if not found:
            return False
        try:
            chance.choice(found).send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            return False
        return True

    def _is_postgres(self, process: psutil.Process, victim: str) -> bool:
        try:
            mine = process.name() == "postgres" and process.cwd().startswith(self.environment["MKS_HOME"])
            is_postmaster = mine and "-D" in process.cmdline()
        except psutil.Error:
            return False
        return mine and is_postmaster == (victim == "postgres")


def _is(process: psutil.Process, victim: str) -> bool:
    try:
        what = process.cmdline()[-1:]
        is_first = psutil.Process(process.ppid()).cmdline()[-1:] != what
    except psutil.Error:
        return False
    if victim in {"worker", "indexer"}:
        return what == ["worker" if victim == "worker" else "index"]
    return what == ["web"] and is_first == (victim == "web")


def run(home: Path, *, kills: int, seed: int) -> Outcome:
    """Writes from several threads while `kills` processes are killed one after the other; every write is sent with an
    Idempotency-Key until it is answered. Afterwards the installation has been stopped in order."""
    chance = random.Random(seed)
    installation = Installation(home)
    installation.start()
    outcome, stop = Outcome(), threading.Event()
    threads = [threading.Thread(target=_write, args=(installation.url, outcome, stop, number)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        while len(outcome.killed) < kills:
            time.sleep(chance.uniform(0.2, 1.5))
            victim = VICTIMS[len(outcome.killed) % len(VICTIMS)]
            if not installation.kill(victim, chance):
                continue
            outcome.killed.append(victim)
            began = time.monotonic()
            if victim == "supervisor":
                installation.start()
            _await_writable(installation.url)
            outcome.longest_outage_seconds = max(outcome.longest_outage_seconds, time.monotonic() - began)
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=60)
    outcome_there(installation.url, outcome)
    installation.stop()
    return outcome


def outcome_there(url: str, outcome: Outcome) -> None:
    """Raises AssertionError unless each acknowledged company is there exactly once under its code."""
    with httpx.Client(base_url=url, timeout=30) as client:
        client.headers["Authorization"] = f"Bearer {_token(url)}"
        found: list[tuple[str, str]] = []
        cursor: str | None = None
        while True:
            page = client.get("/api/v1/companies", params={"limit": 200, **({"cursor": cursor} if cursor else {})}).json()
            found += [(item["code"], item["id"]) for item in page["items"] if item["code"].startswith("K-")]
            cursor = page["next_cursor"]
            if cursor is None:
                break
    codes = [code for code, _ in found]
    assert len(codes) == len(set(codes)), "a write was doubled"
    lost = {code: id_ for code, id_ in outcome.acknowledged.items() if (code, id_) not in found}
    assert not lost, f"{len(lost)} acknowledged writes are gone: {sorted(lost)[:5]}"


def _write(url: str, outcome: Outcome, stop: threading.Event, number: int) -> None:
    token = _token(url)
    count = 0
    with httpx.Client(base_url=url, timeout=10) as client:
        while not stop.is_set():
            count += 1
            code, key = f"K-{number}-{count:05}", str(uuid4())
            body = {"code": code, "name": f"試験会社 {code}", "kind": "partner"}
            for _ in range(TRIES_EACH):
                answer = _post(client, body, {"Authorization": f"Bearer {token}", "Idempotency-Key": key})
                if answer is not None and answer.status_code == 201:
                    outcome.acknowledged[code] = answer.json()["id"]
                    break
                if answer is not None and answer.status_code == 401:
                    token = _token(url)
                elif answer is not None and answer.status_code not in {409, 503}:
                    outcome.refused.append(f"{answer.status_code} {answer.text[:300]}")
                    break
                time.sleep(0.1)
            time.sleep(0.02)


def _post(client: httpx.Client, body: dict[str, str], headers: dict[str, str]) -> httpx.Response | None:
    try:
        return client.post("/api/v1/companies", json=body, headers=headers)
    except httpx.HTTPError:
        return None


def _token(url: str, seconds: float = 60) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            body = {"login_name": admin.login_name, "password": admin.password}
            answer = httpx.post(f"{url}/api/v1/auth/login", json=body, timeout=10)
            if answer.status_code == 200:
                return str(answer.json()["access_token"])
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise TimeoutError("nobody can sign in")


def _await_writable(url: str) -> None:
    _token(url)
