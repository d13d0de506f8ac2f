"""Signing in: who gets in, who does not, and what that leaves behind."""

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import bcrypt
import pytest
from sqlalchemy import text

from mirai_knowledge.accounts.errors import SignInBusy
from mirai_knowledge.accounts.service import Hasher
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.accounts.doors import HOUR, MINUTE, Browser, Client, SignIn, Travel, audit_rows, me, person_of


def test_P001_the_right_password_opens_a_session(client: Client) -> None:
    browser = Browser(client)
    answer = browser.enter(cast.safety)
    body = answer.body
    assert (body["next"], body["token_type"], body["expires_in"]) == ("done", "Bearer", 900)
    assert body["me"]["login_name"] == cast.safety.login_name
    assert body["me"]["roles"] == [{"code": "safety", "name": "安全衛生"}]
    assert {"right": "incident.see_names", "scope": "all"} in body["me"]["rights"]
    assert me(client, body["access_token"]).status == 200
    assert answer.headers["cache-control"] == "no-store"


def test_P001_the_refresh_token_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    credentials = {"login_name": cast.safety.login_name, "password": cast.safety.password}
    response = client.post("/api/v1/auth/login", json=credentials)
    by_name = {value.partition("=")[0]: value.lower() for value in response.headers.get_list("set-cookie")}
    assert all(part in by_name["mks_refresh"] for part in ("httponly", "samesite=strict", "path=/api/v1/auth"))
    assert "samesite=strict" in by_name["mks_csrf"]
    assert "httponly" not in by_name["mks_csrf"]
    assert response.cookies["mks_refresh"] not in response.text


@pytest.mark.parametrize("typed", ["ANZEN", "ａｎｚｅｎ", " anzen "])
def test_P001_a_login_name_may_be_typed_large_or_full_width(client: Client, typed: str) -> None:
    assert Browser(client).sign_in(typed, cast.safety.password).status == 200


def test_P001_a_password_may_be_typed_full_width(client: Client) -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in cast.safety.password)
    assert Browser(client).sign_in(cast.safety.login_name, wide).status == 200


def test_P001_a_wrong_password_is_refused_and_stands_in_the_audit(client: Client, signed_in: SignIn) -> None:
    answer = Browser(client).sign_in(cast.safety.login_name, "not-the-password")
    assert (answer.status, answer.body["code"]) == (401, "auth.wrong_credentials")
    admin = signed_in(cast.admin)
    (row,) = audit_rows(admin, "session.sign_in_failed")
    assert row["subject"]["id"] == person_of(admin, cast.safety)["id"]
    assert "not-the-password" not in admin.get("/api/v1/audit?tag=session.sign_in_failed").text


def test_P001_an_unknown_name_gets_the_same_answer_and_leaves_no_name_behind(client: Client, signed_in: SignIn) -> None:
    known = Browser(client).sign_in(cast.safety.login_name, "not-the-password").body
    unknown = Browser(client).sign_in("my-secret-by-mistake", "not-the-password").body
    odd = Browser(client).sign_in("だれ でもない", "not-the-password").body
    assert {**known, "request_id": ""} == {**unknown, "request_id": ""} == {**odd, "request_id": ""}
    listed = signed_in(cast.admin).get("/api/v1/audit?tag=session.sign_in_failed")
    assert len(listed.body["items"]) == 3
    assert "mistake" not in listed.text


def test_P001_an_unknown_name_takes_the_same_time(client: Client) -> None:
    def seconds(name: str) -> float:
        started = time.perf_counter()
        Browser(client).sign_in(name, "not-the-password")
        return time.perf_counter() - started

    pairs = [(seconds(member.login_name), seconds(f"nobody-{number}")) for number, member in enumerate(cast.CAST[:6])]
    known, unknown = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert 0.4 < unknown / known < 2.5


def test_wrong_passwords_lock_the_account_longer_each_time(client: Client, travel: Travel, signed_in: SignIn) -> None:
    browser = Browser(client)
    for _ in range(5):
        assert browser.sign_in(cast.quality.login_name, "not-the-password").status == 401
    locked = browser.sign_in(cast.quality.login_name, cast.quality.password)
    assert (locked.status, locked.body["code"]) == (429, "auth.locked")
    assert 50 <= locked.body["retry_after"] <= 60
    assert locked.headers["retry-after"] == str(locked.body["retry_after"])
    travel(61)
    assert browser.sign_in(cast.quality.login_name, "not-the-password").status == 401
    assert 110 <= browser.sign_in(cast.quality.login_name, cast.quality.password).body["retry_after"] <= 120
    travel(61 + 121)
    assert browser.sign_in(cast.quality.login_name, cast.quality.password).status == 200
    assert len(audit_rows(signed_in(cast.admin), "session.locked")) == 2


def test_a_name_that_nobody_has_locks_like_any_other(client: Client) -> None:
    answers = [Browser(client).sign_in("nobody", "not-the-password").status for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_a_right_password_ends_the_count(client: Client) -> None:
    for _ in range(2):
        for _ in range(4):
            assert Browser(client).sign_in(cast.expert.login_name, "not-the-password").status == 401
        assert Browser(client).sign_in(cast.expert.login_name, cast.expert.password).status == 200


def test_old_failures_are_forgotten(client: Client, travel: Travel) -> None:
    for _ in range(4):
        Browser(client).sign_in(cast.expert.login_name, "not-the-password")
    travel(25 * HOUR)
    assert Browser(client).sign_in(cast.expert.login_name, "not-the-password").status == 401
    assert Browser(client).sign_in(cast.expert.login_name, cast.expert.password).status == 200


def test_one_address_that_tries_many_names_is_kept_out(client: Client, travel: Travel) -> None:
    for number in range(50):
        assert Browser(client).sign_in(f"guess{number}", "not-the-password").status == 401
    assert Browser(client).sign_in(cast.safety.login_name, cast.safety.password).status == 429
    travel(MINUTE + 1)
    assert Browser(client).sign_in(cast.safety.login_name, cast.safety.password).status == 200


def test_many_tries_at_once_do_not_slip_past_the_lock(client: Client) -> None:
    def guess(number: int) -> int:
        credentials = {"login_name": cast.partner.login_name, "password": f"guess-number-{number}"}
        return client.post("/api/v1/auth/login", json=credentials).status_code

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(guess, range(18)))
    assert answers.count(401) == 5
    assert set(answers) == {401, 429}


def test_an_administrator_ends_a_lock(client: Client, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for _ in range(5):
        Browser(client).sign_in(cast.partner.login_name, "not-the-password")
    row = person_of(admin, cast.partner)
    assert row["locked_until"] is not None
    assert admin.post(f"/api/v1/people/{row['id']}/unlock").body["locked_until"] is None
    assert Browser(client).sign_in(cast.partner.login_name, cast.partner.password).status == 200


def test_a_password_of_the_older_system_works_once_and_is_hashed_anew(
    client: Client, database: Database, signed_in: SignIn
) -> None:
    old = bcrypt.hashpw(cast.engineer.password.encode(), bcrypt.gensalt(4)).decode()
    with database.begin() as tx:
        tx.execute(
            text(
                "UPDATE credential SET hash = :hash, algorithm = 'bcrypt' "
                "WHERE person_id = (SELECT id FROM person WHERE login_name = :name)"
            ),
            {"hash": old, "name": cast.engineer.login_name},
        )
    assert Browser(client).sign_in(cast.engineer.login_name, "not-the-password").status == 401
    assert Browser(client).sign_in(cast.engineer.login_name, cast.engineer.password).status == 200
    with database.begin() as tx:
        stored = tx.execute(
            text("SELECT algorithm, hash FROM credential WHERE hash = :old OR algorithm = 'bcrypt'"), {"old": old}
        )
        assert stored.all() == []
    assert Browser(client).sign_in(cast.engineer.login_name, cast.engineer.password).status == 200
    assert len(audit_rows(signed_in(cast.admin), "password.rehashed")) == 1


def test_P001_sign_in_stands_in_the_audit_under_the_persons_name(client: Client, signed_in: SignIn) -> None:
    Browser(client).enter(cast.safety)
    rows = audit_rows(signed_in(cast.admin), "session.signed_in")
    assert cast.safety.name in {row["actor"]["name"] for row in rows}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"login_name": "anzen"}, "password"),
        ({"login_name": 5, "password": "x"}, "login_name"),
        ({"login_name": "anzen", "password": ["x"]}, "password"),
        ({"login_name": "an\u0000zen", "password": "x"}, "login_name"),
        ({"login_name": "anzen", "password": "x\u0007y"}, "password"),
        ({"login_name": "a" * 101, "password": "x"}, "login_name"),
        ({"login_name": "anzen", "password": "x" * 257}, "password"),
        ({"login_name": "anzen", "password": "x", "remember": True}, "remember"),
    ],
)
def test_P001_unusable_input_names_the_field(client: Client, body: object, field: str) -> None:
    answer = client.post("/api/v1/auth/login", json=body)
    assert answer.status_code == 422, answer.text
    assert [entry["field"] for entry in answer.json()["fields"]] == [field]
    assert answer.json()["fields"][0]["message"]


@pytest.mark.parametrize("body", [b"{", b"[]", b'"anzen"', b"\xff\xfe", b"null"])
def test_P001_unreadable_input_is_refused_in_words(client: Client, body: bytes) -> None:
    answer = client.post("/api/v1/auth/login", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.json()["title"]


def test_P001_ten_megabytes_are_too_large(client: Client) -> None:
    answer = client.post("/api/v1/auth/login", json={"login_name": "anzen", "password": "x" * 10_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")


def test_a_full_queue_of_passwords_says_so_at_once() -> None:
    hasher = Hasher(at_once=1, waiting=1)
    entered, leave = threading.Barrier(3), threading.Event()

    def wait_inside() -> None:
        with hasher.place():
            entered.wait(5)
            leave.wait(5)

    threads = [threading.Thread(target=wait_inside) for _ in range(2)]
    for thread in threads:
        thread.start()
    entered.wait(5)
    with pytest.raises(SignInBusy) as refused, hasher.place():
        pass
    assert refused.value.extra["retry_after"] == 2
    leave.set()
    for thread in threads:
        thread.join(5)
    with hasher.place():
        assert hasher.verify("x", None).right is False
