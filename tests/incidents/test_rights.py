"""Who reports, sees, changes and moves incidents."""

from typing import Any

import pytest

from tests import cast
from tests.documents.doors import SignIn, project, version
from tests.incidents.doors import ACTIONS, HERE, change, move, planned, report, reported, show, site_of


@pytest.mark.parametrize("member", [cast.admin, cast.site_manager, cast.construction, cast.quality, cast.safety, cast.expert])
def test_P150_the_companys_people_report_for_any_site_and_without_one(signed_in: SignIn, member: Any) -> None:
    site = project(signed_in(cast.admin))
    assert report(signed_in(member), site).status == 201
    assert report(signed_in(member)).status == 201


def test_P150_a_partner_reports_for_own_sites_alone(signed_in: SignIn) -> None:
    here, elsewhere = site_of(signed_in), project(signed_in(cast.admin), "G-002")
    partner = signed_in(cast.partner)
    page = partner.get(HERE).body
    assert page["can"] == {"report": True, "report_without_site": False}
    assert report(partner, here).status == 201
    refused = report(partner, elsewhere)
    assert (refused.status, refused.body["rule"]) == (403, "P-150")
    assert report(partner, {"id": "01900000-0000-7000-8000-000000000000"}).body["detail"] == refused.body["detail"]
    assert report(partner).body["fields"][0]["field"] == "project_id"


def test_P151_a_partner_sees_incidents_of_own_sites_and_their_actions_alone(signed_in: SignIn) -> None:
    here, elsewhere = site_of(signed_in), project(signed_in(cast.admin), "G-002")
    safety, partner = signed_in(cast.safety), signed_in(cast.partner)
    mine, other, office = reported(safety, here), reported(safety, elsewhere), reported(safety)
    actions = [planned(safety, incident) for incident in (mine, other, office)]
    listed = partner.get(HERE).body
    assert ([row["id"] for row in listed["items"]], listed["total"]) == ([mine["id"]], 1)
    assert sum(each["count"] for each in listed["counts"]["state"]) == 1
    assert [row["id"] for row in partner.get(ACTIONS).body["items"]] == [actions[0]["id"]]
    for incident, action in zip((other, office), actions[1:], strict=True):
        assert partner.get(f"{HERE}/{incident['id']}").status == 404
        assert partner.get(f"{HERE}/{incident['code']}").status == 404
        assert partner.get(f"{HERE}/{incident['id']}/similar").status == 404
        assert partner.post(f"{HERE}/{incident['id']}/names").status == 404
        assert partner.get(f"{ACTIONS}/{action['id']}").status == 404
    assert partner.get(f"{ACTIONS}?project={elsewhere['id']}").body["counts"]["later"] == 0


def test_P151_the_reporter_sees_what_became_of_it(signed_in: SignIn) -> None:
    site, partner = site_of(signed_in), signed_in(cast.partner)
    incident = reported(partner, site)
    assert move(signed_in(cast.safety), incident).status == 200
    page = show(signed_in(cast.partner), incident)
    assert (page["state"]["code"], page["can"]["change"], page["can"]["moves"]) == ("investigating", False, [])


def test_P152_the_reporter_tells_more_until_the_investigation_begins(signed_in: SignIn) -> None:
    site, partner = site_of(signed_in), signed_in(cast.partner)
    incident = reported(partner, site)
    assert change(partner, incident, place="P2橋脚 3段目").status == 200
    assert move(signed_in(cast.safety), incident).status == 200
    refused = change(partner, incident, place="P3橋脚")
    assert (refused.status, refused.body["rule"]) == (403, "P-152")


@pytest.mark.parametrize(
    ("member", "status"),
    [(cast.admin, 200), (cast.site_manager, 200), (cast.quality, 200), (cast.safety, 200), (cast.construction, 403),
     (cast.expert, 403), (cast.partner, 403)],
)  # fmt: skip
def test_P153_who_investigates_changes_and_moves(signed_in: SignIn, member: Any, status: int) -> None:
    incident = reported(signed_in(cast.engineer), site_of(signed_in))
    changed = change(signed_in(member), incident, place="P3橋脚")
    assert (changed.status, changed.body.get("rule")) == (status, "P-152" if status == 403 else None)
    moved = move(signed_in(member), incident)
    assert (moved.status, moved.body.get("rule")) == (status, "P-153" if status == 403 else None)
    can = show(signed_in(member), incident)["can"]
    assert (bool(can["moves"]), can["plan"]) == (status == 200, status == 200)


def test_P161_properties_are_changed_by_who_investigates(signed_in: SignIn) -> None:
    foreman = signed_in(cast.construction)
    incident = reported(foreman)
    headers = version(incident["version"])
    refused = foreman.patch(f"/api/v1/documents/{incident['id']}", {"tags": ["脚立"]}, headers=headers)
    assert refused.status == 403
    changed = signed_in(cast.safety).patch(f"/api/v1/documents/{incident['id']}", {"tags": ["脚立"]}, headers=headers)
    assert (changed.status, changed.body["tags"]) == (200, ["脚立"])


def test_P159_everybody_signed_in_reads_the_public_records(signed_in: SignIn) -> None:
    assert signed_in(cast.partner).get("/api/v1/public-records").status == 200
    assert signed_in(cast.partner).get("/api/v1/incident-codes").status == 200
