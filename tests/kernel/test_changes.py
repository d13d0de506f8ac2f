"""No change is passed over, however late its transaction commits."""

import pytest

from mirai_knowledge.kernel import changes
from mirai_knowledge.kernel.changes import Cursor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id


def _ids(database: Database, cursor: Cursor) -> list[object]:
    with database.begin() as tx:
        return [change.subject_id for change in changes.list_after(tx, cursor) if change.subject_kind == "thing"]


def test_a_late_commit_of_an_earlier_transaction_is_not_skipped(database: Database) -> None:
    early, late = new_id(), new_id()
    with database.begin() as slow:
        changes.mark(slow, "thing", early)
        with database.begin() as quick:
            changes.mark(quick, "thing", late)
        # The quick one has committed, but what came before it may still come: readers wait for that.
        assert _ids(database, Cursor()) == []
    assert _ids(database, Cursor()) == [early, late]


def test_a_reader_goes_on_where_it_stopped(database: Database) -> None:
    first, second = new_id(), new_id()
    for thing in (first, second):
        with database.begin() as tx:
            changes.mark(tx, "thing", thing)
    with database.begin() as tx:
        read = [change for change in changes.list_after(tx, Cursor()) if change.subject_kind == "thing"]
    assert _ids(database, read[0].cursor) == [second]
    assert _ids(database, read[1].cursor) == []


def _mark_and_undo(database: Database) -> None:
    with database.begin() as tx:
        changes.mark(tx, "thing", new_id())
        raise RuntimeError("undo")


def test_a_change_that_is_undone_is_not_in_the_feed(database: Database) -> None:
    with pytest.raises(RuntimeError):
        _mark_and_undo(database)
    assert _ids(database, Cursor()) == []
