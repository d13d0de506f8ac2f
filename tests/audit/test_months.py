"""Months: a year ahead, seven years back, and a signed anchor for what was dropped."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from mirai_knowledge.audit import policy, queries, service
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from tests.audit.conftest import MACHINE, Log, Vandal

Travel = Callable[[float], None]
DAY = 86_400.0
EIGHT_YEARS = 8 * 366 * DAY


def months_after(month: date, count: int) -> date:
    total = month.year * 12 + month.month - 1 + count
    return date(total // 12, total % 12 + 1, 1)


def this_month() -> date:
    return clock.now().date().replace(day=1)


def add_months(owner: Database) -> tuple[date, ...]:
    with owner.begin() as tx:
        return service.add_months(tx, MACHINE)


def drop_expired(owner: Database) -> tuple[date, ...]:
    with owner.begin() as tx:
        return service.drop_expired_months(tx, MACHINE)


def list_months(database: Database) -> list[date]:
    with database.begin(read_only=True) as tx:
        return queries.list_months(tx, MACHINE)


def write_at(database: Database, at: datetime) -> None:
    """An entry of another time, in a transaction of now."""
    with database.begin() as tx:
        tx.execute(
            text("INSERT INTO audit_entry (id, at, origin, tag) VALUES (:id, :at, 'system', 'bridge.painted')"),
            {"id": new_id(), "at": at},
        )


def test_a_fresh_log_has_this_month_and_twelve_ahead(database: Database) -> None:
    assert list_months(database) == [months_after(this_month(), ahead) for ahead in range(13)]


def test_months_are_added_as_time_goes_on_and_none_twice(database: Database, owner_database: Database, travel: Travel) -> None:
    start = this_month()
    assert add_months(owner_database) == ()
    travel(65 * DAY)
    made = add_months(owner_database)
    assert made == tuple(
        months_after(start, ahead) for ahead in range(13, 13 + (2 if this_month() == months_after(start, 2) else 3))
    )
    assert add_months(owner_database) == ()


def test_a_new_month_is_append_only_from_its_first_moment(log: Log, owner_database: Database, travel: Travel) -> None:
    travel(400 * DAY)
    add_months(owner_database)
    log.write()
    for role in (log.database, owner_database):
        with pytest.raises(Exception, match=r"append-only|permission denied"), role.begin() as tx:
            tx.execute(text("DELETE FROM audit_entry"))
        with pytest.raises(Exception, match=r"append-only|permission denied"), role.begin() as tx:
            tx.execute(text(f"TRUNCATE audit_entry_{this_month():%Y_%m}"))


def test_entries_beyond_the_months_are_kept_and_health_says_so(log: Log, owner_database: Database, travel: Travel) -> None:
    travel(500 * DAY)
    log.write(2)
    with log.database.begin(read_only=True) as tx:
        assert queries.get_health(tx, MACHINE).in_default_partition == 2
    made = add_months(owner_database)
    assert this_month() not in made, "its entries already lie in the default partition"
    assert months_after(this_month(), 1) in made
    with log.database.begin(read_only=True) as tx:
        assert queries.get_health(tx, MACHINE).in_default_partition == 3, "that months were added is an entry of this month too"
    log.seal()
    assert log.check().sound


def test_after_seven_years_a_month_is_dropped_and_the_chain_still_holds(
    log: Log, owner_database: Database, travel: Travel
) -> None:
    first = this_month()
    log.write(5)
    log.seal()
    travel(EIGHT_YEARS)
    add_months(owner_database)
    log.write(3)
    log.seal()
    dropped = drop_expired(owner_database)
    assert dropped[0] == first
    assert all(month < policy.expiring_before(clock.now()) for month in dropped)
    assert first not in list_months(log.database)
    log.seal()
    report = log.check()
    assert report.sound, report.findings
    assert report.anchors >= 1
    assert report.seals >= 3
    assert drop_expired(owner_database) == ()


def test_a_month_with_unsealed_entries_stays(log: Log, owner_database: Database, travel: Travel) -> None:
    first = this_month()
    log.write(2)
    travel(EIGHT_YEARS)
    assert first not in drop_expired(owner_database)


def test_the_month_that_holds_the_end_of_the_chain_stays(log: Log, owner_database: Database, travel: Travel) -> None:
    first = this_month()
    log.write(2)
    log.seal()
    travel(EIGHT_YEARS)
    assert first not in drop_expired(owner_database)
    log.write()
    log.seal()
    assert first in drop_expired(owner_database)


def test_months_that_overlap_in_the_chain_leave_one_anchor_for_each_run(
    log: Log, owner_database: Database, travel: Travel
) -> None:
    first_of_next, _ = policy.month_bounds(months_after(this_month(), 1))
    last_of_this = first_of_next - timedelta(seconds=1)
    for at in (last_of_this, first_of_next, last_of_this, last_of_this, first_of_next):
        write_at(log.database, at)
    log.seal()
    # Old enough for this month, not for the next one.
    travel((datetime(first_of_next.year + 7, first_of_next.month, 2, tzinfo=UTC) - datetime.now(UTC)).total_seconds())
    assert drop_expired(owner_database) == (this_month().replace(year=last_of_this.year, month=last_of_this.month),)
    report = log.check()
    assert report.sound, report.findings
    assert (report.anchors, report.seals) == (2, 2)


@pytest.mark.parametrize(
    "change_and_findings",
    [
        ("UPDATE audit_anchor SET hash = sha256('')", {"forged", "altered"}),
        ("UPDATE audit_anchor SET signature = sha256('')", {"forged"}),
        ("UPDATE audit_anchor SET month = month + 31", {"forged"}),
        ("UPDATE audit_anchor SET last_seal_no = last_seal_no - 1", {"forged", "reordered"}),
        ("DELETE FROM audit_anchor", {"removed"}),
        ("UPDATE audit_anchor SET key_id = 'another'", {"forged"}),
    ],
)
def test_a_changed_anchor_is_found(
    log: Log, owner_database: Database, travel: Travel, vandal: Vandal, change_and_findings: tuple[str, set[str]]
) -> None:
    log.write(5)
    log.seal()
    travel(EIGHT_YEARS)
    log.write(3)
    log.seal()
    assert drop_expired(owner_database)
    assert log.check().sound
    change, kinds = change_and_findings
    vandal.run(change)
    assert {finding.kind for finding in log.check().findings} == kinds


def test_making_months_gives_up_rather_than_hold_up_writers(log: Log, owner_database: Database, travel: Travel) -> None:
    travel(65 * DAY)
    with log.database.begin() as reading:
        reading.execute(text("SELECT count(*) FROM audit_entry"))
        with pytest.raises(OperationalError, match="lock timeout"):
            add_months(owner_database)
        log.write()
    assert add_months(owner_database)
