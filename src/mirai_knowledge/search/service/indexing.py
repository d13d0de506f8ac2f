"""The indexer: one process a machine follows the change feed and writes the index; it may be killed at any time.

It reads the present rows of what changed, replaces them in the index, commits, and only then moves its place in the
feed: whatever is lost by a kill is read again.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import tantivy
from sqlalchemy import text

from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.changes import Change, Cursor
from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.kernel.log import get_logger
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.search.model import NodeRow
from mirai_knowledge.search.policy import MAINTAIN
from mirai_knowledge.search.queries.folder import IndexFolder
from mirai_knowledge.search.queries.index import document
from mirai_knowledge.search.queries.matching import SCHEMA
from mirai_knowledge.search.queries.nodes import find_node
from mirai_knowledge.search.schemas import Entry, Indexable

log = get_logger(__name__)
INDEXER = Actor.system("search.indexer")
BATCH = 500
READ_AT_ONCE = 50
"""Texts are read in small lots and analysed after their transaction has ended: a few long ones take longer than one may idle."""
WRITER_BYTES = 64_000_000
REBUILD_BYTES = 256_000_000
Progress = Callable[[int], None]


class Indexer:
    """Holds the only writer of the machine's index. Not for use by two threads."""

    def __init__(self, database: Database, folder: IndexFolder, things: Indexable, *, node: str) -> None:
        self._database, self._folder, self._things, self._node = database, folder, things, node
        self._name = ""
        self._writer: tantivy.IndexWriter | None = None

    def catch_up(self, progress: Progress | None = None) -> int:
        """Reads at most 500 changes, writes and commits them, moves the place in the feed; returns how many it read.

        The index is made anew first when it is missing, broken or of another layout: `progress` hears of that.
        """
        with self._database.begin() as tx:
            row = find_node(tx, INDEXER, self._node)
            name = row.index_name if row is not None else ""
            batch = changes.list_after(tx, Cursor(row.xact, row.change_id), limit=BATCH) if row is not None else ()
        if not name or not self._is_open(name):
            self.rebuild(progress)
            return 0
        if batch:
            self._read_on(name, batch)
        return len(batch)

    def rebuild(self, progress: Progress | None = None) -> int:
        """A fresh index of everything takes the place of the former; returns how many things are in it. `progress` hears after
        each of them how many there are.

        When it fails the former stays in use. Raises ValueError and OSError (a full disk), and what the database raises.
        """
        self.close()
        with self._folder.building():
            name, index = self._folder.create()
            try:
                count, start = self._build(index, progress)
                with self._database.begin() as tx:
                    here = changes.get_cluster(tx)
                    moved = NodeRow(node=self._node, index_name=name, xact=start - 1, change_id=0, cluster=here, at=clock.now())
                    tx.merge(moved)
            except BaseException:
                self._folder.drop(name)
                raise
            self._folder.drop_others(name)
        log.info("search.rebuilt", things=count, index=name)
        return count

    def close(self) -> None:
        """Gives the writer up; everything committed stays."""
        if self._writer is not None:
            with contextlib.suppress(ValueError, OSError):
                self._writer.wait_merging_threads()
        self._writer, self._name = None, ""

    def _is_open(self, name: str) -> bool:
        if self._writer is not None and self._name == name and self._folder.marker(name).is_file():
            return True
        self.close()
        index = self._folder.find(name)
        if index is None:
            return False
        self._writer, self._name = index.writer(WRITER_BYTES, 1), name
        return True

    def _read_on(self, name: str, batch: Sequence[Change]) -> None:
        ids = list(dict.fromkeys(change.subject_id for change in batch if change.subject_kind in self._things.subjects))
        if ids:
            self._replace(ids)
        with self._database.begin() as tx:
            row = find_node(tx, INDEXER, self._node)
            # Another index may have taken over meanwhile: it has a place of its own.
            if row is not None and row.index_name == name:
                row.xact, row.change_id, row.at = batch[-1].cursor.xact, batch[-1].cursor.id, clock.now()

    def _replace(self, ids: Sequence[UUID]) -> None:
        writer = self._writer
        if writer is None:
            raise RuntimeError("a change is read on by an open index")
        for thing in ids:
            writer.delete_documents_by_term("id", str(thing))
        for entry in self._entries(ids):
            writer.add_document(document(entry, SCHEMA))
        writer.commit()

    def _entries(self, ids: Sequence[UUID]) -> Iterator[Entry]:
        for begin in range(0, len(ids), READ_AT_ONCE):
            with self._database.begin(read_only=True) as tx:
                entries = self._things.list_entries(tx, INDEXER, ids[begin : begin + READ_AT_ONCE])
            yield from entries

    def _build(self, index: tantivy.Index, progress: Progress | None) -> tuple[int, int]:
        writer = index.writer(REBUILD_BYTES, 1)
        with self._database.begin() as tx:
            changes.forget_foreign(tx)
            # Changes from here on are read from the feed afterwards; reading one twice does no harm.
            start = int(tx.execute(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")).scalar_one())
        after: UUID | None = None
        count = 0
        while True:
            with self._database.begin(read_only=True) as tx:
                ids = self._things.list_ids_after(tx, INDEXER, after, limit=BATCH)
            if not ids:
                break
            for entry in self._entries(ids):
                writer.add_document(document(entry, SCHEMA))
                count += 1
                if progress is not None:
                    progress(count)
            after = ids[-1]
        writer.commit()
        writer.wait_merging_threads()
        return count, start


def mark_for_repair(tx: Tx, actor: Actor, things: Indexable, *, ids: Sequence[UUID]) -> None:
    """The indexers will read these things again. Raises Forbidden (P-092)."""
    require(actor, MAINTAIN)
    for thing in ids:
        changes.mark(tx, things.subjects[0], thing)
