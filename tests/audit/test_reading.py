"""The audit log over HTTP: who may read what, and how to find an entry in it."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest

from mirai_knowledge.audit import service
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.audit.conftest import BRIDGE_PAINTED, MACHINE
from tests.cast import Member
from tests.conftest import SignedIn

SignIn = Callable[[Member], SignedIn]


def paint(database: Database, bridge: str, **fields: str) -> None:
    with database.begin() as tx:
        service.record(tx, MACHINE, BRIDGE_PAINTED, Subject("bridge", bridge), before={}, after=fields, detail={"brush": "wide"})


@pytest.mark.parametrize("member", [cast.admin, cast.quality, cast.safety], ids=lambda member: member.key)
def test_P030_who_holds_the_right_reads_everything(database: Database, signed_in: SignIn, member: Member) -> None:
    paint(database, "B-1", colour="brown")
    (item,) = signed_in(member).get("/api/v1/audit?tag=bridge.painted").body["items"]
    assert item["tag_name"] == "橋を塗った"
    assert item["actor"] == {"id": None, "name": "tests"}
    assert item["subject"] == {"kind": "bridge", "id": "B-1", "label": "B-1"}
    assert item["changes"] == [{"field": "colour", "name": "colour", "before": None, "after": "brown"}]
    assert item["detail"] == [{"field": "brush", "name": "brush", "value": "wide"}]
    assert item["at"].endswith("Z")


@pytest.mark.parametrize("member", [cast.construction, cast.expert, cast.partner], ids=lambda member: member.key)
@pytest.mark.parametrize("path", ["/api/v1/audit", "/api/v1/audit/tags"])
def test_P030_who_does_not_hold_it_is_told_the_rule(signed_in: SignIn, member: Member, path: str) -> None:
    answer = signed_in(member).get(path)
    assert (answer.status, answer.body["code"], answer.body["rule"]) == (403, "right.missing", "P-030")


def test_P030_a_site_manager_sees_what_he_did_himself(database: Database, signed_in: SignIn) -> None:
    paint(database, "B-1", colour="brown")
    signed_in(cast.admin)
    manager = signed_in(cast.site_manager)
    me = manager.get("/api/v1/auth/me").body
    items = manager.get("/api/v1/audit").body["items"]
    assert items, "at least that he signed in"
    assert {item["actor"]["id"] for item in items} == {me["id"]}
    assert {item["actor"]["name"] for item in items} == {me["name"]}
    assert manager.get("/api/v1/audit?tag=bridge.painted").body["items"] == []


def test_entries_are_found_by_tag_person_subject_request_and_time(database: Database, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    me = admin.get("/api/v1/auth/me").body["id"]
    for bridge in ("B-1", "B-2"):
        paint(database, bridge, colour="brown")

    def ask(query: str) -> list[str]:
        items = admin.get(f"/api/v1/audit?{query}").body["items"]
        return [item["subject"]["id"] if item["tag"] == "bridge.painted" else item["tag"] for item in items]

    now = clock.now()
    hour_ago, hour_on = (quote((now + timedelta(hours=hours)).isoformat()) for hours in (-1, 1))
    assert ask("tag=bridge.painted") == ["B-2", "B-1"]
    assert ask("subject_kind=bridge&subject_id=B-1") == ["B-1"]
    assert "B-1" not in ask(f"person_id={me}")
    assert ask(f"person_id={me}") != []
    assert ask(f"tag=bridge.painted&from={hour_ago}&until={hour_on}") == ["B-2", "B-1"]
    assert ask(f"tag=bridge.painted&from={hour_on}") == ask(f"tag=bridge.painted&until={hour_ago}") == []
    assert ask("request_id=no-such-request") == []
    assert ask(f"person_id={new_id()}") == []


def test_the_list_goes_on_page_by_page_newest_first(database: Database, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for number in range(5):
        paint(database, f"B-{number}", colour="brown")
    seen: list[str] = []
    more = ""
    while True:
        page = admin.get(f"/api/v1/audit?tag=bridge.painted&limit=2{more}").body
        seen += [item["subject"]["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        more = f"&cursor={page['next_cursor']}"
    assert seen == ["B-4", "B-3", "B-2", "B-1", "B-0"]


def test_the_tags_to_filter_by_are_listed_with_their_names(signed_in: SignIn) -> None:
    items = signed_in(cast.admin).get("/api/v1/audit/tags").body["items"]
    assert {"code": "bridge.painted", "name": "橋を塗った"} in items
    assert [item["code"] for item in items] == sorted(item["code"] for item in items)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("cursor=nonsense", "cursor"),
        ("limit=0", "limit"),
        ("person_id=somebody", "person_id"),
        ("from=yesterday", "from"),
        ("from=2026-01-31T09:00:00", "from"),
        ("until=2026-01-31T09:00:00", "until"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_its_field(signed_in: SignIn, query: str, field: str) -> None:
    answer = signed_in(cast.admin).get(f"/api/v1/audit?{query}")
    assert answer.status == 422, answer.text
    assert [wrong["field"] for wrong in answer.body["fields"]] == [field]


@pytest.mark.parametrize("query", ["tag=%00", "tag=" + "x" * 5000, "subject_id=%ed%a0%80", "request_id='--"])
def test_strange_letters_find_nothing_or_are_refused_but_break_nothing(signed_in: SignIn, query: str) -> None:
    answer = signed_in(cast.admin).get(f"/api/v1/audit?{query}")
    assert answer.status in {200, 400, 422}, answer.text


def test_ids_and_codes_in_the_log_are_shown_by_their_names(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    person = admin.get("/api/v1/people?q=shocho").body["items"][0]
    company = next(item for item in admin.get("/api/v1/companies").body["items"] if item["id"] != person["company"]["id"])
    path = f"/api/v1/people/{person['id']}"
    assert admin.put(f"{path}/roles", {"roles": ["site_manager", "quality"]}, headers={"If-Match": '"v1"'}).status == 200
    assert admin.patch(path, {"company_id": company["id"]}, headers={"If-Match": '"v2"'}).status == 200
    role = next(item for item in admin.get("/api/v1/roles").body["items"] if item["code"] == "partner")
    wider = {"grants": [{"right": "audit.read", "scope": "all"}, {"right": "document.read", "scope": "visible"}]}
    changed = admin.put("/api/v1/roles/partner/grants", wider, headers={"If-Match": f'"v{role["version"]}"'})
    assert changed.status == 200, changed.text

    grants, company_changed, roles = admin.get("/api/v1/audit?limit=3").body["items"]
    assert roles["changes"][0]["after"] == "品質保証、所長"
    assert (company_changed["changes"][0]["before"], company_changed["changes"][0]["after"]) == (
        person["company"]["name"],
        company["name"],
    )
    assert grants["changes"][0]["after"] == "監査ログを見る（すべて）、文書を読む（見える範囲）"
    entered = admin.get("/api/v1/audit?tag=session.signed_in&limit=1").body["items"][0]
    assert entered["subject"]["label"] == "不明な端末"
