"""Every status of a project with every move: allowed ways succeed, all others are refused and change nothing."""

import pytest

from tests import cast
from tests.conftest import SignedIn
from tests.projects.doors import SignIn, add, change, day, show

STATUSES = ("planning", "in_progress", "suspended", "completed", "archived")
# How a new project comes to each status.
WAY_TO = {
    "planning": (),
    "in_progress": ("in_progress",),
    "suspended": ("in_progress", "suspended"),
    "completed": ("in_progress", "completed"),
    "archived": ("archived",),
}
# One row a status, one column a move in the order above: o allowed, . nothing changes, x refused.
TABLE = {
    "planning": ".oxxo",
    "in_progress": "x.oox",
    "suspended": "xo.oo",
    "completed": "xox.o",
    "archived": "xxox.",
}


def bring(admin: SignedIn, code: str, status: str) -> object:
    project = add(admin, code)
    for step in WAY_TO[status]:
        assert change(admin, project, status=step).status == 200
    return project


@pytest.mark.parametrize("status", STATUSES)
def test_each_move_from_a_status_is_allowed_or_refused(signed_in: SignIn, status: str) -> None:
    admin = signed_in(cast.admin)
    for number, (to, mark) in enumerate(zip(STATUSES, TABLE[status], strict=True)):
        project = bring(admin, f"G-{number}", status)
        before = show(admin, project).body
        answer = change(admin, project, status=to)
        if mark == "x":
            assert (answer.status, answer.body["code"]) == (409, "project.move_refused")
        else:
            assert (answer.status, answer.body["status"]) == (200, to)
        assert (show(admin, project).body == before) is (mark != "o")


def test_the_page_offers_exactly_the_allowed_moves(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for number, status in enumerate(STATUSES):
        offered = show(admin, bring(admin, f"G-{number}", status)).body["can"]["move_to"]
        assert set(offered) == {to for to, mark in zip(STATUSES, TABLE[status], strict=True) if mark == "o"}


def test_a_completed_project_ends_today_at_the_latest(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    planned = {"G-1": None, "G-2": day(30), "G-3": day(-5)}
    for code, ends_on in planned.items():
        project = add(admin, code, status="in_progress", ends_on=ends_on)
        after = change(admin, project, status="completed").body
        assert after["ends_on"] == (day(-5) if code == "G-3" else day(0))
    project = add(admin, "G-4", status="in_progress")
    assert change(admin, project, status="completed", ends_on=day(-2)).body["ends_on"] == day(-2)


def test_a_project_that_has_not_begun_cannot_be_completed_before_its_first_day(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, status="in_progress", starts_on=day(3))
    refused = change(admin, project, status="completed")
    assert (refused.status, refused.body["fields"][0]["field"]) == (422, "ends_on")
