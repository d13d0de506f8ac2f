"""Run PostgreSQL's own programs on a data folder, as the user who owns it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.binaries import Binaries
from mirai_knowledge.kernel.db.embedded.errors import from_output
from mirai_knowledge.kernel.db.embedded.os_user import ServerUser

_TIMEOUT_SECONDS = 300


def server_environment() -> dict[str, str]:
    """The whole environment of the programs: no PG* or LD_* variable of the caller gets in."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class OpenedFolder:
    """A data folder as the programs are told of it."""

    argument: str
    descriptors: tuple[int, ...]


@contextmanager
def opened(data: Path, user: ServerUser) -> Iterator[OpenedFolder]:
    """Make the data folder reachable for `user` while the block runs.

    Another user may not be able to enter the folders above it (`/root` has mode 0700). Instead of
    opening those up, the programs inherit a descriptor of the data folder and reach it by that.
    """
    if not user.is_other:
        yield OpenedFolder(str(data), ())
        return
    descriptor = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield OpenedFolder(f"/proc/self/fd/{descriptor}", (descriptor,))
    finally:
        os.close(descriptor)


@dataclass(frozen=True)
class Tools:
    """The programs of one version, run as one user."""

    binaries: Binaries
    user: ServerUser

    def initialise(self, data: Path, *, sync: bool) -> None:
        """Make a new cluster in the empty folder `data`; nobody can sign in to it by trust."""
        arguments = [
            "-E",
            "UTF8",
            *_locale(),
            "--data-checksums",
            "-U",
            "postgres",
            "--auth=trust",
            "--no-instructions",
            *([] if sync else ["--no-sync"]),
        ]
        self._run("データベースを作成できません", data, ("initdb", *arguments))
        # Written before the server first listens: every role needs its password.
        (data / "pg_hba.conf").write_text("local all all scram-sha-256\n", encoding="utf-8")

    def execute(self, data: Path, statements: Sequence[str], settings: Mapping[str, str]) -> None:
        """Run SQL as superuser in a stopped cluster; raises EmbeddedError at the first failure."""
        # "-j": a statement ends with a semicolon and an empty line. Statements hold passwords and
        # are therefore never echoed to the log.
        safe = {**settings, "exit_on_error": "on", "log_min_error_statement": "panic"}
        arguments = ["--single", "-j", *as_options(safe)]
        self._run(
            "データベースを準備できません",
            data,
            ("postgres", *arguments),
            trailing=("postgres",),
            text="".join(f"{one};\n\n" for one in statements),
        )

    def _run(self, what: str, data: Path, command: Sequence[str], *, trailing: Sequence[str] = (), text: str = "") -> None:
        other = self.user.is_other
        with opened(data, self.user) as folder:
            done = subprocess.run(
                [self.binaries.path(command[0]), *command[1:], "-D", folder.argument, *trailing],
                input=text,
                text=True,
                errors="replace",
                check=False,
                timeout=_TIMEOUT_SECONDS,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=data,
                env=server_environment(),
                pass_fds=folder.descriptors,
                user=self.user.uid if other else None,
                group=self.user.gid if other else None,
                extra_groups=[] if other else None,
            )
        if done.returncode != 0:
            raise from_output(what, done.stdout)


def as_options(settings: Mapping[str, str]) -> list[str]:
    """Settings as options of the command line, where they win over any file."""
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _locale() -> list[str]:
    if sys.platform == "darwin":  # has no C.UTF-8
        return ["--lc-collate=C", "--lc-ctype=en_US.UTF-8", "--lc-messages=C", "--lc-monetary=C", "--lc-numeric=C", "--lc-time=C"]
    return ["--locale=C.UTF-8"]
