"""From a question to knowledge: asked, assigned, asked back, answered, accepted, rated, resolved, written down."""

import uuid
from datetime import timedelta

from sqlalchemy import text

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.consultations.doors import HERE, SignIn, answered, ask, expert, move, show, titles, write
from tests.documents.doors import HERE as DOCUMENTS
from tests.documents.doors import person_id, project, tags, version
from tests.documents.test_rules import upload
from tests.regulations.laws import in_force, standard
from tests.regulations.test_reading import abbreviate


def notices(signed_in: SignIn, member: cast.Member) -> list[str]:
    return [notice["kind"] for notice in signed_in(member).get("/api/v1/notices").body["items"]]


def test_a_question_goes_to_the_expert_of_the_field_with_the_least_to_do(signed_in: SignIn) -> None:
    busy, free = expert(signed_in), expert(signed_in, cast.admin)
    asker = signed_in(cast.construction)
    first = ask(asker)
    assert (first["state"]["name"], first["expert"]["id"] in {busy, free}) == ("回答待ち", True)
    second = ask(asker, "次の質問")
    assert {first["expert"]["id"], second["expert"]["id"]} == {busy, free}
    assert second["steps"][-1]["text"] == "専門が一致（コンクリート工学）、対応中 0件、受付中"
    assert first["clock"] == {
        "state": "running", "total_minutes": 1440, "left_minutes": 1440, "due_at": first["clock"]["due_at"], "late": False,
        "holder": "expert", "holder_name": first["expert"]["name"],
    }  # fmt: skip


def test_a_question_nobody_knows_about_waits_and_leads_and_administrators_hear_of_it(signed_in: SignIn) -> None:
    expert(signed_in, away_from="2000-01-01")
    page = ask(signed_in(cast.construction), specialty="トンネル工学")
    assert (page["state"]["code"], page["clock"]["holder"], page["expert"]) == ("open", "administrator", None)
    assert notices(signed_in, cast.admin) == ["consultation.unassigned"]
    proposals = signed_in(cast.construction).get(f"{HERE}/proposals?specialty=コンクリート工学").body["items"]
    assert [(entry["matches"], entry["takes_questions"], entry["reasons"][-1]) for entry in proposals] == [(True, False, "不在")]


def test_the_one_who_asks_chooses_an_expert_and_no_other(signed_in: SignIn) -> None:
    chosen = expert(signed_in, specialties=["測量"])
    page = ask(signed_in(cast.construction), expert_id=chosen)
    assert page["expert"]["id"] == chosen
    wrong = {"title": "a", "question": "b", "expert_id": person_id(signed_in(cast.admin), cast.quality)}
    refused = signed_in(cast.construction).post(HERE, wrong)
    assert (refused.status, refused.body["fields"][0]["field"]) == (422, "expert_id")


def test_the_whole_way_to_knowledge_owed_to_both(signed_in: SignIn) -> None:
    expert(signed_in)
    asker, answerer, admin = signed_in(cast.construction), signed_in(cast.expert), signed_in(cast.admin)
    site = project(admin)
    day = (clock.today_jst() + timedelta(days=11)).isoformat()
    page = ask(asker, metadata={"project_id": site["id"], "tags": ["寒中"], "work_types": []}, wanted_on=day)
    assert (page["project"]["name"], page["tags"], page["wanted_on"]) == (site["name"], ["寒中"], day)
    assert "consultation.assigned" in notices(signed_in, cast.expert)
    assert write(answerer, page, "ask_back", "部材の厚さは？").status == 201
    back = show(asker, page)
    assert (back["clock"]["state"], back["clock"]["holder"], back["can"]["reply"]) == ("paused", "asker", True)
    assert write(asker, page, "reply", "40cmです。").status == 201
    picture = upload(answerer).json()["id"]
    body = f"5℃以上を保ちます。\n\n![養生]({'attachment:' + picture})"
    assert write(answerer, page, body=body).status == 201
    assert write(signed_in(cast.admin), page, body="給熱も考えてください。").status == 201
    seen = show(asker, page)
    assert (seen["state"]["name"], seen["clock"]["state"], len(seen["posts"])) == ("回答あり", "met", 4)
    assert asker.client.get(seen["attachments"][picture]).status_code == 200
    best = seen["posts"][2]
    done = move(asker, page, "accept", post_id=best["id"], resolve=True)
    assert (done.status, done.body["state"]["code"], done.body["accepted"]) == (200, "resolved", best["id"])
    rated = asker.post(f"{HERE}/{page['id']}/rating", {"expert_id": best["author"]["id"], "stars": 5, "comment": "助かりました"})
    assert (rated.status, rated.body["ratings"][0]["stars"]) == (200, 5)
    made = asker.post(f"{HERE}/{page['id']}/knowledge").body
    again = answerer.post(f"{HERE}/{page['id']}/knowledge").body
    assert (made["code"], again["id"], made["draft"]) == ("KN-000001", made["id"], True)
    draft = asker.get(f"{DOCUMENTS}/{made['id']}").body
    assert {writer["name"] for writer in draft["draft"]["writers"]} == {cast.construction.name, cast.expert.name}
    assert (draft["owner"]["name"], draft["project"]["name"], draft["tags"]) == (cast.expert.name, site["name"], ["寒中"])
    assert "5℃以上" in draft["body"]
    assert "**聞き返し**\n\n部材の厚さは？\n\n**返事**\n\n40cmです" in draft["body"]
    assert [(link["type"], link["direction"], link["document"]["code"]) for link in draft["links"]] == [
        ("derived_from", "out", page["code"])
    ]
    assert {"consultation.asked", "consultation.accepted", "consultation.converted"} <= {*tags(admin, page["id"])}
    assert notices(signed_in, cast.expert).count("consultation.accepted") == 1


def test_history_and_search_know_question_answer_and_what_was_accepted(signed_in: SignIn) -> None:
    page = answered(signed_in)
    asker = signed_in(cast.construction)
    post = page["posts"][0]["id"]
    assert move(asker, page, "accept", post_id=post).status == 200
    document = asker.get(f"{DOCUMENTS}/{page['code'].lower()}").body
    assert (document["kind_name"], document["own_state"]["name"], document["importance"]) == ("専門家相談", "回答あり", "medium")
    assert [part["text"] for part in document["outline"]] == ["相談", f"採用された回答（{cast.expert.name}）"]
    editions = asker.get(f"{DOCUMENTS}/{page['id']}/editions").body["items"]
    assert [edition["reason"] for edition in editions] == [
        f"回答を採用した（{cast.expert.name}）", f"回答（{cast.expert.name}）", None,
    ]  # fmt: skip
    compared = asker.get(f"{DOCUMENTS}/{page['id']}/compare?from={editions[-1]['id']}&to={editions[0]['id']}").body
    assert {block["name"] for block in compared["blocks"] if block["changed"]} == {
        f"1. 回答（{cast.expert.name}）", "採用した回答",
    }  # fmt: skip
    assert document["can"]["edit"] is False
    assert (
        asker.put(f"{DOCUMENTS}/{page['id']}/draft", {"content": {}}, headers=version(0)).body["code"] == "document.not_drafted"
    )


def test_an_answer_is_reworded_with_a_mark_and_found_helpful(signed_in: SignIn) -> None:
    page = answered(signed_in)
    answerer, reader = signed_in(cast.expert), signed_in(cast.safety)
    post = f"{HERE}/{page['id']}/posts/{page['posts'][0]['id']}"
    changed = answerer.patch(post, {"body": "10℃以上を保ってください。"}, headers=version(page["version"]))
    assert (changed.status, changed.body["posts"][0]["body"]) == (200, "10℃以上を保ってください。")
    assert changed.body["posts"][0]["edited_at"] is not None
    assert answerer.patch(post, {"body": "古い画面から"}, headers=version(page["version"])).status == 412
    for _ in range(2):
        assert reader.put(f"{post}/helpful", {}).body["posts"][0]["helpful"] == 1
    assert show(answerer, page)["posts"][0]["mine_helpful"] is False
    assert reader.delete(f"{post}/helpful").body["posts"][0]["helpful"] == 0


def test_a_question_sent_again_is_asked_once_and_so_is_an_answer(signed_in: SignIn) -> None:
    expert(signed_in)
    asker, answerer, key = signed_in(cast.construction), signed_in(cast.expert), str(uuid.uuid4())
    page = ask(asker, id=key)
    again = asker.post(HERE, {"title": "a", "question": "b", "id": key})
    assert (again.status, again.body["code"], again.body["title"]) == (201, page["code"], page["title"])
    other = signed_in(cast.quality).post(HERE, {"title": "a", "question": "b", "id": key})
    assert (other.status, other.body["code"]) == (409, "document.id_taken")
    post = str(uuid.uuid4())
    assert [write(answerer, page, id=post).status for _ in range(2)] == [201, 201]
    assert len(show(asker, page)["posts"]) == 1
    assert write(signed_in(cast.admin), page, id=post).body["code"] == "consultation.post_id_taken"


def test_articles_of_laws_are_links_where_a_consultation_is_read(signed_in: SignIn) -> None:
    in_force(signed_in, standard(title="足場安全基準"), by=cast.quality)
    abbreviate(signed_in, "足場基準", "足場安全基準")
    expert(signed_in)
    page = ask(signed_in(cast.construction), question="足場基準1条をどう読みますか。")
    assert write(signed_in(cast.expert), page, body="足場基準第1条のとおりです。").status == 201
    page = show(signed_in(cast.construction), page)
    for html in (page["question_html"], page["posts"][0]["body_html"]):
        assert 'href="/d/REG-000001#a1"' in html


def test_the_question_is_reworded_and_its_priority_gives_another_time(signed_in: SignIn) -> None:
    expert(signed_in)
    asker = signed_in(cast.construction)
    page = ask(asker)
    changed = asker.patch(
        f"{HERE}/{page['id']}", {"priority": "urgent", "title": "至急: 養生温度"}, headers=version(page["version"])
    )
    assert (changed.status, changed.body["clock"]["total_minutes"], changed.body["title"]) == (200, 240, "至急: 養生温度")
    assert changed.body["question"] == page["question"]
    assert asker.patch(f"{HERE}/{page['id']}", {"title": "古い"}, headers=version(page["version"])).status == 412


def test_lists_are_narrowed_and_say_what_waits_for_whom(signed_in: SignIn) -> None:
    expert(signed_in)
    asker, answerer = signed_in(cast.construction), signed_in(cast.expert)
    first = ask(asker, "鉄筋の継手", priority="urgent")
    ask(asker, "打継ぎ目の処理")
    ask(signed_in(cast.quality), "コールドジョイント", specialty="測量")
    assert titles(answerer, "whose=to_answer&sort=due") == ["鉄筋の継手", "打継ぎ目の処理"]
    assert titles(asker, "whose=waiting") == []
    write(answerer, first)
    assert titles(asker, "whose=waiting") == ["鉄筋の継手"]
    assert titles(asker, "whose=asked&state=assigned") == ["打継ぎ目の処理"]
    assert titles(asker, "whose=unassigned") == ["コールドジョイント"]
    assert titles(asker, "priority=urgent&q=継手") == ["鉄筋の継手"]
    assert titles(asker, f"answered_by={first['expert']['id']}") == ["鉄筋の継手"]
    assert titles(asker, "q=QA-000002") == ["打継ぎ目の処理"]
    counts = signed_in(cast.admin).get(HERE).body["counts"]
    assert (counts["waiting"], counts["unassigned"], counts["all"]) == (1, 1, 3)
    assert {entry["value"]: entry["count"] for entry in counts["states"]} == {
        "open": 1, "assigned": 1, "answered": 1, "resolved": 0, "cancelled": 0,
    }  # fmt: skip
    one = asker.get(f"{HERE}?limit=1&sort=due").body
    assert len(asker.get(f"{HERE}?limit=5&sort=due&cursor={one['next_cursor']}").body["items"]) == 2
    assert asker.get(f"{HERE}?state=lost").status == 422


def test_figures_of_experts_are_computed(signed_in: SignIn, database: Database) -> None:
    page = answered(signed_in)
    asker, person = signed_in(cast.construction), page["expert"]["id"]
    move(asker, page, "accept", post_id=page["posts"][0]["id"])
    asker.post(f"{HERE}/{page['id']}/rating", {"expert_id": person, "stars": 4})
    ask(asker, "もう一つ")
    with database.begin() as tx:
        tx.execute(text("UPDATE consultation_post SET answer_minutes = 90"))
    row = asker.get(f"/api/v1/experts/{person}").body
    assert row["figures"] == {"answers": 1, "accepted": 1, "rating": 4.0, "ratings": 1, "median_minutes": 90, "load": 1}
    listed = asker.get("/api/v1/experts?specialty=コンクリート工学&available=true").body
    assert ([item["figures"]["load"] for item in listed["items"]], listed["specialties"]) == ([1], ["コンクリート工学"])
    assert listed["can_add"] is False
    assert asker.get(f"/api/v1/experts/{uuid.uuid4()}").status == 404


def test_a_day_that_has_passed_cannot_be_wanted(signed_in: SignIn) -> None:
    asker, past = signed_in(cast.construction), (clock.today_jst() - timedelta(days=1)).isoformat()
    refused = asker.post(HERE, {"title": "寒中の養生温度", "question": "何度に保ちますか。", "wanted_on": past})
    assert (refused.status, refused.body["fields"][0]["code"]) == (422, "date.past")
