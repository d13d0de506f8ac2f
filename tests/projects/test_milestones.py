"""Milestones, until when partners have access, and the poster of a site."""

import urllib.parse
from typing import Any

import pypdfium2

from tests import cast
from tests.conftest import Answer, SignedIn
from tests.projects.doors import DAY, HERE, SignIn, Travel, add, day, join, managed, missing, show, tags, version


def put(person: SignedIn, project: Any, *milestones: dict[str, object]) -> Answer:
    """Sets the milestones of the project as it stands now."""
    current = show(person, project).body
    sent = {"milestones": list(milestones)}
    return person.put(f"{HERE}/{project['id']}/milestones", sent, headers=version(current["version"]))


def test_P057_the_manager_sets_the_milestones_in_order_and_others_do_not(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    wanted: list[dict[str, object]] = [
        {"name": "施工計画書の承認", "planned_on": day(-10), "reached_on": day(-3), "state": "reached"},
        {"name": "基礎工の完了", "planned_on": day(-1)},
        {"name": "しゅん工検査"},
    ]
    answer = put(manager, project, *wanted)
    assert answer.status == 200, answer.text
    told = [(one["name"], one["state"], one["late"]) for one in answer.body["milestones"]]
    assert told == [("施工計画書の承認", "reached", False), ("基礎工の完了", "planned", True), ("しゅん工検査", "planned", False)]
    assert tags(signed_in(cast.admin), project["id"])[-1] == "project.milestones_set"
    refused = put(signed_in(cast.engineer), project)
    assert (refused.status, refused.body["rule"]) == (403, "P-057")
    first = answer.body["milestones"][0]
    again = put(manager, project, {key: first[key] for key in ("id", "name", "planned_on", "reached_on", "state")})
    assert [one["id"] for one in again.body["milestones"]] == [first["id"]]


def test_a_milestone_whose_state_and_days_disagree_is_refused_by_its_place(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    for wrong in ({"state": "reached"}, {"reached_on": day(-1)}, {"state": "reached", "reached_on": day(1)}):
        answer = put(manager, project, {"name": "検査"}, {"name": "引渡し", **wrong})
        assert (answer.status, answer.body["fields"][0]["field"]) == (422, "milestones.1.reached_on")
    unknown = put(manager, project, {"id": missing(), "name": "検査"})
    assert (unknown.status, unknown.body["fields"][0]["field"]) == (422, "milestones.0.id")


def test_milestones_of_somebody_who_came_later_are_not_overwritten(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    before = show(manager, project).body["version"]
    assert put(manager, project, {"name": "検査"}).status == 200
    sent: dict[str, object] = {"milestones": []}
    stale = manager.put(f"{HERE}/{project['id']}/milestones", sent, headers=version(before))
    assert (stale.status, [one["name"] for one in stale.body["current"]["milestones"]]) == (412, ["検査"])


def test_P050_the_page_says_until_when_a_partner_has_access_and_it_ends_then(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, ends_on=day(5), access_days_after_end=3)
    join(admin, project, cast.partner, role="partner")
    (member,) = show(admin, project).body["members"]
    assert member["access_until"] == day(8)
    last = day(8)
    travel(8 * DAY)
    assert show(signed_in(cast.partner), project).status == 200
    travel(9 * DAY)
    assert show(signed_in(cast.partner), project).status == 404
    assert show(signed_in(cast.admin), project).body["members"][0]["access_until"] == last


def test_a_membership_that_ends_first_ends_the_access(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, ends_on=day(5))
    join(admin, project, cast.partner, role="partner", ends_on=day(2))
    join(admin, project, cast.engineer, role="staff")
    until = {member["role"]: member["access_until"] for member in show(admin, project).body["members"]}
    assert until == {"partner": day(2), "staff": None}


def test_P058_the_poster_leads_to_the_page_of_the_site_for_whoever_sees_it(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, "K-12")
    assert signed_in(cast.partner).get(f"{HERE}/{project['id']}/poster").status == 404
    join(admin, project, cast.partner, role="partner")
    partner = signed_in(cast.partner)
    for size, width in (("a4", 595), ("a3", 842)):
        ready = partner.post(f"{HERE}/{project['id']}/poster", {"size": size})
        answer = partner.get(ready.body["url"], headers={"Authorization": ""})
        assert answer.status == 200, answer.text
        name = urllib.parse.unquote(answer.headers["content-disposition"])
        assert f"K-12_青葉橋 K-12_QRポスター_{size.upper()}.pdf" in name
        with pypdfium2.PdfDocument(answer.content) as read:
            assert len(read) == 1
            assert round(read[0].get_width()) == width
            text = read[0].get_textpage().get_text_bounded().replace(" ", "")
        assert "青葉橋K-12" in text
        assert f"/projects/{project['id']}" in text
    assert tags(signed_in(cast.admin), project["id"])[-1] == "project.poster_printed"
