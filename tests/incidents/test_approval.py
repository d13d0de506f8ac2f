"""Closing an incident and verifying a corrective action pass a route where a rule asks for one."""

from typing import Any

from tests import cast
from tests.approvals import doors as approvals
from tests.conftest import SignedIn
from tests.documents.doors import SignIn, person_id, tags, version
from tests.incidents.doors import ACTIONS, act, change, finish, in_state, move, plan, show, site_of

WAITS = (409, "incident.approval_waits")


def routed(signed_in: SignIn, purpose: str, *roles: str) -> None:
    approvals.route(
        signed_in(cast.admin), *(approvals.stage(f"{code} の確認", approvals.role(code)) for code in roles), kind=purpose
    )


def verified(signed_in: SignIn, site: Any = None) -> Any:
    """An incident of which nothing is left but to close it, told by safety."""
    page = in_state(signed_in, "verifying", site)
    finish(signed_in, page, "verify")
    return show(signed_in(cast.safety), page)


def asked(person: SignedIn, of: str) -> Any:
    rows = person.get(f"{approvals.HERE}?box=waiting").body["items"]
    return next(row for row in rows if row["purpose"] == of)


def test_an_incident_is_closed_by_the_last_stage_of_its_route(signed_in: SignIn) -> None:
    routed(signed_in, "incident_close", "quality", "admin")
    quality, safety, admin = (signed_in(member) for member in (cast.quality, cast.safety, cast.admin))
    page = verified(signed_in)
    sent = move(safety, page)
    assert (sent.status, sent.body["state"]["code"]) == (200, "verifying"), sent.text
    assert (sent.body["can"]["moves"], sent.body["can"]["change"], sent.body["can"]["plan"]) == ([], False, False)
    for refused in (
        move(quality, page),
        move(quality, page, "send_back", reason="やり直し"),
        change(quality, page),
        plan(quality, page),
    ):
        assert (refused.status, refused.body["code"]) == WAITS
    request = asked(quality, "incident_close")
    assert (request["id"], request["purpose_name"]) == (sent.body["approval"], "事故・ヒヤリの終結")
    assert request["title"] == f"終結: {page['title']}"
    assert approvals.approve(quality, request)["stage"] == 2
    assert show(safety, page)["state"]["code"] == "verifying"
    assert approvals.approve(admin, request)["state"] == "approved"
    closed = show(safety, page)
    assert (closed["state"]["code"], closed["approval"], closed["steps"][-1]["by"]["name"]) == ("closed", None, cast.admin.name)
    assert closed["steps"][-1]["reason"] == f"承認により（{cast.quality.name}、{cast.admin.name}）"
    told = tags(admin, page["id"])
    assert told.index("incident.moved") < told.index("approval.passed")


def test_a_returned_or_withdrawn_closing_leaves_the_incident_as_it_was(signed_in: SignIn) -> None:
    routed(signed_in, "incident_close", "quality")
    quality, safety = signed_in(cast.quality), signed_in(cast.safety)
    page = verified(signed_in)
    first = move(safety, page).body["approval"]
    mine = approvals.decide(safety, approvals.show(safety, {"id": first}))
    assert (mine.status, mine.body["rule"]) == (403, "P-191"), "nobody approves what they ask for"
    approvals.send_back(quality, {"id": first}, "写真を付けてください。")
    assert "approval.returned" in approvals.kinds(safety)
    again = show(safety, page)
    assert (again["approval"], again["can"]["moves"], again["state"]["code"]) == (None, ["advance", "send_back"], "verifying")
    second = move(safety, page).body["approval"]
    assert safety.post(f"{approvals.HERE}/{second}/withdraw").status == 200
    assert move(safety, page, "send_back", reason="写真を撮り直す").body["state"]["code"] == "correcting"


def test_an_action_is_verified_by_approval_and_never_by_who_did_it(signed_in: SignIn) -> None:
    routed(signed_in, "action_verify", "quality", "admin")
    quality, safety, admin = (signed_in(member) for member in (cast.quality, cast.safety, cast.admin))
    page = in_state(signed_in, "correcting")
    row = page["actions"][0]
    owner = {"owner_id": person_id(admin, cast.quality)}
    assert safety.patch(f"{ACTIONS}/{row['id']}", owner, headers=version(row["version"])).status == 200
    assert act(quality, row, "complete", note="手すりを付けた").status == 200
    sent = act(safety, row, "verify", note="写真で見た")
    assert (sent.status, sent.body["state"]["code"], sent.body["can"]["moves"]) == (200, "done", []), sent.text
    refused = act(safety, row, "return", note="見直し")
    assert (refused.status, refused.body["code"]) == WAITS
    request = {"id": sent.body["approval"]}
    own = approvals.decide(quality, approvals.show(quality, request))
    assert (own.status, own.body["rule"]) == (403, "P-191"), "who did it does not verify it, not along a route either"
    view = approvals.show(admin, request)
    assert (view["title"], view["stages"][0]["short"]) == (f"是正の確認: {row['text']}", True), "administrators stand in"
    assert approvals.approve(admin, request)["stage"] == 2
    assert approvals.approve(admin, request)["state"] == "approved"
    after = show(safety, page)["actions"][0]
    assert (after["state"]["code"], after["verified_by"]["name"]) == ("verified", cast.admin.name)


def test_without_a_rule_of_its_own_nothing_waits(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    made = admin.post(approvals.ROUTES, {"name": "本社", "stages": [approvals.stage("本社", approvals.role("safety"))]}).body
    table = approvals.rules(admin, {"kind": None, "route_id": made["id"]})
    assert table["items"][0]["sentence"].startswith("規則1（すべての文書）")
    assert in_state(signed_in, "closed")["state"]["code"] == "closed"
    named = approvals.rules(admin, {"kind": "incident_close", "importances": ["critical"], "route_id": made["id"]})
    assert "種類が「事故・ヒヤリの終結」" in named["items"][0]["sentence"]


def test_P194_a_partner_sees_no_request_about_an_incident_of_the_own_site(signed_in: SignIn) -> None:
    routed(signed_in, "incident_close", "quality")
    page = verified(signed_in, site_of(signed_in))
    request = move(signed_in(cast.safety), page).body["approval"]
    assert signed_in(cast.quality).get(f"{approvals.HERE}/{request}").status == 200
    assert signed_in(cast.partner).get(f"{approvals.HERE}/{request}").status == 404
    assert signed_in(cast.engineer).get(f"{approvals.HERE}/{request}").status == 404
