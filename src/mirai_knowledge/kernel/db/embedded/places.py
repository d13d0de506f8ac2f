"""Where the embedded PostgreSQL keeps its files below the home folder."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError
from .os_user import ServerUser

PORT = 5432
"""Only part of the socket's name: no TCP port is ever opened, so every cluster uses the same."""


@dataclass(frozen=True)
class Places:
    """The paths of one cluster: one major version in one home folder."""

    root: Path
    major: int

    @classmethod
    def of(cls, home: Path, major: int) -> "Places":
        """Paths below `home`, with links resolved so that they compare with `/proc/PID/cwd`."""
        return cls(home.resolve() / "postgres", major)

    @property
    def data(self) -> Path:
        """The data folder. It gets this name only once complete, so it is never rebuilt."""
        return self.root / str(self.major)

    @property
    def unfinished(self) -> Path:
        """The data folder while it is being made: whoever finds it may delete it."""
        return self.root / f"{self.major}.unfinished"

    @property
    def credentials(self) -> Path:
        """Passwords of the database roles, readable by the owner of the home folder only."""
        return self.root / "credentials.json"

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.root / f"server-{self.major}.log"

    def lock(self, name: str) -> Path:
        """A lock file; which locks there are is told in `locks`."""
        return self.root / f"{self.major}.{name}.lock"


def ensure_socket_folder(data: Path, user: ServerUser) -> Path:
    """The private folder of the server's unix socket; afterwards it exists with mode 0700.

    It is short (a socket's path is limited to about 107 bytes) and follows from the data folder
    alone, so every process finds the same one and two clusters never share one.
    """
    folder = _socket_folder(data)
    try:
        os.mkdir(folder, 0o700)
        if user.is_other:
            os.chown(folder, user.uid, user.gid)
    except FileExistsError:
        pass
    found = os.lstat(folder)
    # In a folder like /tmp anybody can take the name first: never use what is not ours.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user.uid:
        raise EmbeddedError(f"{folder} がほかの利用者のものです。管理者に削除を依頼してください。")
    os.chmod(folder, 0o700)
    return folder


def _socket_folder(data: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    if os.geteuid() == 0:
        base = Path("/run/mks-postgres")
        try:
            base.mkdir(mode=0o755, exist_ok=True)
        except OSError:
            pass  # a read-only or missing /run: /tmp serves as well
        else:
            return base / digest
    return Path(f"/tmp/mks-postgres-{os.geteuid()}-{digest}")  # noqa: S108 - checked by the caller
