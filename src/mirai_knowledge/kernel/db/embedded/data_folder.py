"""Make the data folder of a cluster, and keep its passwords and ours the same."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.credentials import Credentials
from mirai_knowledge.kernel.db.embedded.places import Places
from mirai_knowledge.kernel.db.embedded.processes import kill_all
from mirai_knowledge.kernel.db.embedded.roles import database_statements, role_statements
from mirai_knowledge.kernel.db.embedded.tools import Tools

_FINGERPRINT = "mks-credentials.sha256"


def knows(data: Path, credentials: Credentials) -> bool:
    """Whether the cluster's roles have these passwords, by the note in its data folder."""
    with suppress(OSError):
        return (data / _FINGERPRINT).read_text(encoding="utf-8") == credentials.fingerprint()
    return False


@dataclass(frozen=True)
class DataFolder:
    """Writes to the data folder of a stopped cluster; the caller holds the start lock."""

    places: Places
    tools: Tools
    settings: Mapping[str, str]

    def prepare(self, credentials: Credentials) -> None:
        """Afterwards the data folder is complete and its roles have these passwords."""
        if not self.places.data.exists():
            self._make(credentials)
        elif not knows(self.places.data, credentials):
            # The passwords were lost, or the data folder was brought here without them.
            self._set_roles(self.places.data, role_statements(credentials), credentials)

    def _make(self, credentials: Credentials) -> None:
        """Make it under another name and rename it at last: its own name means complete."""
        draft = self.places.unfinished
        if draft.exists():
            kill_all(draft)
            shutil.rmtree(draft)
        is_lasting = self.settings.get("fsync") != "off"
        try:
            draft.mkdir(mode=0o700)
            self._give_to_server(draft)
            self.tools.initialise(draft, sync=is_lasting)
            statements = [*role_statements(credentials), *database_statements()]
            self._set_roles(draft, statements, credentials)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)  # a full disk should not stay full
            raise
        draft.rename(self.places.data)
        if is_lasting:
            _sync(self.places.root)

    def _set_roles(self, data: Path, statements: list[str], credentials: Credentials) -> None:
        self.tools.execute(data, statements, self.settings)
        note = data / _FINGERPRINT
        note.write_text(credentials.fingerprint(), encoding="utf-8")
        self._give_to_server(note)

    def _give_to_server(self, path: Path) -> None:
        if self.tools.user.is_other:
            os.chown(path, self.tools.user.uid, self.tools.user.gid)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
