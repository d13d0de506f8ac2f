"""Who may do what to a consultation, and that others are refused with the rule."""

import pytest

from tests import cast
from tests.consultations.doors import HERE, SignIn, answered, ask, expert, move, show, titles, write
from tests.documents.doors import HERE as DOCUMENTS
from tests.documents.doors import join, person_id, project, version


def refused(answer: object, rule: str) -> None:
    assert (answer.status, answer.body["rule"]) == (403, rule), answer.text  # type: ignore[attr-defined]


def test_P165_partners_do_not_ask_and_everybody_of_the_company_does(signed_in: SignIn) -> None:
    partner = signed_in(cast.partner)
    refused(partner.post(HERE, {"title": "a", "question": "b"}), "P-165")
    assert partner.get(f"{HERE}/proposals").status == 403
    assert partner.get(HERE).body["can"] == {"ask": False, "answer": False}
    for member in (cast.site_manager, cast.quality, cast.safety, cast.expert):
        assert ask(signed_in(member))["asker"]["name"] == member.name


def test_P060_a_partner_sees_only_consultations_open_to_partners_and_to_own_sites(signed_in: SignIn) -> None:
    admin, asker, partner = signed_in(cast.admin), signed_in(cast.construction), signed_in(cast.partner)
    site = project(admin)
    inside = ask(asker, "社内の相談")
    ask(asker, "公開の相談", metadata={"audience": "partners"})
    ask(asker, "現場の相談", metadata={"audience": "site", "project_id": site["id"]})
    assert titles(partner) == ["公開の相談"]
    join(admin, site, cast.partner, role="partner")
    assert set(titles(partner)) == {"公開の相談", "現場の相談"}
    assert partner.get(HERE).body["counts"]["all"] == 2
    for path in (f"{HERE}/{inside['id']}", f"{HERE}/{inside['code']}"):
        assert partner.get(path).status == 404
    hidden = partner.post(f"{HERE}/{inside['id']}/posts", {"kind": "answer", "body": "見えないはず"})
    assert (hidden.status, hidden.body["code"]) == (404, "document.not_found")


def test_P166_who_answers_decides_who_is_to_answer(signed_in: SignIn) -> None:
    person = expert(signed_in, specialties=[])
    page = ask(signed_in(cast.construction))
    refused(move(signed_in(cast.site_manager), page, "assign", expert_id=person), "P-166")
    given = move(signed_in(cast.admin), page, "assign", expert_id=person, reason="詳しいため")
    assert (given.status, given.body["expert"]["id"], given.body["steps"][-1]["text"]) == (200, person, "詳しいため")
    assert move(signed_in(cast.admin), page, "assign", expert_id=person).body["code"] == "consultation.move_refused"
    wrong = move(signed_in(cast.admin), page, "assign", expert_id=person_id(signed_in(cast.admin), cast.quality))
    assert (wrong.status, wrong.body["fields"][0]["code"]) == (422, "expert.unknown")


def test_P166_an_expert_hands_over_with_a_reason(signed_in: SignIn) -> None:
    expert(signed_in)
    page, admin = ask(signed_in(cast.construction)), person_id(signed_in(cast.admin), cast.admin)
    holder = signed_in(cast.expert)
    assert show(holder, page)["can"]["hand_over"] is True
    unsaid = move(holder, page, "assign", expert_id=admin)
    assert (unsaid.status, unsaid.body["fields"][0]["field"]) == (422, "reason")
    handed = move(holder, page, "assign", expert_id=admin, reason="現場が近いため")
    assert (handed.body["expert"]["id"], handed.body["steps"][-1]["kind"]) == (admin, "handed_over")


def test_P167_only_the_expert_declines_and_asks_back(signed_in: SignIn) -> None:
    expert(signed_in)
    page, asker = ask(signed_in(cast.construction)), signed_in(cast.construction)
    refused(move(asker, page, "decline"), "P-167")
    refused(write(asker, page, "ask_back", "なぜ？"), "P-167")
    back = move(signed_in(cast.expert), page, "decline", reason="専門外のため")
    assert (back.body["state"]["code"], back.body["steps"][-1]["text"]) == ("open", "専門外のため")
    assert move(signed_in(cast.expert), page, "decline").status == 403, "it is no longer theirs"


def test_P168_experts_and_administrators_answer(signed_in: SignIn) -> None:
    page = ask(signed_in(cast.construction))
    for member in (cast.construction, cast.site_manager, cast.quality, cast.safety):
        refused(write(signed_in(member), page), "P-168")
    assert write(signed_in(cast.expert), page).body["expert"]["name"] == cast.expert.name
    assert write(signed_in(cast.admin), page).status == 201


def test_P169_words_are_changed_by_whoever_wrote_them(signed_in: SignIn) -> None:
    page = answered(signed_in)
    path = f"{HERE}/{page['id']}/posts/{page['posts'][0]['id']}"
    for member in (cast.admin, cast.construction):
        refused(signed_in(member).patch(path, {"body": "書き換え"}, headers=version(page["version"])), "P-169")
    assert show(signed_in(cast.admin), page)["posts"][0]["can_edit"] is False


def test_P170_replies_further_questions_and_the_wording_are_the_askers(signed_in: SignIn) -> None:
    page, other = answered(signed_in), signed_in(cast.site_manager)
    refused(write(other, page, "follow_up", "ほかには？"), "P-170")
    refused(other.patch(f"{HERE}/{page['id']}", {"title": "x"}, headers=version(page["version"])), "P-170")
    again = write(signed_in(cast.construction), page, "follow_up", "ほかには？").body
    assert (again["state"]["code"], again["clock"]["state"]) == ("assigned", "running")
    write(signed_in(cast.expert), page, "ask_back", "どの部位？")
    refused(write(other, page, "reply", "柱"), "P-170")
    assert write(signed_in(cast.admin), page, "reply", "柱です").status == 201


def test_P171_the_asker_accepts_and_rates(signed_in: SignIn) -> None:
    page = answered(signed_in)
    post, person = page["posts"][0]["id"], page["expert"]["id"]
    stars = {"expert_id": person, "stars": 3}
    for member in (cast.expert, cast.site_manager):
        refused(move(signed_in(member), page, "accept", post_id=post), "P-171")
        refused(signed_in(member).post(f"{HERE}/{page['id']}/rating", stars), "P-171")
    assert move(signed_in(cast.admin), page, "accept", post_id=post).status == 200
    assert signed_in(cast.construction).post(f"{HERE}/{page['id']}/rating", {**stars, "stars": 6}).status == 422
    wrong = {"expert_id": person_id(signed_in(cast.admin), cast.quality), "stars": 3}
    assert signed_in(cast.construction).post(f"{HERE}/{page['id']}/rating", wrong).status == 422
    for number in (2, 5):
        rated = signed_in(cast.construction).post(f"{HERE}/{page['id']}/rating", {**stars, "stars": number})
        assert [rating["stars"] for rating in rated.body["ratings"]] == [number]


@pytest.mark.parametrize("name", ["resolve", "cancel"])
def test_P172_the_asker_and_administrators_end_and_reopen(signed_in: SignIn, name: str) -> None:
    page = answered(signed_in)
    for member in (cast.expert, cast.quality):
        refused(move(signed_in(member), page, name), "P-172")
    assert move(signed_in(cast.admin), page, name).status == 200
    refused(move(signed_in(cast.expert), page, "reopen"), "P-172")
    late = write(signed_in(cast.expert), page)
    assert (late.status, late.body["code"]) == (409, "consultation.move_refused")
    opened = move(signed_in(cast.construction), page, "reopen", reason="再発した").body
    assert (opened["state"]["code"], opened["clock"]["left_minutes"], opened["can"]["cancel"]) == ("assigned", 1440, True)


def test_P173_asker_answerer_and_experts_make_knowledge_of_it(signed_in: SignIn) -> None:
    page = answered(signed_in)
    path = f"{HERE}/{page['id']}/knowledge"
    assert signed_in(cast.construction).post(path).body["code"] == "consultation.move_refused"
    move(signed_in(cast.construction), page, "accept", post_id=page["posts"][0]["id"])
    refused(signed_in(cast.quality).post(path), "P-173")
    made = signed_in(cast.expert).post(path).body
    binned = signed_in(cast.admin).post(f"{DOCUMENTS}/{made['id']}/bin")
    assert binned.status == 204, binned.text
    assert signed_in(cast.expert).post(path).body["id"] != made["id"], "another one, since the first was thrown away"


def test_P175_partners_see_no_experts(signed_in: SignIn) -> None:
    person = expert(signed_in)
    for path in ("/api/v1/experts", f"/api/v1/experts/{person}"):
        refused(signed_in(cast.partner).get(path), "P-175")
