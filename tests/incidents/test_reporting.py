"""Reporting and investigating: what is told, who is told, how it goes on to its end."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from mirai_knowledge.kernel import clock
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import SignIn, tags, version
from tests.documents.test_rules import upload
from tests.incidents.doors import (
    CAUSE,
    HERE,
    act,
    change,
    in_state,
    move,
    plan,
    planned,
    report,
    reported,
    show,
    site_of,
    telling,
)


def notices(person: SignedIn) -> list[Any]:
    items: list[Any] = person.get("/api/v1/notices?state=all").body["items"]
    return items


def test_a_report_is_there_at_once_and_its_people_are_told(signed_in: SignIn) -> None:
    site, foreman = site_of(signed_in), signed_in(cast.construction)
    photo = upload(foreman).json()["id"]
    page = reported(foreman, site, photos=[{"id": "p1", "picture": photo}], likelihood=3, consequence=3)
    assert (page["state"]["name"], page["title"], page["severity"]["code"]) == (
        "報告", "墜落、転落（ヒヤリ・ハット） P2橋脚", "high",
    )  # fmt: skip
    assert foreman.client.get(page["pictures"][photo]).status_code == 200
    document = foreman.get(f"/api/v1/documents/{page['code']}").body
    assert (document["kind"], document["own_state"]["code"], document["edition"]["no"]) == ("incident", "reported", 1)
    assert document["audience"] == "site"
    for member in (cast.site_manager, cast.safety):
        assert [notice["link"] for notice in notices(signed_in(member))] == [f"/incidents/{page['code']}"]
    assert notices(signed_in(cast.quality)) == []
    assert "incident.reported" in tags(signed_in(cast.admin), page["id"])


def test_a_report_sent_again_is_there_once_and_nobody_takes_its_id(signed_in: SignIn) -> None:
    foreman, key = signed_in(cast.construction), str(uuid.uuid4())
    sent = {"id": key, "told": telling()}
    assert [foreman.post(HERE, sent).status for _ in range(2)] == [201, 201]
    assert foreman.get(HERE).body["total"] == 1
    assert signed_in(cast.safety).post(HERE, sent).body["code"] == "incident.id_taken"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"occurred_at": (clock.now() + timedelta(days=1)).isoformat()}, "told.occurred_at"),
        ({"photos": [{"id": "p1", "picture": str(uuid.uuid4())}]}, "told.photos"),
        ({"people": [{"id": "a", "person_id": str(uuid.uuid4())}]}, "told.people"),
        ({"accident_type": 20}, "told.accident_type"),
        ({"agent": 100}, "told.agent"),
        ({"description": "  "}, "told.description"),
        ({"likelihood": 5}, "told.likelihood"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(signed_in: SignIn, fields: Any, field: str) -> None:
    refused = report(signed_in(cast.construction), **fields)
    assert (refused.status, [fault["field"] for fault in refused.body["fields"]]) == (422, [field])


def test_an_incident_goes_from_the_report_to_its_close(signed_in: SignIn) -> None:
    site, foreman, manager = site_of(signed_in), signed_in(cast.construction), signed_in(cast.site_manager)
    incident = reported(foreman, site, type="accident")
    assert move(manager, incident).body["state"]["code"] == "investigating"
    refused = move(manager, incident)
    assert (refused.status, refused.body["code"]) == (409, "incident.causes_missing")
    assert show(manager, incident)["can"]["blocked"] == refused.body["detail"]
    whys = [{"id": "w1", "text": "脚立が傾いた"}, {"id": "w2", "text": "足元が砕石だった"}]
    timeline = [{"id": "e1", "at": (clock.now() - timedelta(hours=2)).isoformat(), "title": "飛び降りた"}]
    answer = change(manager, incident, causes=[CAUSE], whys=whys, timeline=timeline, agent=371, reason="聞き取り")
    assert (answer.status, answer.body["agent"]["name"]) == (200, "はしご等")
    assert move(manager, incident).body["state"]["code"] == "action_plan"
    assert move(manager, incident).body["code"] == "incident.actions_missing"
    action = planned(manager, incident)
    assert move(manager, incident).body["state"]["code"] == "correcting"
    assert move(manager, incident).body["code"] == "incident.actions_still_open"
    assert act(manager, action, "complete", note="立馬を2台入れた").status == 200
    assert move(manager, incident).body["state"]["code"] == "verifying"
    assert move(manager, incident).body["code"] == "incident.actions_still_open"
    assert act(signed_in(cast.safety), action, "verify").status == 200
    closed = move(manager, incident).body
    assert (closed["state"]["name"], closed["flags"], closed["next_state"]) == ("終結", [], None)
    steps = [step["state"]["code"] for step in show(foreman, incident)["steps"]]
    assert steps == ["reported", "investigating", "action_plan", "correcting", "verifying", "closed"]
    assert notices(foreman)[0]["title"] == "報告した事故・ヒヤリが「終結」になりました"
    editions = foreman.get(f"/api/v1/documents/{incident['code']}/editions").body["items"]
    assert [row["no"] for row in editions] == [3, 2, 1]
    history = tags(signed_in(cast.admin), incident["id"])
    assert history.count("incident.moved") == 5


def test_a_near_miss_may_need_no_correction(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    incident = reported(safety, causes=[CAUSE])
    states = [move(safety, incident).body["state"]["code"] for _ in range(5)]
    assert states == ["investigating", "action_plan", "correcting", "verifying", "closed"]


def test_a_closed_incident_is_changed_only_after_it_is_reopened_with_a_reason(signed_in: SignIn) -> None:
    safety, incident = signed_in(cast.safety), in_state(signed_in, "closed")
    assert change(safety, incident, place="P3橋脚").body["code"] == "incident.closed"
    assert plan(safety, incident).body["code"] == "incident.closed"
    assert act(safety, incident["actions"][0], "reopen", note="足りない").body["code"] == "incident.closed"
    assert move(safety, incident).body["code"] == "incident.move_refused"
    assert move(safety, incident, "reopen").body["fields"][0]["field"] == "reason"
    again = move(safety, incident, "reopen", reason="同じことが起きた")
    assert (again.status, again.body["state"]["code"]) == (200, "investigating")
    assert again.body["steps"][-1]["reason"] == "同じことが起きた"
    assert change(safety, incident, place="P3橋脚").status == 200


def test_a_step_back_needs_a_reason(signed_in: SignIn) -> None:
    safety, incident = signed_in(cast.safety), in_state(signed_in, "verifying")
    assert move(safety, incident, "send_back").status == 422
    assert move(safety, incident, "send_back", reason="写真が足りない").body["state"]["code"] == "correcting"


def test_a_late_save_is_told_what_stands_now(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    incident = reported(safety)
    assert change(safety, incident, place="P3橋脚").status == 200
    stale = change(safety, incident, at=incident["version"], place="P4橋脚")
    assert (stale.status, stale.body["code"]) == (412, "document.stale")
    assert safety.put(f"{HERE}/{incident['id']}", {"told": telling()}).status == 428
    assert move(safety, incident, at=incident["version"]).status == 412


def test_editions_are_compared_by_fact_and_row(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    incident = reported(safety, causes=[CAUSE])
    assert change(safety, incident, causes=[CAUSE, {"id": "c2", "field": "media", "text": "砕石の上だった"}]).status == 200
    newer, older = safety.get(f"/api/v1/documents/{incident['code']}/editions").body["items"]
    compared = safety.get(f"/api/v1/documents/{incident['code']}/compare?from={older['id']}&to={newer['id']}").body
    assert [block["name"] for block in compared["blocks"] if block["changed"]] == ["原因 2"]


def test_the_list_is_narrowed_and_counted(signed_in: SignIn) -> None:
    site, safety = site_of(signed_in), signed_in(cast.safety)
    before = clock.now() - timedelta(days=2)
    told = {"type": "accident", "accident_type": 6, "likelihood": 4, "consequence": 4, "occurred_at": before.isoformat()}
    late = reported(safety, site, **told)
    planned(safety, late, due_on=(clock.today_jst() - timedelta(days=1)).isoformat())
    reported(signed_in(cast.construction), place="資材置場", type="property_damage", accident_type=4)
    page = safety.get(HERE).body
    assert (page["total"], page["counts"]["late"]) == (2, 1)
    assert [(each["value"], each["count"]) for each in page["counts"]["type"]] == [("accident", 1), ("property_damage", 1)]
    for query in ("type=accident", "severity=critical", "accident_type=6", f"project={site['id']}", "late=true",
                  "q=激突され", "q=P2橋脚"):  # fmt: skip
        assert [row["id"] for row in safety.get(f"{HERE}?{query}").body["items"]] == [late["id"]], query
    assert [row["place"] for row in signed_in(cast.construction).get(f"{HERE}?mine=true").body["items"]] == ["資材置場"]
    day = before.astimezone(clock.JST).date().isoformat()
    assert safety.get(f"{HERE}?since={day}&until={day}&state=reported&state=closed").body["total"] == 1
    assert safety.get(f"{HERE}?state=closed").body["total"] == 0
    first = safety.get(f"{HERE}?limit=1").body
    rest = safety.get(f"{HERE}?limit=1&cursor={first['next_cursor']}").body
    assert {first["items"][0]["id"], rest["items"][0]["id"]} == {row["id"] for row in page["items"]}
    assert (rest["total"], rest["counts"], rest["next_cursor"]) == (None, None, None)
    row = next(row for row in page["items"] if row["id"] == late["id"])
    assert (row["open_actions"], row["late_actions"]) == (1, 1)


def test_the_doors_of_drafts_are_closed_to_incidents(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    incident = reported(safety)
    start = safety.post("/api/v1/documents", {"kind": "incident", "content": {}, "metadata": {}})
    assert start.body["code"] == "document.not_drafted"
    saved = safety.put(f"/api/v1/documents/{incident['id']}/draft", {"content": {}}, headers=version(0))
    assert saved.body["code"] == "document.not_drafted"
