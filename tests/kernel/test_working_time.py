"""Working time over evenings, weekends, New Year and Golden Week."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirai_knowledge.kernel.clock import JST
from mirai_knowledge.kernel.working_time import WorkingTime, national_holidays

HOURS = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
WEEK = frozenset(range(5))
OFFICE = WorkingTime(HOURS, WEEK)
NEW_YEAR = WorkingTime(HOURS, WEEK, {date(2026, 12, day): False for day in (29, 30, 31)} | {date(2027, 1, 4): False})
SHARED = Path(__file__).parents[3] / "shared" / "data" / "jp-holidays" / "syukujitsu-index.csv"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-30 09:00", 2, "2026-11-30 11:00"),
        ("2026-11-30 11:00", 2, "2026-11-30 14:00"),  # over the break
        ("2026-11-30 16:00", 4, "2026-12-01 11:00"),  # over the night
        ("2026-11-27 16:30", 1, "2026-11-30 08:30"),  # over the weekend
        ("2026-11-28 10:00", 1, "2026-11-30 09:00"),  # asked on a Saturday
        ("2026-11-30 06:00", 8, "2026-11-30 17:00"),  # a whole day ends on that day
        ("2026-11-20 16:00", 2, "2026-11-24 09:00"),  # Labour Thanksgiving Day is a Monday
        ("2026-05-01 16:00", 2, "2026-05-07 09:00"),  # Golden Week with its substitute holiday
        ("2026-09-18 16:00", 2, "2026-09-24 09:00"),  # a day between two holidays is one
    ],
)
def test_so_many_hours_later(start: str, hours: int, end: str) -> None:
    assert OFFICE.add(at(start), timedelta(hours=hours)) == at(end)
    assert OFFICE.between(at(start), at(end)) == timedelta(hours=hours)


def test_the_company_rests_over_new_year_and_works_on_a_saturday_it_says() -> None:
    assert NEW_YEAR.add(at("2026-12-28 16:00"), timedelta(hours=2)) == at("2027-01-05 09:00")
    assert OFFICE.add(at("2026-12-28 16:00"), timedelta(hours=2)) == at("2026-12-29 09:00")
    saturday = WorkingTime(HOURS, WEEK, {date(2026, 11, 28): True})
    assert saturday.add(at("2026-11-27 16:30"), timedelta(hours=1)) == at("2026-11-28 08:30")
    holiday = WorkingTime(HOURS, WEEK, {date(2026, 11, 23): True})
    assert holiday.works_on(date(2026, 11, 23))


def test_no_time_passes_backwards_and_none_where_nobody_works() -> None:
    nobody = WorkingTime(HOURS, frozenset())
    assert OFFICE.between(at("2026-11-30 10:00"), at("2026-11-30 09:00")) == timedelta(0)
    assert nobody.between(at("2026-11-30 10:00"), at("2027-11-30 09:00")) == timedelta(0)
    with pytest.raises(ValueError, match="nobody works"):
        nobody.add(at("2026-11-30 10:00"), timedelta(minutes=1))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60 * 24 * 365), st.integers(1, 60 * 80))
def test_what_is_added_is_what_is_counted(begins: int, minutes: int) -> None:
    start = at("2026-01-01 00:00") + timedelta(minutes=begins)
    end = OFFICE.add(start, timedelta(minutes=minutes))
    assert OFFICE.between(start, end) == timedelta(minutes=minutes)
    assert OFFICE.works_on(end.astimezone(JST).date())


@pytest.mark.realdata
def test_the_national_holidays_are_those_of_the_cabinet_office() -> None:
    with SHARED.open(encoding="utf-8") as file:
        told = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    years = range(1955, 2027)
    assert {day for year in years for day in national_holidays(year)} == told
