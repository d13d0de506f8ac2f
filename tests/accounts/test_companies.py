"""Companies, as administrators keep them."""

import pytest

from tests import cast
from tests.accounts.doors import SignIn, audit_rows, version
from tests.conftest import SignedIn

NEW: dict[str, object] = {"code": "c-301", "name": "株式会社ひばり土木", "name_kana": "ヒバリドボク", "kind": "partner"}
UNKNOWN = "01977420-0000-7000-8000-00000000ffff"


def test_P013_a_company_is_added_changed_archived_and_restored(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    added = admin.post("/api/v1/companies", json=NEW)
    assert (added.status, added.body["code"], added.body["people_count"]) == (201, "C-301", 0)
    path = added.headers["location"]
    assert admin.get(path).body == added.body
    changed = admin.patch(path, json={"name": "ひばり土木株式会社", "name_kana": None}, headers=version(1))
    assert (changed.body["name"], changed.body["name_kana"], changed.body["kind"]) == ("ひばり土木株式会社", None, "partner")
    archived = admin.post(f"{path}/archive").body
    assert (archived["state"], archived["can"]) == ("archived", {"edit": True, "archive": False, "restore": True})
    assert admin.post(f"{path}/archive").body["code"] == "accounts.already_in_state"
    assert admin.post(f"{path}/restore").body["state"] == "active"
    assert admin.post(f"{path}/restore").status == 409
    for tag in ("added", "changed", "archived", "restored"):
        assert audit_rows(admin, f"company.{tag}")[0]["subject"]["label"] == "ひばり土木株式会社"


def test_P013_a_company_with_active_people_is_not_archived(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    (partner,) = admin.get("/api/v1/companies?kind=partner").body["items"]
    assert (partner["people_count"], partner["can"]["archive"]) == (1, False)
    refused = admin.post(f"/api/v1/companies/{partner['id']}/archive")
    assert (refused.status, refused.body["code"], refused.body["people_count"]) == (409, "company.has_people", 1)


def test_P013_an_archived_company_is_not_given_to_people(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    company = admin.post("/api/v1/companies", json=NEW).body
    admin.post(f"/api/v1/companies/{company['id']}/archive")
    answer = admin.post("/api/v1/people", json={"login_name": "abe", "name": "阿部", "company_id": company["id"]})
    assert (answer.status, answer.body["fields"][0]["field"]) == (422, "company_id")


def test_P013_a_code_belongs_to_one_company_and_a_stale_change_is_refused(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    first = admin.post("/api/v1/companies", json=NEW).body
    again = admin.post("/api/v1/companies", json={**NEW, "code": "Ｃ－３０１"})
    assert (again.status, again.body["code"], again.body["fields"][0]["field"]) == (409, "company.code_taken", "code")
    path = f"/api/v1/companies/{first['id']}"
    admin.patch(path, json={"name": "先の変更"}, headers=version(1))
    stale = admin.patch(path, json={"name": "後の変更"}, headers=version(1))
    assert (stale.status, stale.body["code"], stale.body["current"]["name"]) == (412, "company.stale", "先の変更")
    assert admin.patch(path, json={"name": "x"}).status == 428
    assert admin.post("/api/v1/companies", json={**NEW, "code": "X", "id": first["id"]}).body["code"] == "accounts.id_taken"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": "日本"}, "code"),
        ({"code": "C" * 21}, "code"),
        ({"name": "\u0001"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "rival"}, "kind"),
        ({"kind": None}, "kind"),
        ({"id": 5}, "id"),
        ({"state": "archived"}, "state"),
    ],
)
def test_P013_unusable_input_names_the_field(signed_in: SignIn, changed: dict[str, object], field: str) -> None:
    answer = signed_in(cast.admin).post("/api/v1/companies", json={**NEW, **changed})
    assert (answer.status, [entry["field"] for entry in answer.body["fields"]]) == (422, [field])


def test_P013_companies_are_listed_by_reading_found_by_words_and_missing_ones_are_not_found(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    whole = admin.get("/api/v1/companies").body
    assert [item["name_kana"] for item in whole["items"]] == sorted(item["name_kana"] for item in whole["items"])
    page = admin.get("/api/v1/companies?limit=2").body
    rest = admin.get(f"/api/v1/companies?limit=2&cursor={page['next_cursor']}").body
    assert (page["items"] + rest["items"], page["total"], rest["next_cursor"]) == (whole["items"], 3, None)
    assert [item["code"] for item in admin.get("/api/v1/companies?q=つばめ").body["items"]] == ["C-101"]
    assert admin.get("/api/v1/companies?q=c-2").body["total"] == 1
    assert admin.get("/api/v1/companies?state=archived").body["items"] == []
    for answer in (
        admin.get(f"/api/v1/companies/{UNKNOWN}"),
        admin.patch(f"/api/v1/companies/{UNKNOWN}", json={"name": "x"}, headers=version(1)),
        admin.post(f"/api/v1/companies/{UNKNOWN}/archive"),
        admin.post(f"/api/v1/companies/{UNKNOWN}/restore"),
    ):
        assert (answer.status, answer.body["code"]) == (404, "company.not_found")


def test_P013_only_those_who_manage_people_see_and_change_companies(signed_in: SignIn) -> None:
    (own,) = signed_in(cast.admin).get("/api/v1/companies?kind=own").body["items"]
    person: SignedIn = signed_in(cast.site_manager)
    path = f"/api/v1/companies/{own['id']}"
    for answer in (
        person.get("/api/v1/companies"),
        person.get(path),
        person.post("/api/v1/companies", json=NEW),
        person.patch(path, json={"name": "x"}, headers=version(1)),
        person.post(f"{path}/archive"),
        person.post(f"{path}/restore"),
    ):
        assert (answer.status, answer.body["rule"]) == (403, "P-013")
