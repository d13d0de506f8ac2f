"""What every request is promised at the edge: once-only writes, versions, freshness, ids, and errors that help."""

import uuid
from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp
from sqlalchemy import text

from mirai_knowledge.edge import idempotency
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import PersonId
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.edge.conftest import enter

Client: TypeAlias = TestClient[ASGIApp]


@pytest.fixture(scope="module")
def admin(everybody: dict[str, SignedIn]) -> SignedIn:
    return everybody["admin"]


def new_company() -> dict[str, object]:
    return {"code": f"X-{uuid.uuid4().hex[:10]}", "name": "株式会社ひばり土木", "kind": "partner"}


def keyed(key: str, **more: str) -> dict[str, str]:
    return {"Idempotency-Key": key, **more}


def test_the_same_key_gives_the_same_answer_and_happens_once(admin: SignedIn) -> None:
    body, key = new_company(), uuid.uuid4().hex
    first = admin.post("/api/v1/companies", json=body, headers=keyed(key))
    again = admin.post("/api/v1/companies", json=body, headers=keyed(key))
    assert (first.status, again.status) == (201, 201)
    assert again.text == first.text
    assert [again.headers[name] for name in ("location", "etag")] == [first.headers[name] for name in ("location", "etag")]
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
    assert admin.get(f"/api/v1/companies?q={body['code']}").body["total"] == 1


def test_the_same_key_with_another_body_or_address_is_refused(admin: SignedIn) -> None:
    key = uuid.uuid4().hex
    added = admin.post("/api/v1/companies", json=new_company(), headers=keyed(key))
    for other in (
        admin.post("/api/v1/companies", json=new_company(), headers=keyed(key)),
        admin.post(f"{added.headers['location']}/archive", headers=keyed(key)),
    ):
        assert (other.status, other.body["code"]) == (422, "idempotency.mismatch")
    assert admin.get(added.headers["location"]).body["state"] == "active"


def test_a_refused_write_leaves_its_key_free(admin: SignedIn) -> None:
    key, body = uuid.uuid4().hex, new_company()
    taken = admin.post("/api/v1/companies", json=body)
    refused = admin.post("/api/v1/companies", json=body, headers=keyed(key))
    assert (taken.status, refused.status) == (201, 409)
    assert admin.post("/api/v1/companies", json=new_company(), headers=keyed(key)).status == 201


def test_a_key_whose_first_request_still_runs_is_answered_with_a_conflict(admin: SignedIn, pool: Database) -> None:
    key, me = uuid.uuid4().hex, PersonId(uuid.UUID(admin.get("/api/v1/auth/me").body["id"]))
    with pool.begin() as running:
        idempotency.claim(running, me, key, b"the first request")
        answer = admin.post("/api/v1/companies", json=new_company(), headers=keyed(key))
    assert (answer.status, answer.body["code"]) == (409, "idempotency.running")
    assert admin.post("/api/v1/companies", json=new_company(), headers=keyed(key)).status == 201


def test_keys_belong_to_a_person(admin: SignedIn, everybody: dict[str, SignedIn]) -> None:
    key = uuid.uuid4().hex
    mine = admin.post("/api/v1/notices/read-all", headers=keyed(key))
    theirs = everybody["partner"].post("/api/v1/notices/read-all", headers=keyed(key))
    assert (mine.status, theirs.status) == (200, 200)
    assert "idempotency-replayed" not in theirs.headers


@pytest.mark.parametrize("key", ["x" * 101, "a\tb", "\x7f"])
def test_an_unreadable_key_is_refused_by_name(admin: SignedIn, key: str) -> None:
    answer = admin.post("/api/v1/companies", json=new_company(), headers=keyed(key))
    assert (answer.status, answer.body["code"]) == (422, "idempotency.unreadable")
    assert answer.body["fields"][0]["field"] == "Idempotency-Key"


def test_a_change_without_a_readable_version_is_not_made(admin: SignedIn) -> None:
    path = admin.post("/api/v1/companies", json=new_company()).headers["location"]
    for sent in ({}, {"If-Match": "1"}, {"If-Match": "*"}, {"If-Match": '"v"'}, {"If-Match": '"v-1"'}, {"If-Match": '"v1" "v2"'}):
        answer = admin.patch(path, json={"name": "新しい名前"}, headers=sent)
        assert (answer.status, answer.body["code"]) == (428, "version.required"), sent
        assert answer.body["fields"][0]["field"] == "If-Match"
    assert admin.get(path).body["version"] == 1


def test_a_stale_change_is_refused_with_the_thing_as_it_stands(admin: SignedIn) -> None:
    path = admin.post("/api/v1/companies", json=new_company()).headers["location"]
    changed = admin.patch(path, json={"name": "先の変更"}, headers={"If-Match": '"v1"'})
    assert changed.headers["etag"] == '"v2"'
    for version in ('"v1"', '"v99"', 'W/"v1"'):
        stale = admin.patch(path, json={"name": "後の変更"}, headers={"If-Match": version})
        assert (stale.status, stale.body["current"]["name"], stale.body["current"]["version"]) == (412, "先の変更", 2)
    assert admin.patch(path, json={"name": "後の変更"}, headers={"If-Match": '"v2"'}).status == 200


def test_what_the_caller_already_has_is_not_sent_again(admin: SignedIn) -> None:
    path = admin.post("/api/v1/companies", json=new_company()).headers["location"]
    first = admin.get(path)
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        same = admin.get(path, headers={"If-None-Match": held})
        assert (same.status, same.text, same.headers["etag"]) == (304, "", tag)
    assert "private" in first.headers["cache-control"]
    admin.patch(path, json={"name": "変わった名前"}, headers={"If-Match": '"v1"'})
    changed = admin.get(path, headers={"If-None-Match": tag})
    assert (changed.status, changed.body["name"]) == (200, "変わった名前")


def test_the_callers_request_id_comes_back_and_an_unsafe_one_does_not(house: Client) -> None:
    given = house.get("/api/v1/auth/me", headers={"X-Request-ID": "from-the-page.0001"})
    assert (given.headers["x-request-id"], given.json()["request_id"]) == ("from-the-page.0001",) * 2
    ids = [house.get("/api/v1/health").headers["x-request-id"]]
    for unsafe in ("short", "x" * 65, "with blank here", "<script>alert(1)</script>", "a\tb\tc\td\te"):
        ids.append(house.get("/api/v1/health", headers={"X-Request-ID": unsafe}).headers["x-request-id"])
        assert ids[-1] != unsafe
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/v2/people", "/api", "/api/v1", "/api/v1/people/1/2/3", "/assets/none.js"]
)
def test_an_unknown_address_below_the_server_is_a_problem_not_the_page(house: Client, path: str) -> None:
    answer = Answer.of(house.get(path))
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.body["code"] == "thing.not_found"


def test_a_method_that_is_not_there_is_a_problem(admin: SignedIn) -> None:
    answer = admin.put("/api/v1/companies", json={})
    assert (answer.status, answer.body["code"], answer.headers["content-type"]) == (
        405,
        "request.method_not_allowed",
        "application/problem+json",
    )


def test_a_body_beyond_the_limit_is_refused(admin: SignedIn) -> None:
    for length in (5, 10):
        answer = admin.post("/api/v1/companies", json={**new_company(), "name": "あ" * (length * 1024 * 1024 // 3)})
        assert (answer.status, answer.body["code"]) == (413, "request.too_large")


UNREADABLE: list[tuple[str, bytes]] = [
    ("nothing", b""),
    ("no JSON", b"{"),
    ("no object", b"[1, 2]"),
    ("a number", b"7"),
    ("null", b"null"),
    ("another encoding", '{"name": "株"}'.encode("shift_jis")),
    ("a lone surrogate", b'{"code": "C-9", "name": "\\ud800", "kind": "partner"}'),
    ("a control character", b'{"code": "C-9", "name": "a\\u0000b", "kind": "partner"}'),
    ("a raw control character", b'{"code": "C-9", "name": "a\x01b", "kind": "partner"}'),
    ("a wrong type", b'{"code": {"a": 1}, "name": ["x"], "kind": 3}'),
    ("an unknown field", b'{"code": "C-9", "name": "x", "kind": "partner", "is_admin": true}'),
    ("a huge number", b'{"code": 1e400, "name": "x", "kind": "partner"}'),
    ("a long number", b'{"code": ' + b"9" * 10_000 + b', "name": "x", "kind": "partner"}'),
    ("deep nesting", b'{"code": ' + b"[" * 100_000 + b"]" * 100_000 + b', "name": "x", "kind": "partner"}'),
]


@pytest.mark.parametrize("body", [body for _, body in UNREADABLE], ids=[name for name, _ in UNREADABLE])
def test_unusable_input_is_told_in_japanese_and_nothing_is_written(admin: SignedIn, body: bytes) -> None:
    before = admin.get("/api/v1/companies").body["total"]
    response = admin.client.post("/api/v1/companies", content=body, headers=admin.headers({"Content-Type": "application/json"}))
    answer = Answer.of(response)
    assert answer.status in {400, 422}, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    for said in (answer.body["title"], answer.body["detail"], *(field["message"] for field in answer.body.get("fields", ()))):
        assert any("ぁ" <= letter <= "龠" for letter in said), said
    assert admin.get("/api/v1/companies").body["total"] == before


def test_every_wrong_field_is_named(admin: SignedIn) -> None:
    answer = admin.post("/api/v1/companies", json={"code": 1, "name": "", "kind": "rival", "colour": "red"})
    assert answer.status == 422
    assert {entry["field"] for entry in answer.body["fields"]} == {"code", "name", "kind", "colour"}


UNUSABLE = {
    "limit=0": "1以上200以下の整数",
    "limit=many": "1以上200以下の整数",
    "limit=201": "1以上200以下の整数",
    "state=hidden": "active, archived, all",
    "kind=rival": "own, partner, client",
    "cursor=%00": "使用できない文字",
    "q=%00": "使用できない文字",
    f"q={'a' * 101}": "100文字以内",
    "sort=name": "使えるのは cursor、kind、limit、q、state です。",
}


@pytest.mark.parametrize("query", UNUSABLE)
def test_an_unusable_query_is_refused_by_name_with_what_may_stand_there(admin: SignedIn, query: str) -> None:
    answer = admin.get(f"/api/v1/companies?{query}")
    assert (answer.status, answer.body["fields"][0]["field"]) == (422, query.partition("=")[0])
    assert UNUSABLE[query] in answer.body["fields"][0]["message"]


def test_every_wrong_parameter_is_named_at_once(admin: SignedIn) -> None:
    answer = admin.get("/api/v1/companies?limit=many&state=hidden&colour=red&kind=null")
    assert {entry["field"] for entry in answer.body["fields"]} == {"limit", "state", "colour"}
    answer = admin.get("/api/v1/audit?from=yesterday&until=2026-01-31T09:00:00&limit=0&person_id=7")
    assert {entry["field"] for entry in answer.body["fields"]} == {"from", "until", "limit", "person_id"}
    answer = admin.get(f"/api/v1/search?project=here&project={uuid4()}&page=0&sort=colour")
    assert {entry["field"] for entry in answer.body["fields"]} == {"project", "page", "sort"}


def test_a_missing_body_is_told_as_such(admin: SignedIn) -> None:
    answer = admin.post("/api/v1/companies")
    assert (answer.status, answer.body["fields"][0]["field"]) == (422, "body")
    assert "送信内容がありません" in answer.body["fields"][0]["message"]


def test_the_document_tells_which_headers_a_route_reads(house: Client) -> None:
    paths = house.get("/api/v1/openapi.json").json()["paths"]

    def headers(path: str, method: str) -> set[str]:
        return {told["name"] for told in paths[path][method].get("parameters", ()) if told["in"] == "header"}

    assert headers("/api/v1/companies/{company_id}", "patch") == {"If-Match", "Idempotency-Key"}
    assert {"412", "428"} <= paths["/api/v1/companies/{company_id}"]["patch"]["responses"].keys()
    assert headers("/api/v1/companies", "post") == {"Idempotency-Key"}
    assert headers("/api/v1/auth/refresh", "post") == {"X-CSRF-Token"}
    assert headers("/api/v1/companies", "get") == set()


def test_answers_are_forgotten_after_90_days(client: Client, database: Database, travel: Callable[[float], None]) -> None:
    admin = enter(client, cast.admin)
    admin.post("/api/v1/notices/read-all", headers=keyed("an-old-key"))
    for days, kept in ((89, 1), (91, 0)):
        travel(days * 86_400)
        with database.begin() as tx:
            idempotency.forget(tx)
        with database.begin() as tx:
            left: Any = tx.execute(text("SELECT count(*) FROM idempotency")).scalar_one()
        assert left == kept
