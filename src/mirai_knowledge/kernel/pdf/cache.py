"""PDFs that were made before, by the hash of all that is in them. A copy that may be thrown away at any time."""

import re
import secrets
from contextlib import suppress
from pathlib import Path

_KEY = re.compile(r"[0-9a-f]{64}")
MOST = 2_000
"""How many are kept; beyond that the ones not asked for longest go."""
ROOM = 100


class PdfCache:
    """The PDFs below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> bytes | None:
        """The PDF under this key, which counts as used now; None when there is none."""
        place = self._place(key)
        try:
            content = place.read_bytes()
            place.touch()
        except OSError:
            return None
        return content

    def keep(self, key: str, content: bytes) -> None:
        """The PDF is there from now on; on a full disk it is not, and nothing else happens."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part = self.folder / f"{secrets.token_hex(8)}.part"
            part.write_bytes(content)
            part.replace(self._place(key))
            self._make_room()

    def _place(self, key: str) -> Path:
        if _KEY.fullmatch(key) is None:
            raise ValueError("the key of a PDF is a SHA-256 in hex")
        return self.folder / f"{key}.pdf"

    def _make_room(self) -> None:
        kept = list(self.folder.iterdir())
        if len(kept) <= MOST + ROOM:
            return
        oldest = sorted(kept, key=lambda path: path.stat().st_mtime)
        for path in oldest[: len(kept) - MOST]:
            path.unlink(missing_ok=True)
