"""The indexes of a machine on its disk, and a process's view of the one in use.

The folder `index/<layout>-<moment>` is one complete index. Which one is in use stands in PostgreSQL beside its place in
the change feed, so a rebuilt one takes over in one commit, and an index of another database is never read.
"""

import contextlib
import fcntl
import hashlib
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import tantivy

from mirai_knowledge.kernel import clock
from mirai_knowledge.search.queries.index import layout, schema


def node_name(home: Path) -> str:
    """The name under which this home's index reads the feed."""
    place = hashlib.blake2b(str(home).encode(), digest_size=4).hexdigest()
    return f"{socket.gethostname()[:60]}-{place}"


def is_broken_index(fault: BaseException) -> bool:
    """Whether the engine could not read what is on the disk. It says so by a ValueError, or by a panic of its own."""
    return isinstance(fault, ValueError | OSError) or type(fault).__name__ == "PanicException"


class IndexFolder:
    """The indexes of one machine below `home/index`."""

    def __init__(self, home: Path) -> None:
        self.root = home / "index"

    def marker(self, name: str) -> Path:
        """The file that every commit of this index replaces; without it there is no index."""
        return self.root / name / "meta.json"

    def find(self, name: str) -> tantivy.Index | None:
        """The index of that name; None when there is none that this program can read."""
        if not name.startswith(layout()) or not self.marker(name).is_file():
            return None
        try:
            index = tantivy.Index.open(str(self.root / name))
            index.reload()
            # Opening reads almost nothing: a first search tells whether the rest is there.
            index.searcher().search(tantivy.Query.all_query(), limit=1)
        except BaseException as fault:
            if not is_broken_index(fault):
                raise
            return None
        return index

    def create(self) -> tuple[str, tantivy.Index]:
        """A new empty index that nobody uses yet."""
        name = f"{layout()}-{clock.now():%Y%m%d%H%M%S%f}"
        (self.root / name).mkdir(parents=True)
        return name, tantivy.Index(schema(), path=str(self.root / name))

    def condemn(self, name: str) -> None:
        """Nobody reads the index any more, and the indexer makes another one."""
        self.marker(name).unlink(missing_ok=True)

    def drop(self, name: str) -> None:
        """The index is gone."""
        shutil.rmtree(self.root / name, ignore_errors=True)

    def drop_others(self, name: str) -> None:
        """Every index but this one is gone; who still reads one of them goes on doing so."""
        for other in self.root.iterdir():
            if other.is_dir() and other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    @contextlib.contextmanager
    def building(self) -> Iterator[None]:
        """One process at a time makes an index here; others wait."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "building.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class IndexReader:
    """A process's read-only view of the machine's index. May be used by many threads."""

    def __init__(self, home: Path) -> None:
        self.node = node_name(home)
        self.folder = IndexFolder(home)
        self._lock = threading.Lock()
        self._name = ""
        self._seen: tuple[int, int] = (0, 0)
        self._index: tantivy.Index | None = None

    def find_searcher(self, name: str) -> tantivy.Searcher | None:
        """The last commit of the index of that name, complete; None when it cannot be read."""
        with self._lock:
            seen = self._look(name)
            if seen is None:
                self._index, self._name = None, ""
                return None
            if name != self._name or self._index is None:
                self._index, self._name = self.folder.find(name), name
            elif seen != self._seen:
                self._reload()
            self._seen = seen
            return None if self._index is None else self._index.searcher()

    def is_usable(self, name: str) -> bool:
        """Whether the index of that name can be read from the beginning; one that cannot is condemned."""
        with self._lock:
            self._index = None
        if self.folder.find(name) is not None:
            return True
        self.folder.condemn(name)
        return False

    def _look(self, name: str) -> tuple[int, int] | None:
        try:
            stat = self.folder.marker(name).stat()
        except (OSError, ValueError):
            return None
        return (stat.st_mtime_ns, stat.st_ino)

    def _reload(self) -> None:
        if self._index is None:
            return
        try:
            self._index.reload()
        except BaseException as fault:
            if not is_broken_index(fault):
                raise
            self._index = None
