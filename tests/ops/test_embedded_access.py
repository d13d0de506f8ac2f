"""Who may do what in the embedded PostgreSQL, and who may read its files."""

import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mirai_knowledge.kernel.db.embedded import DatabaseUrls, EmbeddedError, EmbeddedPostgres, binaries, hold
from mirai_knowledge.kernel.db.embedded.os_user import ServerUser

UNSAFE = {"fsync": "off", "shared_buffers": "16MB"}
NOBODY = 65534


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def urls(place: Path) -> Iterator[DatabaseUrls]:
    with hold(place, settings=UNSAFE) as held:
        yield held


def connect(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def socket_folder(urls: DatabaseUrls) -> Path:
    return Path(urls.app.partition("host=")[2].partition("&")[0])


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE t (x int)",
        "CREATE SCHEMA s",
        "SET ROLE mks_owner",
        "SET ROLE postgres",
        "GRANT mks_owner TO mks_app",
        "ALTER ROLE mks_owner PASSWORD 'x'",
        "CREATE DATABASE d",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
    ],
)
def test_the_application_role_cannot(urls: DatabaseUrls, attempt: str) -> None:
    with connect(urls.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(attempt.encode())


def test_the_application_role_uses_what_it_was_granted(urls: DatabaseUrls) -> None:
    with connect(urls.owner) as owner:
        owner.execute("CREATE TABLE granted (x int)")
        owner.execute("GRANT SELECT, INSERT ON granted TO mks_app")
    with connect(urls.app) as app:
        app.execute("INSERT INTO granted VALUES (1)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DELETE FROM granted")


def test_the_application_role_sees_no_other_database(urls: DatabaseUrls) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        connect(urls.app.replace("/mks?", "/postgres?"))


def test_the_owner_is_no_superuser_but_makes_scratch_databases(urls: DatabaseUrls) -> None:
    with connect(urls.owner.replace("/mks?", "/postgres?")) as owner:
        owner.execute("CREATE DATABASE scratch TEMPLATE mks")
        owner.execute("DROP DATABASE scratch")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("COPY (SELECT 1) TO PROGRAM 'true'")


@pytest.mark.parametrize("role", ["postgres", "mks_owner", "mks_app"])
@pytest.mark.parametrize("password", [None, "guess"])
def test_nobody_signs_in_without_the_password(urls: DatabaseUrls, role: str, password: str | None) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(socket_folder(urls)), user=role, dbname="mks", password=password)


def test_passwords_are_private_and_not_in_a_repr(place: Path, urls: DatabaseUrls) -> None:
    password = urls.app.partition("mks_app:")[2].partition("@")[0]
    stored = place / "postgres" / "credentials.json"
    assert password in stored.read_text()
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert stat.S_IMODE(socket_folder(urls).stat().st_mode) == 0o700
    assert password not in repr(urls)
    assert password not in (place / "postgres" / "server-16.log").read_text()


def test_rows_do_not_get_into_the_servers_log(place: Path, urls: DatabaseUrls) -> None:
    with connect(urls.owner) as owner:
        owner.execute("CREATE TABLE person (name text PRIMARY KEY)")
        owner.execute("INSERT INTO person VALUES ('建設太郎')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO person VALUES ('建設太郎')")
    log = (place / "postgres" / "server-16.log").read_text()
    assert "duplicate key" in log
    assert "建設太郎" not in log


def test_lost_passwords_are_set_anew(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, settings=UNSAFE)
    former = server.start()
    with connect(former.owner) as owner:
        owner.execute("CREATE TABLE kept (x int)")
    (tmp_path / "postgres" / "credentials.json").unlink()
    renewed = server.start()
    assert renewed != former
    with connect(renewed.owner) as owner:
        owner.execute("SELECT x FROM kept")
    with pytest.raises(psycopg.OperationalError):
        connect(former.app)
    server.stop()


def test_a_socket_folder_taken_by_another_is_not_used(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, settings=UNSAFE)
    folder = socket_folder(server.start())
    server.stop()
    folder.symlink_to(tmp_path)
    with pytest.raises(EmbeddedError, match="ほかの利用者のもの"):
        server.start()
    folder.unlink()


def test_programs_another_user_cannot_reach_are_copied_to_where_he_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = binaries(16).folder.parents[1]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for part in (f"{wheel.name}/pginstall", f"{wheel.name}.libs"):
        shutil.copytree(wheel.parent / part, closed / part)
    monkeypatch.syspath_prepend(str(closed))
    (closed / wheel.name / "__init__.py").touch()

    copies = tmp_path / "copies"
    found = binaries(16, ServerUser(NOBODY, NOBODY), copies=copies)
    assert found.folder.is_relative_to(copies)
    said = subprocess.run([found.path("postgres"), "--version"], capture_output=True, text=True, check=True)
    assert "16." in said.stdout
    assert binaries(16, ServerUser(NOBODY, NOBODY), copies=copies) == found
    assert len(list(copies.iterdir())) == 1
