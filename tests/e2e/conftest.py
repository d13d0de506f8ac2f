"""A real server with real processes, and a real browser that forgives nothing."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright

from tests.cast import Member
from tests.conftest import Cluster
from tests.e2e.desks import Desks

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# How fast pages are is measured elsewhere; a machine that is busy with other tests must not fail these.
expect.set_options(timeout=20_000)
# Answers that belong to a test's story (a wrong password, a stale version) are shown by browsers as console errors.
STATUS_NOTE = "Failed to load resource: the server responded with a status of"
# What chromium says of a request made in a dead spot.
DEAD_SPOT_NOTES = ("net::ERR_INTERNET_DISCONNECTED", "Couldn't load preload assets")
# And of one whose server went away under it.
RESTART_NOTES = ("net::ERR_CONNECTION_", "net::ERR_EMPTY_RESPONSE", "net::ERR_INCOMPLETE_CHUNKED_ENCODING")


@dataclass(frozen=True)
class LiveServer:
    """A running installation: web processes and a worker on a database of its own."""

    url: str
    environment: dict[str, str]
    processes: dict[str, "subprocess.Popen[bytes]"]
    log: Path

    def start(self, name: str) -> None:
        """`mks web` or `mks worker` runs, soon."""
        command = [sys.executable, "-m", "mirai_knowledge.entry.cli", name]
        with self.log.open("ab") as output:
            self.processes[name] = subprocess.Popen(command, env=self.environment, stdout=output, stderr=output)

    def kill(self, name: str) -> None:
        """It and its children are gone at once, with whatever they were doing."""
        running = psutil.Process(self.processes[name].pid)
        for process in (running, *running.children(recursive=True)):
            process.kill()
        self.processes[name].wait(timeout=10)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(environment: dict[str, str], log: Path) -> Iterator[LiveServer]:
    """`mks web` and `mks worker` in that environment, ended afterwards."""
    port = free_port()
    environment = {**environment, "MKS_PORT": str(port), "MKS_WEB_WORKERS": "2"}
    environment.pop("PROMETHEUS_MULTIPROC_DIR", None)
    server = LiveServer(f"http://localhost:{port}", environment, {}, log)
    try:
        for name in ("web", "worker"):
            server.start(name)
        await_answer(server.url, log)
        yield server
    finally:
        for process in server.processes.values():
            process.terminate()
        for process in server.processes.values():
            process.wait(timeout=30)


def await_answer(url: str, log: Path, seconds: float = 90) -> None:
    """Returns when the server answers; fails with its log otherwise."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            httpx.get(f"{url}/api/v1/health", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server does not answer:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def live_server(cluster: Cluster, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One installation for all browser tests of this process; its database is not renewed between tests."""
    cluster.copy(template, "mks_live")
    folder = tmp_path_factory.mktemp("live")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MKS_")},
        "MKS_ENV": "test",
        "MKS_HOME": str(folder / "home"),
        "MKS_JWT_SECRET_KEY": "a-key-for-tests-of-more-than-32-bytes",
        "DATABASE_URL": cluster.url(cluster.urls.app, "mks_live"),
        "MKS_DATABASE_OWNER_URL": cluster.url(cluster.urls.owner, "mks_live"),
    }
    with running(environment, folder / "server.log") as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page and everything it did that it should not have."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)
    was_offline: bool = False
    was_restarted: bool = False

    def lose_the_signal(self) -> None:
        """The browser is offline; requests that fail for it belong to the story, also when their note comes late."""
        self.was_offline = True
        self.page.context.set_offline(offline=True)

    def break_in(self, path: str, times: int) -> None:
        """The line breaks in so many of the next changes that go to the path, as it does where nobody planned it."""
        self.was_offline = True
        left = iter(range(times))

        def answer(route: Route) -> None:
            if route.request.method == "GET" or next(left, None) is None:
                route.fallback()
            else:
                route.abort("internetdisconnected")

        self.page.route(path, answer)

    def find_the_signal(self) -> None:
        """The browser is online again."""
        self.page.context.set_offline(offline=False)

    def open(self, path: str) -> None:
        """Opens an address of the page and waits until it is quiet."""
        self.page.goto(self.url + path)
        self.page.wait_for_load_state("networkidle")

    def sign_in(self, member: Member) -> None:
        """Signs in through the form."""
        self.open("/")
        self.page.get_by_label("ログイン名").fill(member.login_name)
        self.page.get_by_label("パスワード", exact=True).fill(member.password)
        self.page.get_by_role("button", name="サインイン").click()
        self.page.wait_for_url(lambda address: "/sign-in" not in address)
        self.page.wait_for_load_state("networkidle")

    def note(self, message: ConsoleMessage) -> None:
        """Keeps console errors and warnings."""
        if self.was_offline and any(note in message.text for note in DEAD_SPOT_NOTES):
            return
        if self.was_restarted and any(note in message.text for note in RESTART_NOTES):
            return
        if message.type in {"error", "warning"} and STATUS_NOTE not in message.text:
            self.faults.append(f"console {message.type}: {message.text}")


def _watched(browser: Browser, server: LiveServer, size: dict[str, int]) -> tuple[BrowserContext, Watched]:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        has_touch=size is PHONE,
        reduced_motion="reduce",
    )
    watched = Watched(context.new_page(), server.url)
    watched.page.on("console", watched.note)
    watched.page.on("pageerror", lambda error: watched.faults.append(f"exception: {error}"))
    return context, watched


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Watched]:
    """A browser of 1280 pixels; the test fails on any console error, exception or policy report."""
    context, watched = _watched(browser, live_server, DESK)
    yield watched
    context.close()
    assert watched.faults == []


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Watched]:
    """The same at 390 pixels."""
    context, watched = _watched(browser, live_server, PHONE)
    yield watched
    context.close()
    assert watched.faults == []


@pytest.fixture
def new_window(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[dict[str, int]], Watched]]:
    """Further windows with cookies of their own."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def make(size: dict[str, int]) -> Watched:
        opened.append(_watched(browser, live_server, size))
        return opened[-1][1]

    yield make
    for context, watched in opened:
        context.close()
        assert watched.faults == []


@pytest.fixture(scope="module")
def at(live_server: LiveServer) -> Iterator[Desks]:
    """The desk of a person."""
    desks = Desks(live_server.url)
    yield desks
    for desk in desks.known.values():
        desk.client.close()


@pytest.fixture
def word() -> str:
    """A word that stands in the documents of this test and in no others."""
    return f"試{uuid4().hex[:6]}"
