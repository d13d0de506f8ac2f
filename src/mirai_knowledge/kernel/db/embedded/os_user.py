"""The operating system's user the server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.errors import EmbeddedError

NAME = "mks-postgres"
_ADD_COMMANDS = (
    (
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
        NAME,
    ),
    ("adduser", "-S", "-D", "-H", NAME),  # BusyBox
)


@dataclass(frozen=True)
class ServerUser:
    """Who owns the data folder and runs the server."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether that is somebody else than the user of this process."""
        return self.uid != os.geteuid()


def server_user(data: Path) -> ServerUser:
    """The user to run the server as: ourselves, or for root the owner of the data folder.

    For root and a new data folder it is the system user `mks-postgres`, created when missing
    (`nobody` where none can be created).
    """
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid())
    if not sys.platform.startswith("linux"):
        raise EmbeddedError("root では起動できません。通常の利用者で実行してください。")
    if data.exists():
        owner = data.stat()
        if owner.st_uid != 0:
            return ServerUser(owner.st_uid, owner.st_gid)
    entry = _find(NAME) or _add() or _find("nobody")
    if entry is None:
        raise EmbeddedError(f"システム利用者 {NAME} を作れません。通常の利用者で実行してください。")
    return ServerUser(entry.pw_uid, entry.pw_gid)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _add() -> pwd.struct_passwd | None:
    for command in _ADD_COMMANDS:
        try:
            subprocess.run(command, capture_output=True, timeout=30, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        # Asked anew instead of trusting the exit code: another starter may have been faster.
        if entry := _find(NAME):
            return entry
    return None
