"""What happens later is a row: it can be moved and called off, it happens once, and a dead worker's job comes back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from mirai_knowledge.kernel import clock, due, jobs
from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import new_id

KIND = "tests.remind"
DAY = timedelta(days=1)
happened: list[UUID] = []


@due.handler(KIND)
def _remind(_tx: Tx, subject_id: UUID, _payload: dict[str, JsonValue]) -> None:
    happened.append(subject_id)


@pytest.fixture(autouse=True)
def _nothing_yet() -> None:
    happened.clear()


def _sweep(database: Database) -> None:
    """What the worker does: queue what is due, then run the jobs."""
    with database.begin() as tx:
        due.sweep(tx)
        waiting = "SELECT args ->> 'due_id' FROM procrastinate_jobs WHERE task_name = 'due.run'"
        rows = tx.execute(text(waiting)).scalars().all()
    for due_id in rows:
        with database.begin() as tx:
            due.run(tx, due_id=due_id)


def test_a_row_happens_when_its_time_has_come_and_once(database: Database, travel: Callable[[float], None]) -> None:
    thing = new_id()
    with database.begin() as tx:
        due.schedule(tx, KIND, thing, due_at=clock.now() + DAY)
    _sweep(database)
    assert happened == []
    travel(2 * DAY.total_seconds())
    _sweep(database)
    _sweep(database)
    assert happened == [thing]


def test_a_moved_row_waits_for_its_new_time(database: Database, travel: Callable[[float], None]) -> None:
    thing = new_id()
    for days in (1, 5):
        with database.begin() as tx:
            due.schedule(tx, KIND, thing, due_at=clock.now() + days * DAY)
    travel(2 * DAY.total_seconds())
    _sweep(database)
    assert happened == []
    travel(6 * DAY.total_seconds())
    _sweep(database)
    assert happened == [thing]


def test_a_row_that_is_called_off_does_not_happen(database: Database, travel: Callable[[float], None]) -> None:
    thing = new_id()
    with database.begin() as tx:
        due.schedule(tx, KIND, thing, due_at=clock.now() + DAY)
    with database.begin() as tx:
        due.cancel(tx, KIND, thing)
    travel(2 * DAY.total_seconds())
    _sweep(database)
    assert happened == []


def test_the_job_of_a_worker_that_died_goes_back_to_the_queue(database: Database) -> None:
    with database.begin() as tx:
        number = jobs.defer(tx, "due.run", {"due_id": str(new_id())})
        # As kill -9 leaves it: in work, and nobody there.
        tx.execute(text("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = :id"), {"id": number})
    with database.begin() as tx:
        jobs.retry_stalled(tx)
    with database.begin() as tx:
        status = tx.execute(text("SELECT status::text FROM procrastinate_jobs WHERE id = :id"), {"id": number}).scalar_one()
    assert status == "todo"
