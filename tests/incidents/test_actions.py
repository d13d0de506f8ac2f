"""Corrective actions: done by one, verified by another, checked weeks later; the board; what a day brings."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from mirai_knowledge.incidents import service
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import DAY, SignIn, Travel, person_id, tags, version
from tests.documents.parcels import send
from tests.documents.test_printing import pages, pdf
from tests.documents.test_rules import upload
from tests.incidents.doors import ACTIONS, act, in_state, move, plan, planned, reported, show, site_of

SYSTEM = Actor.system("tests")


def titles(person: SignedIn) -> list[str]:
    return [notice["title"] for notice in person.get("/api/v1/notices?state=all").body["items"]]


def board(person: SignedIn, query: str = "") -> Any:
    answer = person.get(f"{ACTIONS}?{query}")
    assert answer.status == 200, answer.text
    return answer.body


def test_an_action_is_done_with_evidence_and_verified_by_another(signed_in: SignIn) -> None:
    site, manager, foreman = site_of(signed_in), signed_in(cast.site_manager), signed_in(cast.construction)
    incident = reported(foreman, site)
    before, after = upload(manager).json()["id"], upload(foreman).json()["id"]
    owner = person_id(signed_in(cast.admin), cast.construction)
    action = planned(manager, incident, owner_id=owner, before=[before], effect_weeks=4)
    assert action["owner"] == {"id": owner, "name": cast.construction.name}
    assert "是正処置の担当になりました" in titles(foreman)
    held = foreman.get(f"{ACTIONS}/{action['id']}").body
    assert held["can"] == {"change": False, "moves": ["start", "complete"], "why_not": {}}
    assert act(foreman, action, "complete").body["fields"][0]["field"] == "note"
    done = act(foreman, action, "complete", after=[after]).body
    assert (done["state"]["name"], done["bucket"], done["done_by"]["name"]) == ("確認待ち", "verify", cast.construction.name)
    assert [manager.client.get(file["url"]).status_code for file in (*done["before"], *done["after"])] == [200, 200]
    assert "是正処置の完了が報告されました（確認してください）" in titles(signed_in(cast.safety))
    verified = act(manager, action, "verify").body
    due = clock.today_jst() + timedelta(weeks=4)
    assert (verified["state"]["code"], verified["effect_due_on"]) == ("verified", due.isoformat())
    assert tags(signed_in(cast.admin), action["id"]) == [
        "attachment.record_files_set", "incident_action.planned",
        "attachment.record_files_set", "incident_action.moved", "incident_action.moved",
    ]  # fmt: skip


def test_the_pdf_tells_how_the_actions_stand(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    incident = reported(safety)
    action = planned(safety, incident, effect_weeks=4)
    act(safety, action, "complete", note="替えた")
    text = "".join(pages(pdf(safety, incident)))
    day = clock.today_jst() + timedelta(days=5)
    told = ("是正処置の状況", "担当", "資材班", f"{day.year}年{day.month}月{day.day}日", "確認待ち", cast.safety.name)
    assert [word for word in told if word.replace(" ", "") not in text.replace("\n", "")] == []
    assert "資材班" not in "".join(pages(pdf(safety, incident, "?edition=1")))


def test_P156_the_doer_neither_verifies_nor_sends_back(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    action = planned(safety, reported(safety))
    done = act(safety, action, "complete", note="替えた").body
    assert done["can"]["moves"] == []
    assert set(done["can"]["why_not"]) == {"return", "verify"}
    for name in ("verify", "return"):
        refused = act(safety, action, name, note="よし")
        assert (refused.status, refused.body["rule"]) == (403, "P-156")
    back = act(signed_in(cast.quality), action, "return", note="写真がない").body
    assert (back["state"]["code"], back["done_by"], back["steps"][-1]["note"]) == ("in_progress", None, "写真がない")


@pytest.mark.parametrize("member", [cast.construction, cast.expert, cast.partner])
def test_P156_who_does_not_investigate_does_not_verify(signed_in: SignIn, member: Any) -> None:
    safety = signed_in(cast.safety)
    action = planned(safety, reported(safety, site_of(signed_in)))
    assert act(safety, action, "complete", note="替えた").status == 200
    refused = act(signed_in(member), action, "verify", at=2)
    assert (refused.status, refused.body["rule"]) == (403, "P-156")


def test_P157_the_effect_is_checked_by_another_and_a_failure_takes_the_incident_up_again(signed_in: SignIn) -> None:
    incident = in_state(signed_in, "closed")
    (action,) = incident["actions"]
    doer = act(signed_in(cast.safety), action, "confirm_effect")
    assert (doer.status, doer.body["rule"]) == (403, "P-157")
    quality = signed_in(cast.quality)
    assert act(quality, action, "deny_effect").body["fields"][0]["field"] == "note"
    failed = act(quality, action, "deny_effect", note="まだ脚立を使っている").body
    assert failed["state"]["code"] == "in_progress"
    page = show(quality, incident)
    assert (page["state"]["code"], page["steps"][-1]["reason"]) == (
        "correcting", "是正の効果が認められなかったため: まだ脚立を使っている",
    )  # fmt: skip
    assert quality.get(f"/api/v1/documents/{incident['code']}").body["own_state"]["code"] == "correcting"


def test_an_effective_action_leaves_a_closed_incident_closed(signed_in: SignIn) -> None:
    incident = in_state(signed_in, "closed")
    assert act(signed_in(cast.quality), incident["actions"][0], "confirm_effect").body["state"]["name"] == "効果あり"
    assert show(signed_in(cast.quality), incident)["state"]["code"] == "closed"


def test_P154_actions_are_planned_changed_and_given_up_by_who_investigates(signed_in: SignIn) -> None:
    foreman, safety = signed_in(cast.construction), signed_in(cast.safety)
    incident = reported(foreman)
    refused = plan(foreman, incident)
    assert (refused.status, refused.body["rule"]) == (403, "P-154")
    action = planned(safety, incident)
    number = {"headers": version(action["version"])}
    assert foreman.patch(f"{ACTIONS}/{action['id']}", {"text": "ほか"}, **number).body["rule"] == "P-154"
    changed = safety.patch(f"{ACTIONS}/{action['id']}", {"text": "立馬に替え、使い方を教える"}, **number)
    assert (changed.status, changed.body["version"]) == (200, 2)
    assert show(safety, incident)["content"]["actions"][0]["text"] == "立馬に替え、使い方を教える"
    stale = safety.patch(f"{ACTIONS}/{action['id']}", {"text": "x"}, **number)
    assert (stale.status, stale.body["code"], stale.body["current"]["version"]) == (412, "incident_action.stale", 2)
    assert act(foreman, action, "cancel", note="不要").body["rule"] == "P-154"
    assert act(safety, action, "cancel").status == 422
    assert act(safety, action, "cancel", note="足場に替えた").body["state"]["name"] == "取りやめ"


def test_P155_the_owner_or_who_investigates_reports_it_done(signed_in: SignIn) -> None:
    site, safety = site_of(signed_in), signed_in(cast.safety)
    incident = reported(safety, site)
    owner = person_id(signed_in(cast.admin), cast.partner)
    action = planned(safety, incident, owner_id=owner)
    refused = act(signed_in(cast.construction), action, "start")
    assert (refused.status, refused.body["rule"]) == (403, "P-155")
    assert act(signed_in(cast.partner), action, "start").body["state"]["name"] == "実施中"
    assert act(signed_in(cast.partner), action, "complete", note="済み").status == 200
    assert board(signed_in(cast.partner), "mine=true")["counts"]["verify"] == 1


def test_an_owner_must_be_somebody_who_sees_the_incident(signed_in: SignIn) -> None:
    safety, admin = signed_in(cast.safety), signed_in(cast.admin)
    incident = reported(safety)
    refused = plan(safety, incident, owner_id=person_id(admin, cast.partner))
    assert refused.body["fields"][0]["code"] == "person.cannot_see"
    assert plan(safety, incident, owner_name=None).body["fields"][0]["field"] == "owner_id"
    key = base64.b16encode(b"0" * 16).decode().lower()
    same: dict[str, Any] = {"id": f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"}
    assert [plan(safety, incident, **same).status for _ in range(2)] == [201, 201]
    assert len(show(safety, incident)["actions"]) == 1


def test_the_board_sorts_by_day_and_counts_its_columns(signed_in: SignIn) -> None:
    site, safety = site_of(signed_in), signed_in(cast.safety)
    before = (clock.now() - timedelta(days=2)).isoformat()
    incident, today = reported(safety, site, occurred_at=before), clock.today_jst()
    slip = plan(safety, incident, due_on=(today - timedelta(days=9)).isoformat())
    assert (slip.status, slip.body["fields"][0]["code"]) == (422, "date.before_incident")
    days = {"overdue": -1, "week": 6, "later": 7}
    for name, days_off in reversed(days.items()):
        planned(safety, incident, text=name, due_on=(today + timedelta(days=days_off)).isoformat())
    last = planned(safety, incident, text="done", due_on=today.isoformat())
    assert act(safety, last, "complete", note="済み").status == 200
    page = board(safety)
    assert [row["text"] for row in page["items"]] == ["overdue", "done", "week", "later"]
    assert page["counts"] == {"overdue": 1, "week": 1, "later": 1, "verify": 1, "effect": 0, "done": 0}
    for name in days:
        assert [row["text"] for row in board(safety, f"bucket={name}")["items"]] == [name]
        assert board(safety, f"bucket={name}")["items"][0]["late"] is (name == "overdue")
    assert act(signed_in(cast.quality), last, "verify").status == 200
    assert board(safety, f"bucket=done&project={site['id']}")["items"][0]["text"] == "done"
    first = board(safety, "limit=2")
    assert [row["text"] for row in board(safety, f"limit=2&cursor={first['next_cursor']}")["items"]] == ["later"]


def test_a_passed_day_is_told_to_the_owner_and_the_sites_managers_once(
    signed_in: SignIn, database: Database, travel: Travel
) -> None:
    site, safety, admin = site_of(signed_in), signed_in(cast.safety), signed_in(cast.admin)
    incident = reported(safety, site)
    action = planned(safety, incident, owner_id=person_id(admin, cast.construction))
    with database.begin() as tx:
        service.remind_late(tx, SYSTEM, action["id"])
    assert "是正処置の期日を過ぎています" not in titles(signed_in(cast.construction))
    travel(7 * DAY)
    with database.begin() as tx:
        service.remind_late(tx, SYSTEM, action["id"])
    for member in (cast.construction, cast.site_manager):
        assert "是正処置の期日を過ぎています" in titles(signed_in(member))
    assert "是正処置の期日を過ぎています" not in titles(signed_in(cast.quality))


def test_the_day_of_the_effect_is_told_and_stands_on_the_board(signed_in: SignIn, database: Database, travel: Travel) -> None:
    safety, quality = signed_in(cast.safety), signed_in(cast.quality)
    action = planned(safety, reported(safety), effect_weeks=2)
    assert act(safety, action, "complete", note="済み").status == 200
    assert act(quality, action, "verify").status == 200
    assert board(safety)["counts"]["effect"] == 0
    early = act(quality, action, "confirm_effect")
    assert (early.status, early.body["fields"][0]["code"]) == (422, "effect.early")
    can = quality.get(f"{ACTIONS}/{action['id']}").body["can"]
    assert ("confirm_effect" in can["moves"], "deny_effect" in can["moves"]) == (False, True)
    assert "日から確かめられます" in can["why_not"]["confirm_effect"]
    travel(14 * DAY)
    assert board(signed_in(cast.safety))["counts"] | {"done": 0} == board(signed_in(cast.safety))["counts"]
    assert board(signed_in(cast.safety))["counts"]["effect"] == 1
    with database.begin() as tx:
        service.remind_effect(tx, SYSTEM, action["id"])
    assert "是正処置の効果を確認する日です" in titles(signed_in(cast.quality))
    assert act(signed_in(cast.quality), action, "confirm_effect").body["state"]["name"] == "効果あり"


def test_a_binned_incident_reminds_nobody(signed_in: SignIn, database: Database, travel: Travel) -> None:
    safety = signed_in(cast.safety)
    incident = reported(safety)
    action = planned(safety, incident, owner_id=person_id(signed_in(cast.admin), cast.construction))
    assert safety.post(f"/api/v1/documents/{incident['id']}/bin").status in {200, 204}
    travel(7 * DAY)
    with database.begin() as tx:
        service.remind_late(tx, SYSTEM, action["id"])
    assert signed_in(cast.construction).get(f"{ACTIONS}/{action['id']}").status == 404
    assert move(signed_in(cast.safety), incident, at=1).status == 404


def test_evidence_is_a_photo_or_a_file_and_only_ones_own(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    action = planned(safety, reported(safety))
    sheet = send(safety, "点検表.txt", "手すりを復旧した".encode()).body["id"]
    foreign = send(signed_in(cast.quality), "ほか.txt", b"x").body["id"]
    assert act(safety, action, "complete", after=[foreign]).body["fields"][0]["field"] == "after"
    done = act(safety, action, "complete", after=[sheet]).body
    assert [(file["name"], file["family"]) for file in done["after"]] == [("点検表.txt", "text")]
    back = act(signed_in(cast.quality), action, "return", note="写真も付ける").body
    again = act(safety, back, "complete", after=[upload(safety).json()["id"]]).body
    assert [file["family"] for file in again["after"]] == ["text", "image"]


def test_the_lists_leave_as_files_with_what_the_reader_sees(signed_in: SignIn) -> None:
    site, safety, partner = site_of(signed_in), signed_in(cast.safety), signed_in(cast.partner)
    incident = reported(safety, site, people=[{"id": "p1", "name": "渡会 俊介"}])
    reported(safety, place="本社倉庫")
    planned(safety, incident, text="立馬に替える")
    rows = safety.get("/api/v1/exports/incidents?format=csv&state=reported").content.decode("utf-8-sig")
    assert (incident["code"] in rows, "本社倉庫" in rows, "渡会" in rows) == (True, True, False)
    board_rows = safety.get(f"/api/v1/exports/incident-actions?format=csv&project={site['id']}").content.decode("utf-8-sig")
    assert "立馬に替える" in board_rows
    assert partner.get("/api/v1/exports/incidents?format=csv").body["rule"] == "P-140"


def test_P152_files_of_an_incident_are_changed_by_who_investigates_until_it_is_closed(signed_in: SignIn) -> None:
    safety, foreman = signed_in(cast.safety), signed_in(cast.construction)
    incident = reported(safety)
    file = send(safety, "届出.txt", "監督署へ報告した".encode()).body["id"]
    here = f"/api/v1/documents/{incident['code']}/attachments"
    assert (safety.get(here).body["can_change"], foreman.get(here).body["can_change"]) == (True, False)
    assert safety.post(here, {"attachment_id": file}).status in (200, 201)
    closed = in_state(signed_in, "closed")
    assert safety.get(f"/api/v1/documents/{closed['code']}/attachments").body["can_change"] is False
