"""Choosing one's own password, and being given one."""

import pytest

from tests import cast
from tests.accounts.doors import GOOD_PASSWORD, Browser, Client, SignIn, audit_rows, me, person_of
from tests.conftest import Answer, SignedIn


def change(person: SignedIn, current: str, new: str) -> Answer:
    return person.post("/api/v1/auth/password", json={"current_password": current, "new_password": new})


def test_P002_a_new_password_ends_every_session_but_this_device_goes_on(client: Client, signed_in: SignIn) -> None:
    other, here = Browser(client), Browser(client)
    other_token = other.enter(cast.safety).body["access_token"]
    old = SignedIn(client, here.enter(cast.safety).body["access_token"])
    answer = change(old, cast.safety.password, GOOD_PASSWORD)
    assert (answer.status, answer.body["next"]) == (200, "done")
    assert me(client, answer.body["access_token"]).status == 200
    assert [me(client, token).status for token in (other_token, old.token)] == [401, 401]
    assert [other.refresh().status, here.refresh().status] == [401, 401]
    assert Browser(client).sign_in(cast.safety.login_name, cast.safety.password).status == 401
    assert Browser(client).sign_in(cast.safety.login_name, GOOD_PASSWORD).status == 200
    (row,) = audit_rows(signed_in(cast.admin), "password.changed")
    assert row["actor"]["name"] == cast.safety.name


def test_P002_the_device_that_changed_the_password_gets_a_new_cookie(client: Client, signed_in: SignIn) -> None:
    person = signed_in(cast.safety)
    sent = {"current_password": cast.safety.password, "new_password": GOOD_PASSWORD}
    response = client.post("/api/v1/auth/password", json=sent, headers=person.headers())
    browser = Browser(client, response.cookies["mks_refresh"], response.cookies["mks_csrf"])
    assert browser.refresh().status == 200


def test_P002_a_wrong_present_password_is_refused_counts_and_stands_in_the_audit(client: Client, signed_in: SignIn) -> None:
    person, admin = signed_in(cast.safety), signed_in(cast.admin)
    for _ in range(5):
        answer = change(person, "not-the-password", GOOD_PASSWORD)
        assert (answer.status, answer.body["fields"][0]["field"]) == (422, "current_password")
        assert answer.body["fields"][0]["code"] == "password.wrong"
    assert change(person, cast.safety.password, GOOD_PASSWORD).body["code"] == "auth.locked"
    assert Browser(client).sign_in(cast.safety.login_name, cast.safety.password).status == 429
    assert len(audit_rows(admin, "password.change_failed")) == 5
    assert person.get("/api/v1/auth/me").status == 200


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("short", "password.too_short"),
        ("password1234", "password.breached"),
        ("aaaaaaaaaaaaaaaa", "password.too_weak"),
        ("abcdefghijklmnop", "password.too_weak"),
        ("長谷千尋長谷千尋長谷千尋", "password.too_weak"),
        ("anzen-Mirai-2026", "password.too_weak"),
        (cast.safety.password, "password.same"),
        ("x\u0000" + GOOD_PASSWORD, "value.unusable"),
        ("x" * 257, "value.string_too_long"),
    ],
)
def test_P002_a_poor_password_is_refused_with_the_remedy(signed_in: SignIn, new: str, code: str) -> None:
    answer = change(signed_in(cast.safety), cast.safety.password, new)
    assert (answer.status, answer.body["fields"][0]["field"]) == (422, "new_password")
    assert answer.body["fields"][0]["code"] == code
    assert answer.body["fields"][0]["message"].endswith("。")


def test_P002_a_poor_password_does_not_count_as_a_wrong_one(client: Client, signed_in: SignIn) -> None:
    person = signed_in(cast.safety)
    for _ in range(6):
        assert change(person, cast.safety.password, "short").status == 422
    assert Browser(client).sign_in(cast.safety.login_name, cast.safety.password).status == 200


def test_P011_a_reset_password_works_once_and_must_be_changed(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    before = Browser(client)
    old_token = before.enter(cast.expert).body["access_token"]
    path = f"/api/v1/people/{person_of(admin, cast.expert)['id']}/reset-password"
    initial = admin.post(path).body["initial_password"]
    assert me(client, old_token).status == 401
    assert before.refresh().status == 401
    assert Browser(client).sign_in(cast.expert.login_name, cast.expert.password).status == 401
    entered = Browser(client).sign_in(cast.expert.login_name, initial)
    assert (entered.body["next"], entered.body["me"]["must_change_password"]) == ("change_password", True)
    person = SignedIn(client, entered.body["access_token"])
    assert person.get("/api/v1/auth/me").status == 200
    for answer in (person.get("/api/v1/auth/sessions"), person.get("/api/v1/notices"), person.get("/api/v1/people")):
        assert (answer.status, answer.body["code"]) == (403, "auth.password_change_required")
    assert change(person, initial, initial).body["fields"][0]["code"] == "password.same"
    changed = change(person, initial, GOOD_PASSWORD)
    assert (changed.status, changed.body["next"]) == (200, "done")
    assert SignedIn(client, changed.body["access_token"]).get("/api/v1/auth/sessions").status == 200


def test_P011_a_reset_ends_a_lock(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for _ in range(5):
        Browser(client).sign_in(cast.expert.login_name, "not-the-password")
    initial = admin.post(f"/api/v1/people/{person_of(admin, cast.expert)['id']}/reset-password").body["initial_password"]
    assert Browser(client).sign_in(cast.expert.login_name, initial).status == 200


def test_a_person_who_must_change_the_password_may_sign_out_and_refresh(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    initial = admin.post(f"/api/v1/people/{person_of(admin, cast.expert)['id']}/reset-password").body["initial_password"]
    browser = Browser(client)
    browser.sign_in(cast.expert.login_name, initial)
    assert browser.refresh().body["next"] == "change_password"
    assert browser.sign_out().status == 204
