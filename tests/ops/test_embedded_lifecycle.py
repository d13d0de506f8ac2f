"""The embedded PostgreSQL from its first start to its last user."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from mirai_knowledge.kernel.db.embedded import EmbeddedError, EmbeddedPostgres, hold

UNSAFE = {"fsync": "off", "shared_buffers": "16MB"}
SOURCE = Path(__file__).parents[2] / "src"
NOBODY = 65534

# One user of the server in a process of its own: tells when it has it, leaves when told to.
USER = """
import sys
from pathlib import Path
from mirai_knowledge.kernel.db.embedded import hold
with hold(Path(sys.argv[1]), settings={"fsync": "off", "shared_buffers": "16MB"}) as urls:
    print(urls.app, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    for major in (16, 18):
        EmbeddedPostgres(tmp_path, major).stop()


def ask(url: str, query: str) -> object:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        cursor = connection.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def begin_use(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(home)],
        env={"PYTHONPATH": str(SOURCE)},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def address(user: subprocess.Popen[str]) -> str:
    assert user.stdout is not None
    return user.stdout.readline().strip()


def wait_for_end(home: Path) -> None:
    deadline = time.monotonic() + 10
    while (home / "postgres" / "16" / "postmaster.pid").exists():
        assert time.monotonic() < deadline, "the server still runs without users"
        time.sleep(0.05)


def python_for_others() -> tuple[str, dict[str, str]]:
    """An interpreter other users may execute, and its environment: ours may lie below /root."""
    paths = [str(SOURCE), str(Path(psycopg.__file__).parents[1])]
    real = Path(sys.executable).resolve()
    is_open = all(step.stat().st_mode & 0o001 for step in real.parents)
    return sys.executable if is_open else "/usr/bin/python3", {"PYTHONPATH": os.pathsep.join(paths)}


def test_a_first_start_makes_a_database_and_a_second_one_finds_its_rows(home: Path) -> None:
    server = EmbeddedPostgres(home)
    urls = server.start()
    assert str(ask(urls.app, "SHOW server_version")).startswith("16.")
    assert ask(urls.app, "SHOW server_encoding") == "UTF8"
    assert ask(urls.app, "SHOW data_checksums") == "on"
    ask(urls.owner, "CREATE TABLE kept AS VALUES (7)")
    server.stop()
    assert not server.is_running()

    again = EmbeddedPostgres(home)
    assert again.start() == urls
    assert ask(urls.owner, "SELECT column1 FROM kept") == 7


def test_starting_twice_is_starting_once(home: Path) -> None:
    server = EmbeddedPostgres(home, settings=UNSAFE)
    urls = server.start()
    began = ask(urls.app, "SELECT pg_postmaster_start_time()::text")
    assert server.start() == urls
    assert EmbeddedPostgres(home).start() == urls
    assert ask(urls.app, "SELECT pg_postmaster_start_time()::text") == began


def test_no_tcp_port_is_opened(home: Path) -> None:
    with hold(home, settings=UNSAFE) as urls:
        assert ask(urls.app, "SHOW listen_addresses") == ""


def test_two_homes_run_side_by_side(home: Path) -> None:
    with hold(home / "a", settings=UNSAFE) as one, hold(home / "b", settings=UNSAFE) as other:
        ask(one.owner, "CREATE TABLE only_here (x int)")
        assert ask(other.owner, "SELECT to_regclass('only_here')") is None


def test_two_who_start_at_the_same_instant_get_the_same_server(home: Path) -> None:
    users = [begin_use(home) for _ in range(3)]
    addresses = {address(user) for user in users}
    assert len(addresses) == 1
    assert ask(addresses.pop(), "SELECT 1") == 1
    for user in users:
        user.communicate("leave\n", timeout=20)
        assert user.returncode == 0


def test_the_last_user_stops_the_server(home: Path) -> None:
    server = EmbeddedPostgres(home)
    first, second = begin_use(home), begin_use(home)
    url = address(first)
    address(second)
    first.communicate("leave\n", timeout=20)
    assert ask(url, "SELECT 1") == 1
    second.communicate("leave\n", timeout=20)
    assert not server.is_running()


def test_a_user_that_is_killed_is_no_user_any_more(home: Path) -> None:
    user = begin_use(home)
    address(user)
    user.kill()
    user.communicate()
    wait_for_end(home)
    assert "database system is shut down" in (home / "postgres" / "server-16.log").read_text()


def test_major_18_starts_beside_16(home: Path) -> None:
    with hold(home, 18, UNSAFE) as newer, hold(home, 16, UNSAFE) as default:
        assert str(ask(newer.app, "SHOW server_version")).startswith("18.")
        assert str(ask(default.app, "SHOW server_version")).startswith("16.")


def test_an_unknown_major_is_refused(home: Path) -> None:
    with pytest.raises(EmbeddedError, match="PostgreSQL 9 は同梱されていません"):
        EmbeddedPostgres(home, 9).start()


def test_an_ordinary_user_runs_it_as_himself() -> None:
    is_root = os.geteuid() == 0
    uid = NOBODY if is_root else os.geteuid()
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        if is_root:
            os.chown(place, uid, uid)
        python, environment = python_for_others()
        user = subprocess.Popen(
            [python, "-c", USER, place],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            user=uid if is_root else None,
            group=uid if is_root else None,
            extra_groups=[] if is_root else None,
        )
        assert ask(address(user), "SELECT current_user::text") == "mks_app"
        pid = int((Path(place) / "postgres/16/postmaster.pid").read_text().splitlines()[0])
        assert psutil.Process(pid).uids().real == uid
        user.communicate("leave\n", timeout=20)
        assert user.returncode == 0
        assert not psutil.pid_exists(pid)


def test_a_long_path_of_the_home_folder_does_no_harm(home: Path) -> None:
    with hold(home / ("長い名前のフォルダー" * 4) / ("x" * 60), settings=UNSAFE) as urls:
        assert ask(urls.app, "SELECT 1") == 1
