"""An event and its jobs are there together or not at all, and a handler's effects happen once."""

import dataclasses
from typing import ClassVar
from uuid import UUID

import pytest
from sqlalchemy import text

from mirai_knowledge.kernel import outbox
from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.log import request_scope


@dataclasses.dataclass(frozen=True, slots=True)
class Tried(outbox.Event):
    """Something that only these tests do."""

    name: ClassVar[str] = "test.tried"
    thing_id: UUID


heard: list[UUID] = []


def _hear(_: Tx, event: Tried) -> None:
    heard.append(event.thing_id)


@pytest.fixture(autouse=True)
def _listener() -> None:
    heard.clear()
    if "tests.hear" not in {handler.name for handler in outbox.all_handlers()}:
        outbox.register("tests.hear", Tried, _hear)


def _counts(database: Database) -> tuple[int, int]:
    with database.begin() as tx:
        events = tx.execute(text("SELECT count(*) FROM event WHERE name = 'test.tried'")).scalar_one()
        jobs = tx.execute(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'outbox.deliver'")).scalar_one()
    return events, jobs


def test_an_event_and_its_job_are_written_with_the_change(database: Database) -> None:
    with request_scope("a-request-of-tests"), database.begin() as tx:
        outbox.emit(tx, Tried(new_id()))
    assert _counts(database) == (1, 1)
    with database.begin() as tx:
        carried = tx.execute(text("SELECT args ->> 'request_id' FROM procrastinate_jobs")).scalar_one()
    assert carried == "a-request-of-tests"


def _emit_and_undo(database: Database) -> None:
    with database.begin() as tx:
        outbox.emit(tx, Tried(new_id()))
        raise RuntimeError("undo")


def test_a_change_that_is_undone_leaves_neither(database: Database) -> None:
    with pytest.raises(RuntimeError):
        _emit_and_undo(database)
    assert _counts(database) == (0, 0)


def test_a_second_delivery_stops_at_the_receipt(database: Database) -> None:
    thing = new_id()
    with database.begin() as tx:
        event_id = outbox.emit(tx, Tried(thing))
    for _ in range(2):
        with database.begin() as tx:
            outbox.deliver(tx, event_id=str(event_id), handler="tests.hear")
    assert heard == [thing]
