"""People, as administrators keep them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests import cast
from tests.accounts.doors import Browser, Client, SignIn, audit_rows, me, person_of, version
from tests.conftest import Answer, SignedIn

NEW: dict[str, Any] = {
    "login_name": "yamane",
    "name": "山根 葵",
    "name_kana": "ヤマネ アオイ",
    "email": "yamane@example.co.jp",
    "department": "第三工事部",
    "roles": ["construction"],
}
UNKNOWN = "01977420-0000-7000-8000-00000000ffff"


def add(admin: SignedIn, **changed: object) -> Any:
    answer = admin.post("/api/v1/people", json={**NEW, **changed})
    assert answer.status == 201, answer.text
    return answer.body


def fields(answer: Answer) -> list[str]:
    assert answer.status == 422, answer.text
    assert all(entry["message"] for entry in answer.body["fields"])
    return [entry["field"] for entry in answer.body["fields"]]


def test_P011_a_new_person_signs_in_with_the_password_that_was_told(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    answer = admin.post("/api/v1/people", json=NEW)
    assert answer.status == 201
    person = answer.body["person"]
    assert answer.headers["location"] == f"/api/v1/people/{person['id']}"
    assert (person["name"], person["state"], person["must_change_password"]) == ("山根 葵", "active", True)
    assert person["roles"] == [{"code": "construction", "name": "施工管理"}]
    assert person["can"] == {
        "edit": True, "disable": True, "enable": False, "reset_password": True, "unlock": True, "grant": True
    }  # fmt: skip
    entered = Browser(client).sign_in("yamane", answer.body["initial_password"])
    assert (entered.status, entered.body["next"]) == (200, "change_password")
    (row,) = audit_rows(admin, "person.added")[:1]
    assert row["subject"]["label"] == "山根 葵"


def test_P011_the_initial_password_is_told_once_and_kept_nowhere(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    key = {"Idempotency-Key": "add-yamane"}
    first = admin.post("/api/v1/people", json=NEW, headers=key)
    again = admin.post("/api/v1/people", json=NEW, headers=key)
    assert (first.status, again.status) == (201, 201)
    assert first.body["initial_password"]
    assert again.body == {"person": first.body["person"], "initial_password": None}


def test_P011_a_person_may_bring_their_own_id(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    chosen = "01977420-0000-7000-8000-0000000000aa"
    assert add(admin, id=chosen)["person"]["id"] == chosen
    again = admin.post("/api/v1/people", json={**NEW, "login_name": "yamane2", "id": chosen})
    assert (again.status, again.body["code"]) == (409, "accounts.id_taken")


def test_P011_a_login_name_belongs_to_one_person(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    add(admin)
    again = admin.post("/api/v1/people", json={**NEW, "login_name": "ＹＡＭＡＮＥ"})
    assert (again.status, again.body["code"]) == (409, "person.login_name_taken")
    assert again.body["fields"][0]["field"] == "login_name"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"login_name": ""}, ["login_name"]),
        ({"login_name": "a"}, ["login_name"]),
        ({"login_name": "山根"}, ["login_name"]),
        ({"login_name": "a b"}, ["login_name"]),
        ({"login_name": "x" * 65}, ["login_name"]),
        ({"login_name": 7}, ["login_name"]),
        ({"name": ""}, ["name"]),
        ({"name": "　 "}, ["name"]),
        ({"name": "山根\n葵"}, ["name"]),
        ({"name": "山根\u0000葵"}, ["name"]),
        ({"name": "山根\u202e葵"}, ["name"]),
        ({"name": "葵" * 101}, ["name"]),
        ({"name": None}, ["name"]),
        ({"email": "yamane"}, ["email"]),
        ({"email": "a@b"}, ["email"]),
        ({"email": f"{'a' * 250}@example.com"}, ["email"]),
        ({"department": ["x"]}, ["department"]),
        ({"company_id": "abc"}, ["company_id"]),
        ({"company_id": UNKNOWN}, ["company_id"]),
        ({"roles": "admin"}, ["roles"]),
        ({"roles": ["king"]}, ["roles.0"]),
        ({"roles": ["construction", "king"]}, ["roles.1"]),
        ({"roles": ["construction"] * 21}, ["roles"]),
        ({"password": "x"}, ["password"]),
        ({"login_name": "", "name": "", "email": "x"}, ["login_name", "name", "email"]),
    ],
)
def test_P011_unusable_input_names_every_wrong_field(signed_in: SignIn, changed: dict[str, object], wrong: list[str]) -> None:
    admin = signed_in(cast.admin)
    assert fields(admin.post("/api/v1/people", json={**NEW, **changed})) == wrong
    assert admin.get("/api/v1/people?state=all&q=yamane").body["total"] == 0


def test_P011_ten_megabytes_are_too_large(signed_in: SignIn) -> None:
    answer = signed_in(cast.admin).post("/api/v1/people", json={**NEW, "name": "x" * 10_000_000})
    assert (answer.status, answer.body["code"]) == (413, "request.too_large")


def test_P011_names_come_to_one_form(signed_in: SignIn) -> None:
    person = add(signed_in(cast.admin), name=" か\u3099く　", email="", department="  ")["person"]
    assert (person["name"], person["email"], person["department"]) == ("がく", None, None)


def test_P011_a_change_touches_what_was_given_and_null_empties(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    person = add(admin)["person"]
    path = f"/api/v1/people/{person['id']}"
    changed = admin.patch(path, json={"email": None, "name": "山根 あおい"}, headers=version(1))
    assert changed.status == 200, changed.text
    assert (changed.body["name"], changed.body["email"], changed.body["department"]) == ("山根 あおい", None, "第三工事部")
    assert (changed.body["version"], changed.headers["etag"]) == (2, '"v2"')
    (row,) = audit_rows(admin, "person.changed")
    assert {change["field"] for change in row["changes"]} == {"name", "email"}
    assert "山根 あおい" not in str(row["changes"])
    assert fields(admin.patch(path, json={"name": None}, headers=version(2))) == ["name"]
    assert fields(admin.patch(path, json={"state": "disabled"}, headers=version(2))) == ["state"]


def test_P011_a_change_that_changes_nothing_leaves_the_version(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    person = add(admin)["person"]
    same = admin.patch(f"/api/v1/people/{person['id']}", json={"name": person["name"]}, headers=version(1))
    assert same.body["version"] == 1
    assert audit_rows(admin, "person.changed") == []


def test_P011_a_stale_change_is_refused_with_the_present_text(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    path = f"/api/v1/people/{add(admin)['person']['id']}"
    admin.patch(path, json={"name": "一人目"}, headers=version(1))
    stale = admin.patch(path, json={"name": "二人目"}, headers=version(1))
    assert (stale.status, stale.body["code"]) == (412, "person.stale")
    assert (stale.body["current"]["name"], stale.body["current"]["version"]) == ("一人目", 2)
    for headers in ({}, {"If-Match": "v1"}, {"If-Match": '"x"'}):
        assert admin.patch(path, json={"name": "x"}, headers=headers).status == 428


def test_P011_two_changes_at_once_do_not_overwrite_each_other(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    path = f"/api/v1/people/{add(admin)['person']['id']}"
    with ThreadPoolExecutor(4) as threads:
        statuses = list(
            threads.map(lambda n: admin.patch(path, json={"department": f"部署{n}"}, headers=version(1)).status, range(4))
        )
    assert sorted(statuses) == [200, 412, 412, 412]


def test_P011_a_disabled_person_is_out_at_once(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    browser = Browser(client)
    token = browser.enter(cast.partner).body["access_token"]
    row = person_of(admin, cast.partner)
    path = f"/api/v1/people/{row['id']}"
    assert fields(admin.post(f"{path}/disable", json={"reason": " "})) == ["reason"]
    disabled = admin.post(f"{path}/disable", json={"reason": "契約が終わったため"})
    assert (disabled.status, disabled.body["state"], disabled.body["disabled_reason"]) == (200, "disabled", "契約が終わったため")
    assert me(client, token).body["code"] == "auth.session_ended"
    assert browser.refresh().body["code"] == "auth.session_ended"
    wrong = Browser(client).sign_in(cast.partner.login_name, cast.partner.password)
    assert (wrong.status, wrong.body["code"]) == (401, "auth.wrong_credentials")
    assert admin.post(f"{path}/disable", json={"reason": "x"}).body["code"] == "accounts.already_in_state"
    assert admin.post(f"{path}/reset-password").body["code"] == "accounts.already_in_state"
    assert admin.post(f"{path}/enable").body["state"] == "active"
    assert admin.post(f"{path}/enable").status == 409
    assert Browser(client).sign_in(cast.partner.login_name, cast.partner.password).status == 200
    assert me(client, token).status == 401


def test_P011_nobody_disables_or_resets_themselves(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    row = person_of(admin, cast.admin)
    path = f"/api/v1/people/{row['id']}"
    for answer in (admin.post(f"{path}/disable", json={"reason": "x"}), admin.post(f"{path}/reset-password")):
        assert (answer.status, answer.body["code"]) == (409, "person.is_oneself")
    can = admin.get(path).body["can"]
    assert (can["disable"], can["reset_password"], can["edit"]) == (False, False, True)


def test_P012_roles_are_given_and_taken_and_old_tokens_die(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    browser = Browser(client)
    token = browser.enter(cast.engineer).body["access_token"]
    row = person_of(admin, cast.engineer)
    path = f"/api/v1/people/{row['id']}/roles"
    changed = admin.put(path, json={"roles": ["quality", "safety", "quality"]}, headers=version(row["version"]))
    assert [role["code"] for role in changed.body["roles"]] == ["quality", "safety"]
    assert me(client, token).body["code"] == "auth.token_outdated"
    fresh = browser.refresh()
    assert fresh.status == 200
    assert {"right": "audit.read", "scope": "all"} in fresh.body["me"]["rights"]
    stale = admin.put(path, json={"roles": []}, headers=version(row["version"]))
    assert (stale.status, stale.body["code"]) == (412, "person.stale")
    assert fields(admin.put(path, json={"roles": ["king"]}, headers=version(row["version"] + 1))) == ["roles.0"]
    (entry,) = audit_rows(admin, "person.roles_changed")
    assert entry["changes"][0]["field"] == "roles"


def test_P012_rights_are_the_union_of_the_roles(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    row = person_of(admin, cast.construction)
    path = f"/api/v1/people/{row['id']}/roles"
    admin.put(path, json={"roles": ["construction", "site_manager"]}, headers=version(row["version"]))
    rights = {(right["right"], right["scope"]) for right in Browser(client).enter(cast.construction).body["me"]["rights"]}
    assert {("sop.write", "all"), ("sop.write", "draft_only"), ("project.manage", "own")} <= rights


def test_P012_nobody_takes_their_own_administrators_role(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    row = person_of(admin, cast.admin)
    path = f"/api/v1/people/{row['id']}/roles"
    answer = admin.put(path, json={"roles": ["quality"]}, headers=version(row["version"]))
    assert (answer.status, answer.body["code"]) == (409, "person.is_oneself")


def test_the_last_administrator_stays_even_when_two_remove_each_other(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    second = person_of(admin, cast.quality)
    admin.put(f"/api/v1/people/{second['id']}/roles", json={"roles": ["admin"]}, headers=version(second["version"]))
    other = signed_in(cast.quality)
    first = person_of(admin, cast.admin)

    def disable(pair: tuple[SignedIn, Any]) -> Answer:
        return pair[0].post(f"/api/v1/people/{pair[1]['id']}/disable", json={"reason": "同時に"})

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(disable, [(admin, second), (other, first)]))
    # The one who comes second is either out already, or finds nobody left.
    assert sorted(answer.status for answer in answers) in ([200, 401], [200, 409])
    left = [Browser(client).sign_in(member.login_name, member.password).status for member in (cast.admin, cast.quality)]
    assert sorted(left) == [200, 401]


def test_P010_people_are_listed_by_reading_and_page_by_page(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    whole = admin.get("/api/v1/people").body
    kana = [item["name_kana"] for item in whole["items"]]
    assert kana == sorted(kana)
    assert (whole["total"], whole["next_cursor"]) == (8, None)
    seen: list[str] = []
    cursor = ""
    while True:
        page = admin.get(f"/api/v1/people?limit=3{cursor}").body
        assert page["total"] == 8
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [item["id"] for item in whole["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=おおもり", {"shocho"}),
        ("q=ｵｵﾓﾘ", {"shocho"}),
        ("q=大森", {"shocho"}),
        ("q=SHOCHO", {"shocho"}),
        ("q=第一工事部 新田", {"sekou"}),
        ("q=%25", set()),
        ("q=_", set()),
        ("role=construction", {"sekou", "gishi"}),
        ("role=king", set()),
        ("state=disabled", set()),
        ("company_id=01977420-0000-7000-8000-00000000ffff", set()),
    ],
)
def test_P010_people_are_found_by_words_role_state_and_company(signed_in: SignIn, query: str, expected: set[str]) -> None:
    body = signed_in(cast.admin).get(f"/api/v1/people?{query}").body
    assert {item["login_name"] for item in body["items"]} == expected
    assert body["total"] == len(expected)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("limit=201", "limit"),
        ("state=gone", "state"),
        ("cursor=x", "cursor"),
        ("cursor=WyJhIl0", "cursor"),
        ("cursor=WyJhIiwiYiJd", "cursor"),
        ("company_id=x", "company_id"),
        (f"q={'x' * 101}", "q"),
        ("q=a%00b", "q"),
    ],
)
def test_P010_an_unusable_filter_is_named(signed_in: SignIn, query: str, field: str) -> None:
    assert fields(signed_in(cast.admin).get(f"/api/v1/people?{query}")) == [field]


def test_P010_a_missing_person_is_not_found(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    answers = [
        admin.get(f"/api/v1/people/{UNKNOWN}"),
        admin.patch(f"/api/v1/people/{UNKNOWN}", json={"name": "x"}, headers=version(1)),
        admin.put(f"/api/v1/people/{UNKNOWN}/roles", json={"roles": []}, headers=version(1)),
        admin.post(f"/api/v1/people/{UNKNOWN}/disable", json={"reason": "x"}),
        *(admin.post(f"/api/v1/people/{UNKNOWN}/{verb}") for verb in ("enable", "unlock", "reset-password")),
    ]
    assert [(answer.status, answer.body["code"]) for answer in answers] == [(404, "person.not_found")] * 7


@pytest.mark.parametrize("member", [member for member in cast.CAST if member.key != "admin"], ids=lambda member: member.key)
def test_P010_P011_P012_only_those_who_manage_people_see_and_change_them(signed_in: SignIn, member: cast.Member) -> None:
    target = person_of(signed_in(cast.admin), cast.engineer)
    person, path = signed_in(member), f"/api/v1/people/{target['id']}"
    answers = [
        ("P-010", person.get("/api/v1/people")),
        ("P-010", person.get(path)),
        ("P-011", person.post("/api/v1/people", json=NEW)),
        ("P-011", person.patch(path, json={"name": "x"}, headers=version(1))),
        ("P-012", person.put(f"{path}/roles", json={"roles": ["admin"]}, headers=version(1))),
        ("P-011", person.post(f"{path}/disable", json={"reason": "x"})),
        *(("P-011", person.post(f"{path}/{verb}")) for verb in ("enable", "unlock", "reset-password")),
    ]
    for rule, answer in answers:
        assert (answer.status, answer.body["code"], answer.body["rule"]) == (403, "right.missing", rule)
