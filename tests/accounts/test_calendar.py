"""The company's calendar, as an administrator keeps it and others see it."""

from datetime import UTC, datetime, timedelta

import pytest

from mirai_knowledge.accounts import queries
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.accounts.doors import SignIn, audit_rows, version

HERE = "/api/v1/calendar"
HOURS = {"opens": "8:30", "closes": "17:30", "break_from": "12:00", "break_until": "13:00", "weekdays": [0, 1, 2, 3, 4, 5]}


def test_P178_everybody_sees_the_days_and_hours_of_the_company(signed_in: SignIn) -> None:
    seen = signed_in(cast.partner).get(f"{HERE}?year=2026").body
    assert (seen["opens"], seen["closes"], seen["weekdays"], seen["can"]) == ("08:00", "17:00", [0, 1, 2, 3, 4], {"edit": False})
    assert {"on": "2026-05-06", "name": "憲法記念日 振替休日"}["on"] in {day["on"] for day in seen["holidays"]}
    assert len(seen["holidays"]) == 18


def test_P177_hours_weekdays_and_single_days_are_kept_by_administrators(signed_in: SignIn, database: Database) -> None:
    admin = signed_in(cast.admin)
    changed = admin.put(HERE, HOURS, headers=version(1))
    assert (changed.status, changed.body["opens"], changed.body["weekdays"]) == (200, "08:30", [0, 1, 2, 3, 4, 5])
    rest = admin.put(f"{HERE}/days", {"on": "2026-12-29", "works": False, "name": "年末休業"})
    assert rest.body["days"] == [{"on": "2026-12-29", "works": False, "name": "年末休業"}]
    admin.put(f"{HERE}/days", {"on": "2026-11-29", "works": True, "name": "竣工検査"})
    with database.begin(read_only=True) as tx:
        time = queries.get_working_time(tx, Actor.system("tests"))
    start = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)  # 17:00 in Japan on a Saturday that works
    assert time.add(start, timedelta(hours=1)) == datetime(2026, 11, 29, 0, 0, tzinfo=UTC)
    assert admin.delete(f"{HERE}/days?on=2026-11-29").body["days"] == rest.body["days"]
    assert admin.delete(f"{HERE}/days?on=2026-11-29").status == 200
    assert len(audit_rows(admin, "calendar.day_set")) == 2
    assert len(audit_rows(admin, "calendar.day_removed")) == 1


def test_P177_others_do_not_change_the_calendar_and_nobody_unseen(signed_in: SignIn) -> None:
    quality, admin = signed_in(cast.quality), signed_in(cast.admin)
    for refused in (
        quality.put(HERE, HOURS, headers=version(1)),
        quality.put(f"{HERE}/days", {"on": "2026-12-29", "works": False, "name": "年末休業"}),
        quality.delete(f"{HERE}/days?on=2026-12-29"),
    ):
        assert (refused.status, refused.body["rule"]) == (403, "P-177")
    assert admin.put(HERE, HOURS, headers=version(1)).status == 200
    stale = admin.put(HERE, {**HOURS, "opens": "9:00"}, headers=version(1))
    assert (stale.status, stale.body["code"], stale.body["current"]["opens"]) == (412, "calendar.stale", "08:30")


@pytest.mark.parametrize(
    "wrong",
    [{"opens": "18:00"}, {"opens": "朝"}, {"closes": "25:00"}, {"break_until": None}, {"break_from": "7:00"}, {"weekdays": []}],
)
def test_hours_that_cannot_be_are_refused(signed_in: SignIn, wrong: dict[str, object]) -> None:
    refused = signed_in(cast.admin).put(HERE, {**HOURS, **wrong}, headers=version(1))
    assert (refused.status, refused.body["code"]) == (422, "input.invalid")
