"""A draft goes through its route: handed in, decided stage by stage, returned, handed in again, in force."""

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.approvals.doors import (
    DEPUTIES,
    HERE,
    ROUTES,
    RULES,
    SignIn,
    Travel,
    approve,
    at,
    decide,
    kinds,
    role,
    route,
    rules,
    send_back,
    show,
    stage,
    started,
    submit,
    submitted,
    waiting,
)
from tests.documents.doors import content, draft_of, person_id, publish, save, start, tags, version
from tests.documents.doors import show as show_document
from tests.documents.test_printing import pages, pdf


def test_P190_a_draft_is_handed_in_decided_by_every_stage_and_in_force(signed_in: SignIn) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    route(admin, stage("支店", role("quality")), stage("本社安全部", role("safety")))
    page = started(author, importance="high")
    assert show_document(author, page).body["can"]["submit"] is True
    made = submit(author, page, note="確認をお願いします")
    assert made.status == 201, made.text
    request = made.body
    stranger = signed_in(cast.partner).post(f"/api/v1/documents/{page['id']}/submit", {}, headers=version(1))
    assert stranger.status == 404
    assert request["routed_because"] == "規則1（種類が「ナレッジ」）に当てはまるため、承認ルート「本社承認」で承認します。"
    assert [(each["name"], each["state"]) for each in request["stages"]] == [("支店", "now"), ("本社安全部", "coming")]
    assert (waiting(signed_in(cast.quality)), waiting(signed_in(cast.safety))) == ([request["title"]], [])
    assert "approval.asked" in kinds(signed_in(cast.quality))

    locked = save(author, page, content("別の題"), at=draft_of(author, page)["version"])
    assert (locked.status, locked.body["code"]) == (409, "document.in_review")
    assert locked.body["yours"]["content"]["title"] == "別の題"
    stands = show_document(author, page).body
    assert (stands["can"]["edit"], stands["can"]["bin"], stands["in_review"]["id"]) == (False, False, request["edition"]["id"])
    assert draft_of(author, page)["content"]["title"] == request["title"]

    first = approve(signed_in(cast.quality), request, comment="よい")
    assert (first["stage"], first["state"], first["can"]["approve"]) == (2, "in_progress", False)
    assert waiting(signed_in(cast.safety)) == [request["title"]]
    last = approve(signed_in(cast.safety), request)
    assert (last["state"], last["edition"]["phase"]) == ("approved", "in_force")
    assert [entry["name"] for entry in last["edition"]["approved_by"]] == [cast.quality.name, cast.safety.name]
    assert show_document(signed_in(cast.expert), page).body["edition"]["no"] == 1
    (sheet,) = pages(pdf(signed_in(cast.expert), page))
    for word in ("作成", "支店", "本社安全部", cast.construction.name, cast.quality.name, cast.safety.name):
        assert word.replace(" ", "") in sheet.replace("　", ""), word
    assert "approval.approved" in kinds(author)
    assert waiting(signed_in(cast.quality), "decided") == waiting(author, "asked") == [request["title"]]
    told = tags(admin, page["id"])
    assert [tag for tag in told if tag.startswith("approval.")] == [
        "approval.requested", "approval.approved", "approval.approved", "approval.passed",
    ]  # fmt: skip
    assert told.index("document.published") < told.index("approval.passed")


def test_a_returned_draft_is_changed_and_handed_in_again(signed_in: SignIn) -> None:
    admin, author, safety = signed_in(cast.admin), signed_in(cast.construction), signed_in(cast.safety)
    route(admin, stage("安全部", role("safety")))
    request = submitted(author)
    page = {"id": request["document"]["id"]}
    returned = send_back(safety, request, "数値の根拠を書いてください。")
    assert (returned["state"], returned["steps"][-1]["text"]) == ("returned", "数値の根拠を書いてください。")
    assert "approval.returned" in kinds(author)
    again = decide(safety, request)
    assert (again.status, again.body["code"]) == (409, "approval.move_refused")
    assert save(author, page, content("根拠を書いた")).status == 200
    second = submit(author, page).body
    assert [(entry["state"], entry["steps"][-1]["text"]) for entry in second["earlier"]] == [
        ("returned", "数値の根拠を書いてください。")
    ]
    stale = safety.post(f"{HERE}/{second['id']}/approve", {"edition_id": request["edition"]["id"], "stage": 1})
    assert (stale.status, stale.body["code"]) == (412, "approval.stale")
    assert approve(safety, second)["state"] == "approved"
    kept = author.get(f"/api/v1/documents/{page['id']}/approvals").body["items"]
    assert [(entry["state"], entry["edition_id"]) for entry in kept] == [
        ("approved", second["edition"]["id"]),
        ("returned", request["edition"]["id"]),
    ]


def test_P193_a_withdrawn_draft_is_a_draft_again(signed_in: SignIn) -> None:
    admin, author, other = signed_in(cast.admin), signed_in(cast.construction), signed_in(cast.quality)
    route(admin, stage("安全部", role("safety")))
    request = submitted(author)
    refused = other.post(f"{HERE}/{request['id']}/withdraw")
    assert (refused.status, refused.body["rule"]) == (403, "P-193")
    assert author.post(f"{HERE}/{request['id']}/withdraw").body["state"] == "withdrawn"
    page = show_document(author, {"id": request["document"]["id"]}).body
    assert (page["can"]["edit"], page["can"]["submit"], page["draft"]["title"]) == (True, True, request["title"])
    assert waiting(signed_in(cast.safety)) == []


def test_what_a_rule_sends_through_approval_cannot_be_published_without_it(signed_in: SignIn) -> None:
    admin, quality = signed_in(cast.admin), signed_in(cast.quality)
    made = route(admin, stage("安全部", role("safety")))
    rules(
        admin,
        {"kind": "knowledge", "importances": ["low"], "route_id": None},
        {"kind": "knowledge", "route_id": made["id"]},
    )
    high, low = started(quality, "重い", importance="high"), started(quality, "軽い", importance="low")
    refused = publish(quality, high)
    assert (refused.status, refused.body["code"]) == (409, "document.route_required")
    assert "本社承認" in refused.body["detail"]
    assert (show_document(quality, high).body["can"]["publish"], show_document(quality, low).body["can"]["publish"]) == (
        False,
        True,
    )
    unrouted = submit(quality, low)
    assert (unrouted.status, unrouted.body["code"]) == (409, "approval.no_route")
    assert publish(quality, low).status == 200


def test_an_approved_edition_waits_for_its_day(signed_in: SignIn, travel: Travel) -> None:
    at(travel, "2026-12-07 09:00")
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    route(admin, stage("安全部", role("safety")))
    page = started(author)
    request = submit(author, page, in_force_from="2026-12-20T00:00:00+09:00").body
    approved = approve(signed_in(cast.safety), request)
    assert (approved["edition"]["phase"], approved["edition"]["in_force_from"]) == ("scheduled", "2026-12-19T15:00:00Z")
    at(travel, "2026-12-20 00:01")
    assert show_document(signed_in(cast.expert), page).body["edition"]["no"] == 1


def test_a_revision_is_compared_with_what_is_in_force(signed_in: SignIn) -> None:
    admin, quality = signed_in(cast.admin), signed_in(cast.quality)
    page = start(quality)
    assert publish(quality, page).status == 200
    route(admin, stage("安全部", role("safety")))
    save(quality, page, content(body="## 新しい本文\n\n- 二つ目"))
    missing = submit(quality, page)
    assert (missing.status, missing.body["fields"][0]["field"]) == (422, "reason")
    request = submit(quality, page, reason="見直し", is_material=False).body
    safety = signed_in(cast.safety)
    sides = f"from={request['compare_with']}&to={request['edition']['id']}&changed=true"
    compared = safety.get(f"/api/v1/documents/{page['id']}/compare?{sides}").body
    assert compared["changed"] == 1
    assert show_document(signed_in(cast.expert), page).body["body"] != compared["newer"]
    assert approve(safety, request)["edition"]["is_material"] is False


def test_P197_low_ones_are_approved_together_and_others_are_not(signed_in: SignIn) -> None:
    admin, author, safety = signed_in(cast.admin), signed_in(cast.construction), signed_in(cast.safety)
    route(admin, stage("安全部", role("safety")))
    low = [submitted(author, f"軽い {number}", importance="low") for number in range(2)]
    high = submitted(author, "重い", importance="high")

    def together(requests: list[object]) -> object:
        items = [{"request_id": r["id"], "edition_id": r["edition"]["id"], "stage": 1} for r in requests]  # type: ignore[index]
        return safety.post(f"{HERE}/approve-many", {"items": items})

    refused = together([*low, high])
    assert (refused.status, refused.body["rule"]) == (403, "P-197")  # type: ignore[attr-defined]
    assert len(waiting(safety)) == 3
    assert together(list(low)).body == {"approved": 2}  # type: ignore[attr-defined]
    assert waiting(safety) == ["重い"]


def test_a_route_that_changes_leaves_what_is_under_way(signed_in: SignIn) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    made = route(admin, stage("安全部", role("safety")))
    request = submitted(author)
    sent = {"name": "新しい名前", "stages": [stage("品質", role("quality"), needed=1), stage("所長", role("site_manager"))]}
    assert admin.put(f"{ROUTES}/{made['id']}", sent, headers=version(1)).status == 200
    assert admin.put(f"{ROUTES}/{made['id']}", sent, headers=version(1)).body["code"] == "approval.route_stale"
    assert [each["name"] for each in show(author, request)["stages"]] == ["安全部"]
    assert approve(signed_in(cast.safety), request)["state"] == "approved"
    assert [each["name"] for each in submitted(author, "次の文書")["stages"]] == ["品質", "所長"]
    archived = admin.put(f"{ROUTES}/{made['id']}", {**sent, "archived": True}, headers=version(2))
    assert (archived.status, archived.body["code"]) == (409, "approval.route_in_use")


def test_P195_a_route_names_none_but_people_who_may_decide(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    wrong = admin.post(
        ROUTES,
        {
            "name": "誤り",
            "stages": [
                stage("現場", role("construction"), {"kind": "project_role", "value": "manager"}),
                stage("協力会社", {"kind": "person", "value": person_id(admin, cast.partner)}),
                stage("一人", {"kind": "person", "value": person_id(admin, cast.safety)}, needed=2),
            ],
        },
    )
    assert (wrong.status, [fault["field"] for fault in wrong.body["fields"]]) == (
        422,
        ["stages.0.who.0", "stages.1.who.0", "stages.2.needed"],
    )
    offered = admin.get(f"{ROUTES}/choices").body
    assert "construction" not in [each["code"] for each in offered["roles"]]
    assert cast.partner.name not in [each["name"] for each in offered["people"]]


def test_the_preview_says_which_route_and_why(signed_in: SignIn, database: Database) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    made = route(admin, stage("二人", role("safety"), role("quality"), needed=2))
    rules(admin, {"kind": "sop", "importances": ["critical", "high"], "route_id": made["id"]})
    told = author.get(f"{ROUTES}/preview?kind=sop&importance=critical").body
    assert told["sentence"] == (
        "規則1（種類が「標準施工手順」、重要度が「最重要・高」）に当てはまるため、承認ルート「本社承認」で承認します。"
    )
    assert [seat["person"]["name"] for seat in told["stages"][0]["seats"]]
    assert author.get(f"{ROUTES}/preview?kind=sop&importance=low").body["route_name"] is None
    assert admin.get(RULES).body["items"][0]["sentence"] == told["sentence"]


def test_P194_P195_P196_a_partner_learns_nothing_of_approvals(signed_in: SignIn) -> None:
    admin, author, partner = signed_in(cast.admin), signed_in(cast.construction), signed_in(cast.partner)
    route(admin, stage("安全部", role("safety")))
    request = submitted(author, audience="partners")
    assert partner.get(f"{HERE}/{request['id']}").body["code"] == "approval.not_found"
    assert decide(partner, request).status == 404
    assert partner.get(f"/api/v1/documents/{request['document']['id']}/approvals").status == 404
    assert (waiting(partner), waiting(partner, "asked"), partner.get(f"{HERE}/waiting").body) == ([], [], {"waiting": 0})
    deputies = partner.get(DEPUTIES).body
    assert (deputies["items"], deputies["people"], deputies["can_set"]) == ([], [], False)
    refusals = [partner.get(ROUTES), partner.get(RULES), partner.get(f"{ROUTES}/choices")]
    assert {(answer.status, answer.body["rule"]) for answer in refusals} == {(403, "P-195")}
    assert partner.get(f"{ROUTES}/preview?kind=knowledge").body["rule"] == "P-190"
    approve(signed_in(cast.safety), request)
    assert partner.get(f"{HERE}/{request['id']}").status == 404
    assert partner.get(f"/api/v1/documents/{request['document']['id']}/approvals").body == {"items": []}
