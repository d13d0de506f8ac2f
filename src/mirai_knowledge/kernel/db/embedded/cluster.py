"""One embedded PostgreSQL: made when missing, started when down, stopped by its last user."""

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil

from mirai_knowledge.kernel.db.embedded.binaries import binaries
from mirai_knowledge.kernel.db.embedded.credentials import Credentials, create_credentials, find_credentials
from mirai_knowledge.kernel.db.embedded.data_folder import DataFolder, knows
from mirai_knowledge.kernel.db.embedded.errors import EmbeddedError, from_os_error
from mirai_knowledge.kernel.db.embedded.launch import Launch
from mirai_knowledge.kernel.db.embedded.locks import Membership, exclusive
from mirai_knowledge.kernel.db.embedded.os_user import server_user
from mirai_knowledge.kernel.db.embedded.places import PORT, Places, prepare_socket_folder
from mirai_knowledge.kernel.db.embedded.processes import (
    Postmaster,
    await_ready,
    find_postmaster,
    kill_all,
    processes_of,
    wait_until_gone,
)
from mirai_knowledge.kernel.db.embedded.roles import APP, DATABASE, OWNER
from mirai_knowledge.kernel.db.embedded.tools import Tools

DEFAULT_MAJOR = 16
_RECOVERY_SECONDS = 600
_FAST_SECONDS = 60
_IMMEDIATE_SECONDS = 10
_SERVER_LOCK_SECONDS = 3  # all visible processes are dead by then

_SETTINGS = {
    "listen_addresses": "",  # the unix socket is the only door
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "150",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
}


@dataclass(frozen=True)
class DatabaseUrls:
    """SQLAlchemy addresses of the database, one per role; they hold passwords: never print them."""

    app: str = field(repr=False)
    owner: str = field(repr=False)


class EmbeddedPostgres:
    """The cluster of one major version below `home/postgres`, shared by all processes that use it.

    `settings` go before the defaults and count when this object starts the server; a server that
    runs already keeps its own. Safe to use from several threads and processes at once.
    """

    def __init__(self, home: Path, major: int = DEFAULT_MAJOR, settings: Mapping[str, str] | None = None) -> None:
        self._places = Places.of(home, major)
        self._settings = dict(settings or {})
        self._membership: Membership | None = None
        self._turn = threading.RLock()

    def start(self) -> DatabaseUrls:
        """Use the server: afterwards it takes connections, until `release`, `stop` or our death.

        Makes the cluster when there is none, and cleans up after a crash. A data folder that was
        complete once is never deleted. Raises EmbeddedError.
        """
        with self._turn:
            newcomer = self._membership is None
            try:
                return self._join_and_start()
            except BaseException as error:
                if newcomer:
                    self.release()
                if isinstance(error, OSError):
                    raise from_os_error("組み込みデータベースを起動できません", error) from error
                raise

    def release(self) -> None:
        """Stop using the server. The last user stops it and returns when it is down."""
        with self._turn:
            if self._membership is None:
                return
            try:
                if self._membership.try_become_sole_user(seconds=_FAST_SECONDS):
                    self._shut_down()
            finally:
                self._membership.leave()
                self._membership = None

    def stop(self) -> None:
        """Stop the server cleanly, whoever uses it; afterwards no process of it is left."""
        if not self._places.root.exists():
            return
        with self._turn:
            with self._starting():
                self._shut_down()
            self.release()

    def kill(self) -> None:
        """Kill every process of the server at once, as a crash does; committed rows survive."""
        kill_all(self._places.data)

    def is_running(self) -> bool:
        """Whether the server takes connections at the address `start` gives."""
        postmaster = find_postmaster(self._places.data)
        return postmaster is not None and self._is_usable(postmaster)

    def _join_and_start(self) -> DatabaseUrls:
        self._places.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._membership is None:
            self._membership = Membership(self._places.lock("users"), seconds=2 * _FAST_SECONDS)
        with self._starting():
            credentials = self._credentials()
            if not self._adopt(credentials):
                self._shut_down()
                self._launch(credentials)
            return self._urls(credentials)

    @contextmanager
    def _starting(self) -> Iterator[None]:
        refusal = "別の処理が組み込みデータベースを起動したまま応答しません。"
        with exclusive(self._places.lock("start"), seconds=_RECOVERY_SECONDS, refusal=refusal):
            yield

    def _credentials(self) -> Credentials:
        path, major = self._places.credentials, self._places.major
        return find_credentials(path, major) or create_credentials(path, major)

    def _adopt(self, credentials: Credentials) -> bool:
        """Whether a server runs that can be used as it is; waits while it recovers."""
        data = self._places.data

        def is_ending() -> bool:
            postmaster = find_postmaster(data)
            return postmaster is None or postmaster.is_stopping

        if is_ending() or not knows(data, credentials):
            return False
        await_ready(data, has_failed=is_ending, seconds=_RECOVERY_SECONDS)
        return self.is_running()

    def _is_usable(self, postmaster: Postmaster) -> bool:
        socket = Path(postmaster.socket_folder) / f".s.PGSQL.{PORT}"
        expected = str(self._places.socket_folder)
        return postmaster.is_ready and postmaster.socket_folder == expected and socket.exists()

    def _shut_down(self) -> None:
        postmaster = find_postmaster(self._places.data)
        if postmaster is not None:
            everything = processes_of(self._places.data)
            for kind, seconds in ((signal.SIGINT, _FAST_SECONDS), (signal.SIGQUIT, _IMMEDIATE_SECONDS)):
                with suppress(psutil.Error):
                    postmaster.process.send_signal(kind)
                if wait_until_gone(everything, seconds=seconds):
                    break
        # Also when there is no postmaster: a backend that outlived it blocks the next start.
        if not kill_all(self._places.data):
            raise EmbeddedError("組み込みデータベースのプロセスを終了できません。")
        with suppress(OSError):
            self._places.socket_folder.rmdir()

    def _launch(self, credentials: Credentials) -> None:
        """Make, mend and start the server; nothing of an earlier one is left when this is called."""
        places = self._places
        user = server_user(places.data)
        tools = Tools(binaries(places.major, user), user)
        refusal = "データフォルダーを、ここから見えないサーバー（別のコンテナーなど）が使っています。"
        with exclusive(places.lock("server"), seconds=_SERVER_LOCK_SECONDS, refusal=refusal) as lock:
            # Its process is gone, and its number may meanwhile be another program's.
            (places.data / "postmaster.pid").unlink(missing_ok=True)
            DataFolder(places, tools, self._settings).prepare(credentials)
            prepare_socket_folder(places.socket_folder, user)
            own = {"unix_socket_directories": str(places.socket_folder)}
            launch = Launch(places, tools, {**_SETTINGS, **self._settings, **own})
            launch.run(lock, seconds=_RECOVERY_SECONDS)

    def _urls(self, credentials: Credentials) -> DatabaseUrls:
        host = quote(str(self._places.socket_folder), safe="/")
        place = f"@/{DATABASE}?host={host}&port={PORT}"
        return DatabaseUrls(
            app=f"postgresql+psycopg://{APP}:{credentials.app}{place}",
            owner=f"postgresql+psycopg://{OWNER}:{credentials.owner}{place}",
        )


@contextmanager
def hold(home: Path, major: int = DEFAULT_MAJOR, settings: Mapping[str, str] | None = None) -> Iterator[DatabaseUrls]:
    """Use the server inside the block; the last of all users, here and elsewhere, stops it."""
    server = EmbeddedPostgres(home, major, settings)
    urls = server.start()
    try:
        yield urls
    finally:
        server.release()
