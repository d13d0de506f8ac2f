"""Start the server under its keeper and wait until it takes connections."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.errors import EmbeddedError, from_output
from mirai_knowledge.kernel.db.embedded.locks import open_lock
from mirai_knowledge.kernel.db.embedded.places import Places, create_or_open
from mirai_knowledge.kernel.db.embedded.processes import await_ready
from mirai_knowledge.kernel.db.embedded.tools import Tools, as_options, opened, server_environment

_KEEPER = Path(__file__).with_name("keeper.py")
_LOG_LIMIT_BYTES = 10 * 1024 * 1024
_FAILURE = "組み込みデータベースを起動できません"


@dataclass(frozen=True)
class Launch:
    """What is needed to start one cluster."""

    places: Places
    tools: Tools
    settings: Mapping[str, str]

    def run(self, server_lock: int, *, seconds: float) -> None:
        """Start the server; afterwards it takes connections.

        `seconds` bounds the recovery after a crash. The caller holds the start lock and the
        server lock, whose descriptor the server inherits, and is itself a user of the server.
        """
        self._rotate_log()
        with os.fdopen(create_or_open(self.places.log, os.O_WRONLY | os.O_APPEND), "ab") as log:
            start = os.fstat(log.fileno()).st_size
            keeper = self._start_keeper(server_lock, log.fileno())
        self._wait_until_ready(keeper, start, seconds)
        # It outlives this object, or ends before this process does: then nobody else reaps it.
        threading.Thread(target=keeper.wait, name="keeper-reaper", daemon=True).start()

    def _start_keeper(self, server_lock: int, log: int) -> subprocess.Popen[bytes]:
        user = self.tools.user
        users = open_lock(self.places.lock("users"))
        try:
            with opened(self.places.data, user) as folder:
                command = [self.tools.binaries.path("postgres"), "-D", folder.argument]
                inherited = (server_lock, *folder.descriptors)
                order = {
                    "command": [*command, *as_options(self.settings)],
                    "cwd": str(self.places.data),
                    "env": server_environment(),
                    "descriptors": inherited,
                    "users": users,
                    "uid": user.uid if user.is_other else None,
                    "gid": user.gid if user.is_other else None,
                }
                return subprocess.Popen(
                    [sys.executable, "-I", "-S", str(_KEEPER), json.dumps(order)],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    pass_fds=(*inherited, users),
                    start_new_session=True,
                )
        finally:
            os.close(users)

    def _wait_until_ready(self, keeper: subprocess.Popen[bytes], start: int, seconds: float) -> None:
        def has_failed() -> bool:
            return keeper.poll() is not None

        if await_ready(self.places.data, has_failed=has_failed, seconds=seconds):
            return
        output = self._output_since(start)
        if has_failed():
            raise from_output(_FAILURE, output)
        raise EmbeddedError(f"{_FAILURE}: {seconds:.0f} 秒待っても復旧が終わりません。", log_tail=output)

    def _output_since(self, start: int) -> str:
        with self.places.log.open("rb") as log:
            log.seek(start)
            return log.read().decode(errors="replace")

    def _rotate_log(self) -> None:
        log = self.places.log
        if log.exists() and log.stat().st_size > _LOG_LIMIT_BYTES:
            log.replace(log.with_suffix(".log.1"))
