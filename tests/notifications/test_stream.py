"""Open pages hear of notices at once: over one listening connection, as long as the session lives."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import make_url, text

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import Cluster
from tests.e2e.conftest import LiveServer, running
from tests.notifications.outside import tell
from tests.notifications.test_notices import SignIn, id_of

STREAM = "/api/v1/notices/stream"


@pytest.fixture
def server(cluster: Cluster, database: Database, mks_environment: dict[str, str], tmp_path: Path) -> Iterator[LiveServer]:
    with running({**mks_environment, "MKS_HOME": str(tmp_path / "home")}, tmp_path / "server.log") as live:
        yield live


class Reader(threading.Thread):
    """Somebody with an open page."""

    def __init__(self, url: str, token: str, seconds: int = 60) -> None:
        super().__init__(daemon=True)
        self.heard: list[str] = []
        self._address = f"{url}{STREAM}?seconds={seconds}"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.start()

    def run(self) -> None:
        # Whoever still reads when the server stops is cut off.
        with (
            contextlib.suppress(httpx.RemoteProtocolError),
            httpx.stream("GET", self._address, headers=self._headers, timeout=90) as answer,
        ):
            self.heard.append(str(answer.status_code))
            for line in answer.iter_lines():
                if line.startswith("data:"):
                    self.heard.append(line.removeprefix("data: "))

    def await_line(self, line: str, seconds: float = 15) -> None:
        until = time.monotonic() + seconds
        while line not in self.heard:
            assert time.monotonic() < until, self.heard
            time.sleep(0.01)


def token(url: str, member: cast.Member) -> str:
    body = {"login_name": member.login_name, "password": member.password}
    return str(httpx.post(f"{url}/api/v1/auth/login", json=body).json()["access_token"])


def test_P020_the_state_alone_ends_at_once(database: Database, signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    tell(database, id_of(safety))
    answer = safety.get(STREAM)
    assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, "text/event-stream")
    assert answer.text == 'event: unread\ndata: {"unread":1}\n\n'


def test_open_pages_hear_at_once_over_one_connection_until_the_session_ends(
    database: Database, cluster: Cluster, server: LiveServer, signed_in: SignIn
) -> None:
    person, id_of_stranger = id_of(signed_in(cast.safety)), id_of(signed_in(cast.quality))
    mine, others = token(server.url, cast.safety), token(server.url, cast.quality)
    readers = [Reader(server.url, mine) for _ in range(6)]
    stranger = Reader(server.url, others)
    for reader in (*readers, stranger):
        reader.await_line('{"unread":0}')
    tell(database, person)
    for reader in readers:
        reader.await_line('{"unread":1}')
    assert stranger.heard == ["200", '{"unread":0}']
    name = make_url(server.environment["DATABASE_URL"]).database
    with psycopg.connect(cluster.superuser) as connection:
        count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mks-listen' AND datname = %s"
        row = connection.execute(count, [name]).fetchone()
        assert row is not None
        assert row[0] <= 2  # one for each of the two web processes
        # The connection that listens is lost: whoever waits is told again as soon as there is a new one.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mks-listen' AND datname = %s",
            [name],
        )
    tell(database, person)
    for reader in readers:
        reader.await_line('{"unread":2}')
    with database.begin() as tx:
        tx.execute(text("UPDATE session SET ended_at = expires_at"))
    tell(database, person, id_of_stranger)
    for reader in (*readers, stranger):
        reader.await_line('{"reason":"session"}')
        reader.join(timeout=10)
        assert not reader.is_alive()


def test_a_server_that_stops_lets_its_streams_go_at_once(server: LiveServer) -> None:
    readers = [Reader(server.url, token(server.url, cast.safety)) for _ in range(4)]
    for reader in readers:
        reader.await_line('{"unread":0}')
    server.processes["web"].terminate()
    for reader in readers:
        reader.await_line('{"reason":"renew"}')  # cut off they would hear nothing
    server.processes["web"].wait(timeout=30)
