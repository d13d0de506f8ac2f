"""Who decides: n of m, nobody about their own work, deputies and delegates, stages that lose their people; and by when."""

from datetime import datetime
from functools import partial

import pytest

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.approvals.doors import (
    DEPUTIES,
    HERE,
    SignIn,
    Travel,
    approve,
    at,
    decide,
    deputy,
    kinds,
    people_changed,
    person,
    role,
    route,
    rules,
    show,
    stage,
    started,
    submit,
    submitted,
    sweep,
    waiting,
)
from tests.documents.doors import content, draft_of, join, person_id, project, save, version
from tests.documents.test_at_once import at_once


def test_n_of_m_decide_in_parallel_and_nobody_twice(signed_in: SignIn) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    route(admin, stage("三者", role("safety"), role("quality"), role("expert"), needed=2))
    request = submitted(author)
    safety, quality, expert = signed_in(cast.safety), signed_in(cast.quality), signed_in(cast.expert)
    assert {tuple(waiting(each)) for each in (safety, quality, expert)} == {(request["title"],)}
    once = approve(safety, request)
    assert (once["stages"][0]["approved"], once["stages"][0]["needed"], once["state"]) == (1, 2, "in_progress")
    twice = decide(safety, once)
    assert (twice.status, twice.body["rule"]) == (403, "P-191")
    assert once["why_not"] == "この段階は、もう承認しています。"
    assert approve(expert, request)["state"] == "approved"


def test_P191_nobody_approves_their_own_work_not_as_deputy_either(signed_in: SignIn, travel: Travel) -> None:
    at(travel, "2026-12-07 09:00")
    admin, quality, safety = signed_in(cast.admin), signed_in(cast.quality), signed_in(cast.safety)
    route(admin, stage("品質か安全", role("safety"), role("quality")))
    page = started(safety)
    assert save(quality, page, content("二人で書いた")).status == 200
    assert deputy(admin, cast.expert, cast.quality, first="2026-12-01", last="2026-12-31").status == 201
    request = submit(safety, page).body
    for own in (safety, quality):
        refused = decide(own, request)
        assert (refused.status, refused.body["rule"]) == (403, "P-191")
    assert show(quality, request)["why_not"].startswith("自分が書いた文書")
    # Nobody else is in the stage: it goes to the administrator.
    assert request["stages"][0]["short"] is True
    assert waiting(admin) == ["二人で書いた"]
    assert decide(admin, request, "delegate", person_id=person_id(admin, cast.quality)).body["code"] == "approval.refused"
    assert approve(admin, request)["state"] == "approved"


def test_a_deputy_decides_on_its_days_alone(signed_in: SignIn, travel: Travel, database: Database) -> None:
    at(travel, "2026-12-07 09:00")
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    route(admin, stage("安全部", person(admin, cast.safety)))
    request = submitted(author)
    assert decide(signed_in(cast.expert), request).status in {403, 404}
    assert deputy(admin, cast.safety, cast.expert, first="2026-12-08", last="2026-12-09").status == 201
    twice = deputy(admin, cast.safety, cast.quality, first="2026-12-09", last="2026-12-10")
    assert (twice.status, twice.body["code"]) == (422, "approval.refused")
    at(travel, "2026-12-08 00:01")
    sweep(database)
    expert = signed_in(cast.expert)
    assert waiting(expert) == [request["title"]]
    assert show(expert, request)["instead_of"]["name"] == cast.safety.name
    at(travel, "2026-12-10 00:01")
    sweep(database)
    expert = signed_in(cast.expert)
    assert waiting(expert) == []
    assert decide(expert, request).status in {403, 404}
    assert deputy(signed_in(cast.admin), cast.safety, cast.expert, first="2026-12-10", last="2026-12-11").status == 201
    people_changed(database)
    done = approve(expert, request)
    assert (done["state"], done["steps"][-1]["instead_of"]["name"]) == ("approved", cast.safety.name)
    assert done["edition"]["approved_by"][0]["role"] == f"{cast.safety.name}の代理"


def test_P198_a_deputy_is_seen_by_whom_it_concerns(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    assert deputy(admin, cast.safety, cast.expert, first="2030-12-01", last="2030-12-09").status == 201
    seen = {member.key: len(signed_in(member).get(DEPUTIES).body["items"]) for member in (cast.admin, cast.safety, cast.expert)}
    assert seen == {"admin": 1, "safety": 1, "expert": 1}
    assert [signed_in(member).get(DEPUTIES).body["items"] for member in (cast.quality, cast.construction)] == [[], []]


def test_P196_people_choose_their_own_deputy_and_nobody_elses(signed_in: SignIn, travel: Travel) -> None:
    at(travel, "2026-12-07 09:00")
    admin, safety, quality = signed_in(cast.admin), signed_in(cast.safety), signed_in(cast.quality)
    days = {"from_on": "2026-12-08", "until_on": "2026-12-09"}
    sent = {"deputy_id": person_id(admin, cast.expert), **days}
    other = quality.post(DEPUTIES, {**sent, "person_id": person_id(admin, cast.safety)})
    assert (other.status, other.body["rule"]) == (403, "P-196")
    made = safety.post(DEPUTIES, sent).body["items"]
    assert signed_in(cast.construction).post(DEPUTIES, sent).status == 403
    wrong = safety.post(DEPUTIES, {**sent, "deputy_id": person_id(admin, cast.construction), "until_on": "2026-12-01"})
    assert wrong.status == 422
    assert quality.delete(f"{DEPUTIES}/{made[0]['id']}").status == 404
    assert signed_in(cast.expert).delete(f"{DEPUTIES}/{made[0]['id']}").body["rule"] == "P-196"
    assert safety.delete(f"{DEPUTIES}/{made[0]['id']}").body["items"] == []


def test_P192_somebody_hands_the_decision_to_another(signed_in: SignIn) -> None:
    admin, author, safety = signed_in(cast.admin), signed_in(cast.construction), signed_in(cast.safety)
    route(admin, stage("安全部", person(admin, cast.safety)))
    request = submitted(author)
    partner = decide(safety, request, "delegate", person_id=person_id(admin, cast.partner))
    assert (partner.status, partner.body["code"]) == (422, "approval.refused")
    stranger = decide(signed_in(cast.quality), request, "delegate", person_id=person_id(admin, cast.expert))
    assert (stranger.status, stranger.body["rule"]) == (403, "P-192")
    handed = decide(safety, request, "delegate", person_id=person_id(admin, cast.expert), comment="専門の判断を")
    assert (handed.status, handed.body["can"]["approve"]) == (200, False), handed.text
    assert waiting(safety) == []
    assert "approval.delegated" in kinds(signed_in(cast.expert))
    assert approve(signed_in(cast.expert), request)["state"] == "approved"


def test_a_stage_that_loses_its_people_goes_to_the_administrator(signed_in: SignIn, database: Database) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    route(admin, stage("二人", person(admin, cast.safety), person(admin, cast.quality), needed=2))
    request = submitted(author)
    approve(signed_in(cast.safety), request)
    assert waiting(admin) == []
    gone = person_id(admin, cast.quality)
    number = admin.get(f"/api/v1/people/{gone}").body["version"]
    disabled = admin.post(f"/api/v1/people/{gone}/disable", {"reason": "退職"}, headers=version(number))
    assert disabled.status in {200, 204}, disabled.text
    people_changed(database)
    people_changed(database)
    assert kinds(admin).count("approval.short") == 1
    stands = show(admin, request)
    assert (stands["stages"][0]["short"], stands["can"]["approve"]) == (True, True)
    assert approve(admin, request)["state"] == "approved"


def test_the_manager_of_the_project_decides(signed_in: SignIn) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    here, there = project(admin, "G-001"), project(admin, "G-002")
    join(admin, here, cast.site_manager, role="manager", starts_on="2026-01-01")
    route(admin, stage("現場", {"kind": "project_role", "value": "manager"}))
    request = submitted(author, "こちら", project_id=here["id"])
    submitted(author, "あちら", project_id=there["id"])
    manager = signed_in(cast.site_manager)
    assert waiting(manager) == ["こちら"]
    assert waiting(admin) == ["あちら"]
    assert approve(manager, request)["state"] == "approved"


@pytest.mark.parametrize(
    ("importance", "asked", "due"),
    [
        ("critical", "2026-12-05 22:00", "2026-12-06T02:00"),  # clock hours, on a Saturday night
        ("high", "2026-12-04 15:00", "2026-12-07T15:00"),  # a business day, over a weekend
        ("medium", "2026-12-04 15:00", "2026-12-09T15:00"),
    ],
)
def test_a_stage_is_due_by_importance(signed_in: SignIn, travel: Travel, importance: str, asked: str, due: str) -> None:
    at(travel, asked)
    route(signed_in(cast.admin), stage("安全部", role("safety")))
    told = datetime.fromisoformat(submitted(signed_in(cast.construction), importance=importance)["due_at"])
    assert told.replace(second=0, microsecond=0) == datetime.fromisoformat(f"{due}:00+09:00")


def test_people_are_reminded_and_a_late_stage_is_escalated_once(signed_in: SignIn, travel: Travel, database: Database) -> None:
    at(travel, "2026-12-04 15:00")
    route(signed_in(cast.admin), stage("安全部", role("safety")))
    request = submitted(signed_in(cast.construction), importance="high")
    assert sweep(database) == 0
    at(travel, "2026-12-07 14:00")
    assert sweep(database) == 1
    assert "approval.reminder" in kinds(signed_in(cast.safety))
    assert "approval.reminder" not in kinds(signed_in(cast.admin))
    at(travel, "2026-12-07 15:05")
    assert (sweep(database), sweep(database)) == (1, 0)
    safety = signed_in(cast.safety)
    late = show(safety, request)
    assert (late["late"], [step["kind"] for step in late["steps"]]) == (True, ["submitted", "reminded", "late"])
    for member in (cast.safety, cast.admin, cast.construction):
        assert kinds(signed_in(member)).count("approval.late") == 1
    assert approve(safety, request)["state"] == "approved"
    at(travel, "2026-12-20 09:00")
    assert sweep(database) == 0


def test_withdrawing_and_approving_at_the_same_instant_have_one_outcome(signed_in: SignIn) -> None:
    admin, author, safety = signed_in(cast.admin), signed_in(cast.construction), signed_in(cast.safety)
    route(admin, stage("安全部", role("safety")))
    for number in range(3):
        request = submitted(author, f"同時 {number}")
        gone, approved = at_once(partial(author.post, f"{HERE}/{request['id']}/withdraw"), partial(decide, safety, request))
        assert sorted([gone.status, approved.status]) == [200, 409], (gone.text, approved.text)
        state = "withdrawn" if gone.status == 200 else "approved"
        assert show(author, request)["state"] == state


def test_two_approvers_and_saving_against_handing_in_have_one_outcome(signed_in: SignIn) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    safety, quality = signed_in(cast.safety), signed_in(cast.quality)
    made = route(admin, stage("どちらか", role("safety"), role("quality")), stage("専門家", role("expert")))
    for number in range(3):
        page = started(author, f"同時 {number}")
        read = draft_of(author, page)["version"]
        sent, saved = at_once(
            partial(submit, author, page, version_of=read),
            partial(save, quality, page, content(f"書き換え {number}"), at=read),
        )
        assert (sent.status, saved.status) in {(201, 409), (201, 412), (412, 200)}, (sent.text, saved.text)
        if sent.status != 201:
            sent = submit(author, page)
        request = sent.body
        if saved.status == 200:
            assert decide(quality, request).body["rule"] == "P-191"
            continue
        answers = at_once(partial(decide, safety, request), partial(decide, quality, request))
        assert sorted(answer.status for answer in answers) == [200, 412], [answer.text for answer in answers]
        stands = show(author, request)
        assert (stands["stage"], [step["kind"] for step in stands["steps"]]) == (2, ["submitted", "approved"])
    rules(admin)
    assert made["version"] == 1
