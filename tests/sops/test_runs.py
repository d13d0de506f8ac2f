"""Going through a checklist: recorded once, seen by those concerned, cancelled and never changed."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from mirai_knowledge.kernel import clock
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.documents.doors import HERE, SignIn, join, project, publish, save, show, tags
from tests.documents.test_rules import upload
from tests.sops.test_writing import in_force, pouring

RUNS = "/api/v1/checklist-runs"
ITEMS = [
    {"id": "c1", "text": "保護具を着けたか", "required": True},
    {"id": "c2", "text": "支保工の緩みはないか", "required": True},
    {"id": "c3", "text": "照明は足りるか", "required": False},
]
FINE = [{"item_id": "c1", "outcome": "ok"}, {"item_id": "c2", "outcome": "ok"}]


def checked(signed_in: SignIn, **metadata: object) -> Any:
    page = in_force(signed_in, checklist=ITEMS)
    if metadata:
        writer = signed_in(cast.quality)
        number = show(writer, page).body["version"]
        changed = writer.patch(f"{HERE}/{page['id']}", metadata, headers={"If-Match": f'"v{number}"'})
        assert changed.status == 200, changed.text
    return page


def record(person: SignedIn, page: Any, results: object = FINE, **fields: object) -> Answer:
    sent = {"edition_id": page["edition"]["id"], "results": results, **fields}
    return person.post(f"{HERE}/{page['id']}/checklist-runs", sent)


def runs(person: SignedIn, page: Any) -> list[Any]:
    answer = person.get(f"{HERE}/{page['id']}/checklist-runs")
    assert answer.status == 200, answer.text
    items: list[Any] = answer.body["items"]
    return items


def test_a_run_says_who_where_when_and_what_was_found(signed_in: SignIn) -> None:
    page, person = checked(signed_in), signed_in(cast.construction)
    site = project(signed_in(cast.admin))
    photo = upload(person).json()["id"]
    found = [FINE[0], {"item_id": "c2", "outcome": "fault", "remark": "3本目が緩い。締め直した", "photo": photo}]
    answer = record(person, page, found, place="P2橋脚", project_id=site["id"], remark="雨上がり")
    assert answer.status == 201, answer.text
    (run,) = runs(signed_in(cast.quality), page)
    assert (run["person"], run["place"], run["project"], run["remark"], run["edition_no"], run["faults"]) == (
        cast.construction.name, "P2橋脚", f"{site['code']} {site['name']}", "雨上がり", 1, 1,
    )  # fmt: skip
    assert [(result["text"], result["outcome"]) for result in run["results"]] == [
        ("保護具を着けたか", "ok"), ("支保工の緩みはないか", "fault"),
    ]  # fmt: skip
    assert person.client.get(run["results"][1]["photo"]).status_code == 200
    assert person.get(f"{RUNS}/{run['id']}").body == {**run, "can_cancel": True}
    assert "checklist_run.recorded" in tags(signed_in(cast.admin), run["id"])


@pytest.mark.parametrize(
    ("results", "code"),
    [
        (FINE[:1], "checklist.required"),
        ([*FINE, {"item_id": "c9", "outcome": "ok"}], "checklist.unknown_item"),
        ([*FINE, FINE[0]], "checklist.item_twice"),
        ([FINE[0], {"item_id": "c2", "outcome": "fault", "remark": "  "}], "checklist.fault_unsaid"),
        ([FINE[0], {"item_id": "c2", "outcome": "ok", "photo": str(uuid.uuid4())}], "attachment.unknown"),
    ],
)
def test_results_that_do_not_fit_the_checklist_are_refused(signed_in: SignIn, results: Any, code: str) -> None:
    page, person = checked(signed_in), signed_in(cast.construction)
    refused = record(person, page, results)
    assert (refused.status, [fault["code"] for fault in refused.body["fields"]]) == (422, [code])
    assert runs(person, page) == []


def test_a_run_of_the_future_or_of_an_unknown_site_is_refused(signed_in: SignIn) -> None:
    page, person = checked(signed_in), signed_in(cast.construction)
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    assert record(person, page, done_at=tomorrow).body["fields"][0]["field"] == "done_at"
    assert record(person, page, project_id=str(uuid.uuid4())).body["fields"][0]["field"] == "project_id"
    yesterday = (clock.now() - timedelta(days=1)).isoformat()
    assert record(person, page, done_at=yesterday).status == 201


def test_a_run_sent_again_is_there_once_and_nobody_takes_its_id(signed_in: SignIn) -> None:
    page, person, key = checked(signed_in), signed_in(cast.construction), str(uuid.uuid4())
    assert [record(person, page, id=key).status for _ in range(2)] == [201, 201]
    assert len(runs(person, page)) == 1
    assert record(signed_in(cast.safety), page, id=key).body["code"] == "checklist_run.id_taken"


def test_a_run_keeps_the_words_of_its_edition(signed_in: SignIn) -> None:
    page, writer = checked(signed_in), signed_in(cast.quality)
    assert record(writer, page).status == 201
    other = [{**ITEMS[0], "text": "墜落制止用器具を着けたか"}, ITEMS[1]]
    assert save(writer, page, pouring(checklist=other)).status == 200
    assert publish(writer, page, reason="言い方を改めた").status == 200
    (run,) = runs(writer, page)
    assert (run["edition_no"], run["results"][0]["text"]) == (1, "保護具を着けたか")
    assert record(writer, page).status == 201, "somebody began with the former edition"


def test_P082_runs_are_recorded_by_who_reads_and_comments(signed_in: SignIn) -> None:
    page, partner = checked(signed_in), signed_in(cast.partner)
    assert record(partner, page).status == 404
    assert record(signed_in(cast.construction), page).status == 201


def test_P083_a_partner_sees_own_runs_and_those_of_own_sites(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    here, elsewhere = project(admin), project(admin, "G-002")
    page = checked(signed_in, audience="partners")
    joined = join(admin, here, cast.partner, role="partner")
    for place, site in (("こちら", here), ("よそ", elsewhere)):
        assert record(signed_in(cast.construction), page, place=place, project_id=site["id"]).status == 201
    assert record(partner, page, place="自分").status == 201
    assert {run["place"] for run in runs(partner, page)} == {"こちら", "自分"}
    hidden = next(run["id"] for run in runs(admin, page) if run["place"] == "よそ")
    assert partner.get(f"{RUNS}/{hidden}").status == 404
    assert admin.delete(f"/api/v1/projects/{here['id']}/members/{joined['id']}").status in {200, 204}
    assert {run["place"] for run in runs(partner, page)} == {"自分"}


def test_P084_a_run_is_cancelled_by_its_person_or_an_administrator_once(signed_in: SignIn) -> None:
    page, person = checked(signed_in), signed_in(cast.construction)
    run = record(person, page).body
    reason = {"reason": "日を間違えた"}
    refused = signed_in(cast.safety).post(f"{RUNS}/{run['id']}/cancel", reason)
    assert (refused.status, refused.body["rule"]) == (403, "P-084")
    assert person.post(f"{RUNS}/{run['id']}/cancel", {"reason": " "}).status == 422
    done = person.post(f"{RUNS}/{run['id']}/cancel", reason).body
    assert (done["cancelled_reason"], done["cancelled_by"], done["can_cancel"]) == ("日を間違えた", cast.construction.name, False)
    again = signed_in(cast.admin).post(f"{RUNS}/{run['id']}/cancel", reason)
    assert (again.status, again.body["code"]) == (409, "checklist_run.cancelled")
    assert [item["cancelled_at"] is not None for item in runs(person, page)] == [True]
