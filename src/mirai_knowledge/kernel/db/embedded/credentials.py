"""The passwords of the three database roles of an embedded cluster."""

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.places import create_or_open


@dataclass(frozen=True)
class Credentials:
    """One generated password per role; never shown in a repr."""

    superuser: str = field(repr=False)
    owner: str = field(repr=False)
    app: str = field(repr=False)

    def fingerprint(self) -> str:
        """A hash kept in the data folder to see whether the cluster knows these passwords."""
        joined = json.dumps(asdict(self), sort_keys=True).encode()
        return hashlib.sha256(joined).hexdigest()


def find_credentials(path: Path, major: int) -> Credentials | None:
    """The stored passwords for `major`, or None when there are none that can be read."""
    try:
        return Credentials(**_read(path)[str(major)])
    except (KeyError, TypeError):
        return None


def create_credentials(path: Path, major: int) -> Credentials:
    """New passwords for `major`; afterwards they are stored on disk with mode 0600."""
    made = Credentials(*(secrets.token_urlsafe(32) for _ in range(3)))
    everything = {**_read(path), str(major): asdict(made)}
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(create_or_open(draft, os.O_WRONLY | os.O_EXCL), "w", encoding="utf-8") as file:
        json.dump(everything, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return made


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        # A damaged file is as good as a lost one: the passwords are set anew.
        return {}
    return found if isinstance(found, dict) else {}
