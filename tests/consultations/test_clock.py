"""The time for an answer over evenings, weekends and holidays; who is warned, and who hears that it is over."""

from datetime import datetime

import pytest

from mirai_knowledge.kernel import outbox
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.cast import Member
from tests.consultations.doors import HERE, SignIn, Travel, ask, at, expert, move, show, sweep, titles, write
from tests.documents.doors import version


def due_of(page: object) -> datetime:
    told = datetime.fromisoformat(page["clock"]["due_at"])  # type: ignore[index]
    return told.replace(second=0, microsecond=0)


def kinds(signed_in: SignIn, member: Member) -> list[str]:
    return [notice["kind"] for notice in signed_in(member).get("/api/v1/notices").body["items"]]


@pytest.mark.parametrize(
    ("asked", "priority", "due"),
    [
        ("2026-11-30 09:00", "urgent", "2026-11-30T14:00"),  # over the break
        ("2026-12-04 16:00", "high", "2026-12-07T16:00"),  # over a weekend
        ("2026-12-05 22:00", "urgent", "2026-12-07T12:00"),  # asked on a Saturday night
        ("2026-12-31 16:00", "urgent", "2027-01-04T11:00"),  # over New Year: the 1st is a holiday, then comes a weekend
        ("2027-04-28 16:00", "high", "2027-04-30T16:00"),  # Showa Day
        ("2027-04-30 16:00", "normal", "2027-05-10T16:00"),  # Golden Week
    ],
)
def test_an_answer_is_due_in_working_hours(signed_in: SignIn, travel: Travel, asked: str, priority: str, due: str) -> None:
    at(travel, asked)
    page = ask(signed_in(cast.construction), priority=priority)
    assert due_of(page) == datetime.fromisoformat(f"{due}:00+09:00")


def test_the_expert_is_warned_and_leads_hear_that_it_is_late_once(signed_in: SignIn, database: Database, travel: Travel) -> None:
    at(travel, "2026-12-04 15:00")
    expert(signed_in)
    page = ask(signed_in(cast.construction), priority="urgent")  # due on Monday at 10:00, warned when one hour is left
    assert sweep(database) == 0
    at(travel, "2026-12-07 09:05")
    assert sweep(database) == 1
    assert kinds(signed_in, cast.expert)[0] == "consultation.warning"
    assert "consultation.warning" not in kinds(signed_in, cast.admin)
    at(travel, "2026-12-07 11:00")
    assert (sweep(database), sweep(database)) == (1, 0)
    late = show(signed_in(cast.expert), page)
    assert late["clock"]["late"] is True
    assert late["clock"]["left_minutes"] == pytest.approx(-60, abs=1)
    assert [step["kind"] for step in late["steps"]] == ["assigned", "warned", "breached"]
    assert (
        kinds(signed_in, cast.expert).count("consultation.late") == kinds(signed_in, cast.admin).count("consultation.late") == 1
    )
    assert titles(signed_in(cast.admin), "whose=late") == [page["title"]]
    answered = write(signed_in(cast.expert), page).body
    assert (answered["clock"]["state"], answered["clock"]["late"]) == ("late", True)
    assert titles(signed_in(cast.admin), "whose=late") == []


def test_asking_back_stops_warning_and_breach_until_there_is_a_reply(
    signed_in: SignIn, database: Database, travel: Travel
) -> None:
    at(travel, "2026-12-07 09:00")
    expert(signed_in)
    page = ask(signed_in(cast.construction), priority="urgent")
    at(travel, "2026-12-07 10:00")
    write(signed_in(cast.expert), page, "ask_back", "厚さは？")
    at(travel, "2026-12-10 10:00")
    assert sweep(database) == 0
    assert show(signed_in(cast.expert), page)["clock"]["left_minutes"] == pytest.approx(180, abs=1)
    replied = write(signed_in(cast.construction), page, "reply", "40cm").body
    left = due_of(replied) - datetime.fromisoformat("2026-12-10T14:00:00+09:00")
    assert abs(left.total_seconds()) <= 60
    at(travel, "2026-12-10 13:50")
    write(signed_in(cast.expert), page)
    row = signed_in(cast.construction).get(f"/api/v1/experts/{page['expert']['id']}").body
    assert row["figures"]["median_minutes"] == pytest.approx(60 + 120 + 50, abs=2)
    at(travel, "2026-12-11 10:00")
    assert sweep(database) == 0


def test_nobody_is_warned_of_what_is_cancelled_or_lies_in_the_bin(signed_in: SignIn, database: Database, travel: Travel) -> None:
    at(travel, "2026-12-07 09:00")
    expert(signed_in)
    cancelled, binned = (ask(signed_in(cast.construction), name, priority="urgent") for name in ("取り消す相談", "捨てる相談"))
    move(signed_in(cast.construction), cancelled, "cancel")
    assert signed_in(cast.admin).post(f"/api/v1/documents/{binned['id']}/bin").status == 204
    at(travel, "2026-12-08 09:00")
    sweep(database)
    assert not {"consultation.warning", "consultation.late"} & {*kinds(signed_in, cast.expert)}


def test_running_clocks_follow_the_calendar_when_it_changes(signed_in: SignIn, database: Database, travel: Travel) -> None:
    at(travel, "2026-12-28 15:00")
    page = ask(signed_in(cast.construction), priority="urgent")
    assert due_of(page) == datetime.fromisoformat("2026-12-29T10:00:00+09:00")
    admin = signed_in(cast.admin)
    for day in ("2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"):
        admin.put("/api/v1/calendar/days", {"on": day, "works": False, "name": "年末年始"})
    with database.begin() as tx:
        (handler,) = [entry for entry in outbox.all_handlers() if entry.name == "consultations.recalculate"]
        handler.run(tx, None)
    assert due_of(show(admin, page)) == datetime.fromisoformat("2027-01-05T10:00:00+09:00")
    hours = {"opens": "9:00", "closes": "18:00", "break_from": None, "break_until": None, "weekdays": [0, 1, 2, 3, 4]}
    number = admin.get("/api/v1/calendar").body["version"]
    admin.put("/api/v1/calendar", hours, headers=version(number))
    with database.begin() as tx:
        handler.run(tx, None)
    assert due_of(show(admin, page)) == datetime.fromisoformat("2027-01-05T10:00:00+09:00")


def test_a_reopened_consultation_has_its_whole_time_again(signed_in: SignIn, travel: Travel) -> None:
    at(travel, "2026-12-07 09:00")
    expert(signed_in)
    page = ask(signed_in(cast.construction), priority="high")
    write(signed_in(cast.expert), page)
    move(signed_in(cast.construction), page, "resolve")
    at(travel, "2026-12-14 09:00")
    opened = move(signed_in(cast.construction), page, "reopen").body
    assert due_of(opened) in {datetime.fromisoformat(f"2026-12-1{day}:00:00+09:00") for day in ("4T18", "4T17", "5T09", "5T08")}
    assert signed_in(cast.construction).get(f"{HERE}?whose=asked").body["items"][0]["clock"]["total_minutes"] == 480
