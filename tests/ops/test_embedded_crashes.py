"""The embedded PostgreSQL after everything that can be killed was killed, or left half done."""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from mirai_knowledge.kernel.db.embedded import EmbeddedError, EmbeddedPostgres
from mirai_knowledge.kernel.db.embedded.errors import from_output

UNSAFE = {"fsync": "off", "shared_buffers": "16MB"}
SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    EmbeddedPostgres(tmp_path).stop()


@pytest.fixture
def server(home: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(home, settings=UNSAFE)


def run(url: str, query: str) -> object:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        cursor = connection.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def data(home: Path) -> Path:
    return home / "postgres" / "16"


def postmaster(home: Path) -> psutil.Process:
    return psutil.Process(int((data(home) / "postmaster.pid").read_text().splitlines()[0]))


def keep_a_backend_busy(url: str) -> None:
    def work() -> None:
        with suppress(psycopg.Error):
            run(url, "SELECT count(*) FROM generate_series(1, 100000000000)")

    threading.Thread(target=work, daemon=True).start()
    deadline = time.monotonic() + 10
    while run(url, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series(1,%'") != 2:
        assert time.monotonic() < deadline


def test_rows_survive_a_postmaster_killed_beside_a_busy_backend(home: Path, server: EmbeddedPostgres) -> None:
    urls = server.start()
    run(urls.owner, "CREATE TABLE kept AS VALUES (1)")
    keep_a_backend_busy(urls.owner)
    victim = postmaster(home)
    victim.kill()
    psutil.wait_procs([victim], timeout=5)
    assert not server.is_running()
    assert server.start() == urls
    assert run(urls.owner, "SELECT column1 FROM kept") == 1


def test_rows_survive_when_every_process_is_killed(server: EmbeddedPostgres) -> None:
    urls = server.start()
    run(urls.owner, "CREATE TABLE kept AS VALUES (1)")
    server.kill()
    assert not server.is_running()
    server.start()
    assert run(urls.owner, "SELECT column1 FROM kept") == 1


def test_the_server_ends_with_its_keeper_and_comes_back(home: Path, server: EmbeddedPostgres) -> None:
    urls = server.start()
    first = postmaster(home)
    keeper = first.parent()
    assert keeper is not None
    assert "keeper.py" in " ".join(keeper.cmdline())
    keeper.kill()
    psutil.wait_procs([first], timeout=10)
    assert not server.is_running()
    assert server.start() == urls
    assert run(urls.app, "SELECT 1") == 1


@pytest.mark.parametrize("content", ["stranger", "zombie", "no number", ""])
def test_a_stale_pid_file_is_no_obstacle(home: Path, server: EmbeddedPostgres, content: str) -> None:
    server.start()
    server.stop()
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    zombie = subprocess.Popen(["true"])
    pid = {"stranger": str(stranger.pid), "zombie": str(zombie.pid)}.get(content, content)
    (data(home) / "postmaster.pid").write_text(f"{pid}\n{data(home)}\n")
    urls = server.start()
    assert run(urls.app, "SELECT 1") == 1
    assert stranger.poll() is None
    stranger.communicate(b"\n")
    zombie.wait()


def test_a_shell_standing_in_the_data_folder_is_left_alone(home: Path, server: EmbeddedPostgres) -> None:
    server.start()
    shell = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, cwd=data(home))
    server.kill()
    server.start()
    server.stop()
    assert shell.poll() is None
    shell.communicate(b"\n")


def test_a_start_killed_while_making_the_data_folder_is_begun_anew(home: Path, server: EmbeddedPostgres) -> None:
    code = "import sys; from pathlib import Path; from mirai_knowledge.kernel.db.embedded import EmbeddedPostgres; "
    starter = subprocess.Popen(
        [sys.executable, "-c", f"{code} EmbeddedPostgres(Path(sys.argv[1])).start()", str(home)],
        env={"PYTHONPATH": str(SOURCE)},
    )
    unfinished = home / "postgres" / "16.unfinished"
    while not (unfinished / "base").exists():
        assert starter.poll() is None
        time.sleep(0.005)
    starter.kill()
    starter.wait()
    assert not data(home).exists()
    urls = server.start()
    assert run(urls.app, "SELECT 1") == 1
    assert not unfinished.exists()


def test_a_complete_data_folder_is_never_made_anew(home: Path, server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (data(home) / "global" / "pg_control").unlink()
    with pytest.raises(EmbeddedError, match="組み込みデータベースを起動できません"):
        server.start()
    assert (data(home) / "PG_VERSION").exists()


def test_a_wrong_setting_is_told_with_the_servers_own_words(home: Path) -> None:
    EmbeddedPostgres(home, settings=UNSAFE).start()
    EmbeddedPostgres(home).stop()
    with pytest.raises(EmbeddedError) as refused:
        EmbeddedPostgres(home, settings={"work_mem": "plenty"}).start()
    assert "\n" not in str(refused.value)
    assert 'invalid value for parameter "work_mem"' in refused.value.log_tail
    EmbeddedPostgres(home, settings=UNSAFE).start()


@pytest.mark.parametrize("words", ["No space left on device", "wrote only 4096 of 8192 bytes\nHINT:  Check free disk space."])
def test_a_full_disk_is_told_with_its_remedy(words: str) -> None:
    error = from_output("データベースを作成できません", f'FATAL:  could not extend file "x": {words}')
    assert str(error) == "データベースを作成できません: ディスクの空きがありません。空きを作ってから、もう一度実行してください。"


def test_a_server_out_of_sight_is_not_doubled(home: Path, server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    pid_file = data(home) / "postmaster.pid"
    pid_file.write_text("1\n")
    elsewhere = os.open(home / "postgres" / "16.server.lock", os.O_RDWR)
    fcntl.flock(elsewhere, fcntl.LOCK_EX)
    with pytest.raises(EmbeddedError, match="別のコンテナー"):
        server.start()
    assert pid_file.exists()
    os.close(elsewhere)
    server.start()


def test_a_vanished_socket_is_made_again(server: EmbeddedPostgres) -> None:
    urls = server.start()
    socket = Path(urls.app.partition("host=")[2].partition("&")[0]) / ".s.PGSQL.5432"
    socket.unlink()
    assert not server.is_running()
    server.start()
    assert run(urls.app, "SELECT 1") == 1
