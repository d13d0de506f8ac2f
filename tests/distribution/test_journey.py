"""A document is sent to people who read it, confirm, ask, and are asked again when it changes."""

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import SignedIn
from tests.distribution.doors import (
    EVERYONE,
    HERE,
    MUST,
    SignIn,
    Travel,
    at,
    board,
    content,
    join,
    kinds,
    must,
    names,
    person_id,
    preview,
    project,
    published,
    revise,
    say,
    send,
    sent,
    sweep,
    work,
)
from tests.documents.doors import publish, save, start, tags

INSIDE = {m.name for m in (cast.admin, cast.site_manager, cast.construction, cast.engineer, cast.quality, cast.expert)}


def test_P200_the_audience_is_known_by_name_before_anything_is_sent(signed_in: SignIn) -> None:
    safety, admin = signed_in(cast.safety), signed_in(cast.admin)
    page = published(signed_in, audience="internal")
    told = preview(safety, page, EVERYONE)
    assert (told["recipients"], told["never"], told["hidden"]) == (6, 1, 0)
    assert names(told["names"]) == INSIDE
    assert [each["name"] for each in told["left_out"]] == [cast.partner.name]
    opened = preview(safety, page, EVERYONE, open_to_hidden=True)
    assert (opened["recipients"], opened["hidden"], opened["never"]) == (7, 1, 0)
    assert preview(safety, page, {"kind": "role", "value": "construction"})["recipients"] == 2
    company = next(each["id"] for each in admin.get("/api/v1/companies").body["items"] if each["code"] == "C-101")
    site = project(admin)
    join(admin, site, cast.partner, role="partner")
    join(admin, site, cast.engineer)
    assert admin.post(f"/api/v1/projects/{site['id']}/companies", {"company_id": company, "tier": 1}).status == 201
    every = {"open_to_hidden": True}
    assert names(preview(safety, page, {"kind": "company", "value": company}, **every)["names"]) == {cast.partner.name}
    first = {"kind": "tier", "value": "1", "project_id": site["id"]}
    assert names(preview(safety, page, first, **every)["names"]) == {cast.partner.name}
    both = preview(safety, page, {"kind": "project", "value": site["id"]}, first, **every)
    assert names(both["names"]) == {cast.partner.name, cast.engineer.name}
    assert both["words"] == f"{site['name']}、{site['name']}の1次の会社"
    assert preview(safety, page, EVERYONE, offset=5)["names"] == told["names"][5:]
    assert kinds(signed_in(cast.engineer)) == []


def test_P201_P203_P204_it_is_opened_confirmed_and_counted(signed_in: SignIn, database: Database) -> None:
    safety, engineer = signed_in(cast.safety), signed_in(cast.engineer)
    page = published(signed_in)
    made = sent(database, safety, page, message="朝のうちに読んでください")
    assert (made["row"]["state"], made["row"]["tally"]["total"], made["left_out_count"]) == ("sent", 6, 1)
    assert [each["name"] for each in made["left_out"]] == [cast.partner.name]
    assert "distribution.asked" in kinds(engineer)
    assert engineer.get(f"{MUST}/count").body == {"waiting": 1, "late": 0}
    (item,) = must(engineer)
    assert (item["document"]["code"], item["message"], item["done"]) == (page["code"], "朝のうちに読んでください", False)
    assert engineer.post(f"{MUST}/{item['id']}/opened").status == 204
    assert names(board(safety, made, "stands=unopened")) == INSIDE - {cast.engineer.name}
    card = engineer.get(f"/api/v1/documents/{page['id']}/must-reads").body["items"][0]
    assert (card["minutes"], card["change_count"], card["item"]["opened_at"] is not None) == (1, 0, True)
    said = say(engineer, item)
    assert (said.status, said.body["accepted"], said.body["item"]["done"]) == (200, True, True)
    assert (must(engineer), [each["id"] for each in must(engineer, "done=true")]) == ([], [item["id"]])
    tally = safety.get(f"{HERE}/{made['row']['id']}").body["row"]["tally"]
    assert (tally["opened"], tally["done"], tally["late"]) == (1, 1, 0)
    assert names(board(safety, made, "stands=confirmed")) == {cast.engineer.name}
    assert names(board(safety, made, "q=" + cast.engineer.name[:3])) == {cast.engineer.name}
    foreign = say(signed_in(cast.quality), item)
    assert (foreign.status, foreign.body["code"]) == (404, "distribution.receipt_not_found")
    log = tags(signed_in(cast.admin), page["id"])
    assert [tag for tag in log if tag.startswith("distribution.")] == [
        "distribution.planned", "distribution.sent", "distribution.opened", "distribution.confirmed",
    ]  # fmt: skip


def test_P205_what_is_not_understood_is_asked_and_answered(signed_in: SignIn, database: Database) -> None:
    safety, engineer, owner = signed_in(cast.safety), signed_in(cast.engineer), signed_in(cast.quality)
    page = published(signed_in, audience="partners")
    made = sent(database, safety, page)
    (item,) = must(engineer)
    empty = say(engineer, item, "unclear")
    assert empty.status == 422
    assert say(engineer, item, "unclear", question="かぶりは何ミリですか").body["item"]["reply"] == "unclear"
    assert names(board(safety, made, "stands=unclear")) == {cast.engineer.name}
    assert "distribution.question" in kinds(owner)
    assert "distribution.question" in kinds(safety)
    asked = owner.get(f"/api/v1/documents/{page['id']}/receipt-questions").body
    assert (asked["can_answer"], asked["items"][0]["asked"]["text"]) == (True, "かぶりは何ミリですか")
    question = asked["items"][0]["asked"]["id"]
    partner = signed_in(cast.partner)
    assert partner.get(f"/api/v1/documents/{page['id']}/receipt-questions").body == {"items": [], "can_answer": False}
    refused = partner.post(f"/api/v1/receipt-questions/{question}/answer", {"answer": "40mm"})
    assert (refused.status, refused.body["code"]) == (404, "distribution.question_not_found")
    assert owner.post(f"/api/v1/receipt-questions/{question}/answer", {"answer": "40mm です"}).status == 204
    assert "distribution.answered" in kinds(engineer)
    assert must(engineer)[0]["questions"][0]["answer"] == "40mm です"
    assert say(engineer, item).body["accepted"] is True


def test_P204_wrong_answers_are_told_kept_and_tried_again(signed_in: SignIn, database: Database) -> None:
    safety, engineer = signed_in(cast.safety), signed_in(cast.engineer)
    page = published(signed_in)
    questions = [
        {"text": "かぶりは", "choices": ["20mm", "40mm"], "right": 1},
        {"text": "結束は", "choices": ["する", "しない"], "right": 0},
    ]
    refused = send(safety, page, EVERYONE, confirm=False, questions=questions)
    assert refused.status == 422
    made = sent(database, safety, page, questions=questions)
    (item,) = must(engineer)
    card = engineer.get(f"/api/v1/documents/{page['id']}/must-reads").body["items"][0]
    assert [each["right"] for each in card["check"]] == [None, None]
    assert say(engineer, item).body["fields"][0]["field"] == "choices"
    wrong = say(engineer, item, choices=[0, 0]).body
    assert (wrong["accepted"], wrong["wrong"], wrong["item"]["done"]) == (False, [0], False)
    assert say(engineer, item, choices=[1, 0]).body["accepted"] is True
    (row,) = board(safety, made, "stands=confirmed")
    assert row["tries"] == 2


def test_a_material_edition_asks_those_again_who_confirmed_an_editorial_one_does_not(
    signed_in: SignIn, database: Database
) -> None:
    safety, engineer, quality = signed_in(cast.safety), signed_in(cast.engineer), signed_in(cast.quality)
    page = published(signed_in)
    made = sent(database, safety, page)
    (first,) = must(engineer)
    assert say(engineer, first).status == 200
    revise(quality, page, content(body="## 打設前の確認\n\n- 型枠を見る\n"), is_material=False)
    work(database)
    assert must(engineer) == []
    assert must(signed_in(cast.expert))[0]["edition_no"] == 2
    revise(
        quality, page, content(body="## 打設前の確認\n\n- 型枠を見る\n- 温度を測る\n"), reason="温度を加えた", is_material=True
    )
    work(database)
    (again,) = must(engineer)
    assert (again["edition_no"], again["changed_from"] is not None) == (3, True)
    assert "distribution.again" in kinds(engineer)
    assert "distribution.again" not in kinds(signed_in(cast.expert))
    card = engineer.get(f"/api/v1/documents/{page['id']}/must-reads").body["items"][0]
    assert (card["reason"], card["change_count"]) == ("温度を加えた", 1)
    assert "温度" in card["changes"][0]["text"]
    stale = say(engineer, first)
    assert stale.status == 404
    late = engineer.post(f"{MUST}/{again['id']}/say", {"edition_id": first["edition_id"], "reply": "read"})
    assert (late.status, late.body["code"]) == (412, "distribution.receipt_stale")
    assert say(engineer, again).body["accepted"] is True
    rows = board(safety, made)
    assert (len(rows), sum(row["asked_again"] for row in rows)) == (6, 1)


def the_figures_open_their_lists(safety: SignedIn) -> None:
    figures = safety.get(f"{HERE}/figures").body
    assert (figures["total"], figures["within_48h"], figures["confirmed_late"], figures["overdue"]) == (3, 1, 1, 1)
    assert figures["settled"] == 3
    for which, counted in (("within_48h", {cast.expert.name}), ("confirmed_late", {cast.engineer.name})):
        assert names(safety.get(f"{HERE}/figures/receipts?which={which}").body["items"]) == counted
    assert len(safety.get(f"{HERE}?standing=late").body["items"]) == 1


def test_reminder_and_escalation_come_once_each_and_late_ones_may_still_confirm(
    signed_in: SignIn, database: Database, travel: Travel
) -> None:
    at(travel, "2026-12-07 09:00")
    admin, safety, engineer = signed_in(cast.admin), signed_in(cast.safety), signed_in(cast.engineer)
    site = project(admin, status="in_progress")
    join(admin, site, cast.engineer, starts_on="2026-12-01")
    join(admin, site, cast.site_manager, role="manager", starts_on="2026-12-01")
    page = publish(signed_in(cast.quality), start(signed_in(cast.quality), text=content(importance="critical"))).body
    people = [{"kind": "person", "value": person_id(admin, each)} for each in (cast.engineer, cast.construction, cast.expert)]
    made = sent(database, safety, page, *people)
    assert made["row"]["due_at"].startswith("2026-12-09T00:00:0")
    assert say(signed_in(cast.expert), must(signed_in(cast.expert))[0]).status == 200
    at(travel, "2026-12-08 22:00")
    sweep(database)
    assert kinds(signed_in(cast.engineer)) == ["distribution.reminder", "distribution.asked"]
    assert "distribution.reminder" not in kinds(signed_in(cast.expert))
    at(travel, "2026-12-09 09:01")
    sweep(database)
    sweep(database)
    engineer, manager = signed_in(cast.engineer), signed_in(cast.site_manager)
    assert kinds(manager) == ["distribution.late"]
    told = manager.get("/api/v1/notices").body["items"][0]
    assert "1人" in told["body"]
    assert kinds(signed_in(cast.safety)) == ["distribution.late"]
    assert "うち 1人には" in signed_in(cast.safety).get("/api/v1/notices").body["items"][0]["body"]
    assert kinds(engineer)[0] == "distribution.late_own"
    (item,) = must(engineer)
    assert (item["late"], engineer.get(f"{MUST}/count").body) == (True, {"waiting": 1, "late": 1})
    assert say(engineer, item).body["item"]["late"] is True
    safety = signed_in(cast.safety)
    tally = safety.get(f"{HERE}/{made['row']['id']}").body["row"]["tally"]
    assert (tally["done"], tally["done_late"], tally["late"]) == (2, 1, 1)
    the_figures_open_their_lists(safety)
    sites = safety.get(f"{HERE}/{made['row']['id']}").body["sites"]
    assert [(each["project"]["code"], each["tally"]["total"]) for each in sites] == [("G-001", 1)]
    here = manager.get(f"/api/v1/projects/{site['id']}/distributions").body["items"]
    assert [(each["tally"]["total"], each["tally"]["done"]) for each in here] == [(1, 1)]


def test_P202_it_is_sent_at_its_time_and_can_be_called_off(signed_in: SignIn, database: Database, travel: Travel) -> None:
    at(travel, "2026-12-07 09:00")
    safety, engineer = signed_in(cast.safety), signed_in(cast.engineer)
    page = published(signed_in)
    made = sent(database, safety, page, send_at="2026-12-08T08:00:00+09:00")
    other = sent(database, safety, page, send_at="2026-12-08T08:00:00+09:00")
    assert (made["row"]["state"], must(engineer)) == ("scheduled", [])
    refused = signed_in(cast.site_manager).post(f"{HERE}/{other['row']['id']}/cancel", {"reason": "不要"})
    assert (refused.status, refused.body["rule"]) == (403, "P-202")
    assert safety.post(f"{HERE}/{other['row']['id']}/cancel", {"reason": "重複"}).body["row"]["state"] == "cancelled"
    at(travel, "2026-12-08 08:01")
    sweep(database)
    work(database)
    safety, engineer = signed_in(cast.safety), signed_in(cast.engineer)
    assert len(must(engineer)) == 1
    assert safety.post(f"{HERE}/{made['row']['id']}/nudge").body == {"people": 6}
    assert safety.post(f"{HERE}/{made['row']['id']}/cancel", {"reason": "誤り"}).status == 200
    assert must(engineer) == []
    again = safety.post(f"{HERE}/{made['row']['id']}/cancel", {"reason": "誤り"})
    assert (again.status, again.body["code"]) == (409, "distribution.move_refused")


def test_an_edition_that_waits_for_its_day_is_sent_on_that_day(signed_in: SignIn, database: Database, travel: Travel) -> None:
    at(travel, "2026-12-07 09:00")
    quality = signed_in(cast.quality)
    page = start(quality)
    nothing = send(quality, page, EVERYONE)
    assert (nothing.status, nothing.body["code"]) == (409, "distribution.nothing_to_send")
    publish(quality, page, in_force_from="2026-12-10T00:00:00+09:00")
    made = sent(database, quality, page)
    assert (made["row"]["state"], made["row"]["send_at"]) == ("scheduled", "2026-12-09T15:00:00Z")
    at(travel, "2026-12-10 00:01")
    sweep(database)
    work(database)
    assert len(must(signed_in(cast.engineer))) == 1


def test_P207_what_comes_into_force_is_sent_by_the_first_rule_that_fits(signed_in: SignIn, database: Database) -> None:
    admin, quality = signed_in(cast.admin), signed_in(cast.quality)
    group = admin.post(
        "/api/v1/distribution-groups", {"name": "施工の人", "audience": [{"kind": "role", "value": "construction"}]}
    ).body
    form = {"name": "重要な改訂", "audience": [{"kind": "group", "value": group["id"]}], "message": "改訂です"}
    template = admin.post("/api/v1/distribution-templates", form).body
    assert (template["words"], group["words"]) == ("施工の人", "施工管理")
    rules = [
        {"kind": "knowledge", "importances": ["low"], "template_id": None},
        {"kind": "knowledge", "change": "material", "template_id": template["id"]},
    ]
    table = admin.get("/api/v1/distribution-rules").body
    put = admin.put("/api/v1/distribution-rules", {"rules": rules}, headers={"If-Match": f'"v{table["version"]}"'})
    assert put.body["items"][1]["sentence"] == "規則2（種類が「ナレッジ」、重要な改訂）: ひな形「重要な改訂」で配信します。"
    page = publish(quality, start(quality)).body
    light = publish(quality, start(quality, text=content("軽い", importance="low"))).body
    work(database)
    (item,) = must(signed_in(cast.engineer))
    assert (item["document"]["code"], item["message"], item["sender"]) == (page["code"], "改訂です", "自動配信（重要な改訂）")
    assert quality.get(f"/api/v1/documents/{light['id']}/distributions").body["items"] == []
    say(signed_in(cast.engineer), item)
    assert save(quality, page, content(body="## 変更\n")).status == 200
    publish(quality, page, reason="見直し")
    work(database)
    # Asked again by the edition, or by the rule, never both.
    assert [len(must(signed_in(each))) for each in (cast.engineer, cast.construction)] == [1, 1]
    used = admin.put(f"/api/v1/distribution-templates/{template['id']}", {**form, "archived": True}, headers={"If-Match": '"v1"'})
    assert (used.status, used.body["code"]) == (409, "distribution.in_use")
    stale = admin.put("/api/v1/distribution-rules", {"rules": []}, headers={"If-Match": f'"v{table["version"]}"'})
    assert (stale.status, stale.body["code"]) == (412, "distribution.saved_stale")


def test_opening_it_to_those_who_may_not_see_it_is_asked_for(signed_in: SignIn, database: Database) -> None:
    safety, partner = signed_in(cast.safety), signed_in(cast.partner)
    page = published(signed_in, audience="internal")
    assert partner.get(f"/api/v1/documents/{page['id']}").status == 404
    made = sent(database, safety, page, EVERYONE, open_to_hidden=True)
    assert (made["row"]["tally"]["total"], made["left_out_count"]) == (7, 0)
    assert partner.get(f"/api/v1/documents/{page['id']}").status == 200
    assert say(partner, must(partner)[0]).body["accepted"] is True
    assert safety.post(f"{HERE}/{made['row']['id']}/cancel", {"reason": "送り先の誤り"}).status == 200
    assert partner.get(f"/api/v1/documents/{page['id']}").status == 404
