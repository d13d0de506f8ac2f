"""Where the embedded PostgreSQL keeps its files below the home folder."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.errors import EmbeddedError
from mirai_knowledge.kernel.db.embedded.os_user import ServerUser, server_user

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

    @property
    def socket_folder(self) -> Path:
        """The folder of the server's unix socket.

        Short (a socket's path is limited to about 107 bytes), and following from the data folder
        and its owner alone: every process finds the same one, and two clusters never share one.
        Not under /run/user, which vanishes when the user signs out.
        """
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(f"/tmp/mks-postgres-{server_user(self.data).uid}-{digest}")  # noqa: S108


def prepare_socket_folder(folder: Path, user: ServerUser) -> None:
    """Afterwards the folder exists with mode 0700, is the server's, and holds no dead socket."""
    try:
        folder.mkdir(0o700)
        if user.is_other:
            os.chown(folder, user.uid, user.gid)
    except FileExistsError:
        pass
    found = os.lstat(folder)
    # Anybody can take a name in /tmp first: never use what is not ours.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user.uid:
        raise EmbeddedError(f"{folder} がほかの利用者のものです。管理者に削除を依頼してください。")
    folder.chmod(0o700)
    for left_over in folder.glob(".s.PGSQL.*"):
        left_over.unlink(missing_ok=True)


def create_or_open(path: Path, flags: int) -> int:
    """Open a private file (mode 0600) of the home folder, never through a link.

    What root creates in another user's home belongs to that user, who needs it later.
    """
    descriptor = os.open(path, flags | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor
