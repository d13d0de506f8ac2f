"""Sessions: refreshing, replays, ends, and other people's."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.accounts.doors import DAY, MINUTE, Browser, Client, SignIn, Travel, audit_rows, me
from tests.conftest import SignedIn


def test_a_refresh_gives_new_tokens(client: Client) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    first = browser.refresh_token
    answer = browser.refresh()
    assert answer.status == 200
    assert browser.refresh_token not in {"", first}
    assert me(client, answer.body["access_token"]).status == 200


def test_no_refresh_token_stands_in_the_database(client: Client, database: Database) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    browser.refresh()
    with database.begin() as tx:
        rows = tx.execute(text("SELECT encode(hash, 'escape') AS hash FROM refresh_token")).scalars().all()
    assert len(rows) == 2
    assert browser.refresh_token not in rows


def test_an_access_token_ends_after_fifteen_minutes(client: Client, travel: Travel) -> None:
    token = Browser(client).enter(cast.safety).body["access_token"]
    travel(14 * MINUTE)
    assert me(client, token).status == 200
    travel(15 * MINUTE + 1)
    answer = me(client, token)
    assert (answer.status, answer.body["code"]) == (401, "auth.token_expired")


def test_a_lost_answer_is_given_again_within_a_minute(client: Client, travel: Travel) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    lost = Browser(client, browser.refresh_token, browser.proof)
    assert browser.refresh().status == 200
    travel(59)
    assert lost.refresh().status == 200
    assert lost.refresh_token == browser.refresh_token


def test_two_tabs_at_once_get_the_same_successor(client: Client) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    headers = {"X-CSRF-Token": browser.proof, "Cookie": f"mks_refresh={browser.refresh_token}; mks_csrf={browser.proof}"}

    def refresh(_: int) -> str:
        response = client.post("/api/v1/auth/refresh", headers=headers)
        assert response.status_code == 200, response.text
        return str(response.cookies["mks_refresh"])

    with ThreadPoolExecutor(4) as threads:
        successors = set(threads.map(refresh, range(8)))
    assert len(successors) == 1


def test_a_slow_tab_gets_the_newest_token_and_both_go_on(client: Client, travel: Travel) -> None:
    quick = Browser(client)
    quick.enter(cast.safety)
    slow = Browser(client, quick.refresh_token, quick.proof)
    quick.refresh()
    quick.refresh()
    assert slow.refresh().status == 200
    assert slow.refresh_token == quick.refresh_token
    travel(10 * MINUTE)
    assert slow.refresh().status == 200


def test_a_replay_after_the_grace_ends_the_session_and_stands_in_the_audit(
    client: Client, travel: Travel, signed_in: SignIn
) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    thief = Browser(client, browser.refresh_token, browser.proof)
    token = browser.refresh().body["access_token"]
    travel(61)
    stolen = thief.refresh()
    assert (stolen.status, stolen.body["code"]) == (401, "auth.session_ended")
    assert browser.refresh().status == 401
    assert me(client, token).body["code"] == "auth.session_ended"
    (row,) = audit_rows(signed_in(cast.admin), "session.token_reused")
    assert row["actor"]["name"] == cast.safety.name


def test_an_invented_refresh_token_is_refused(client: Client) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    browser.refresh_token = "invented"
    assert (browser.refresh().status, browser.refresh().body["code"]) == (403, "auth.csrf_refused")
    assert Browser(client).refresh().body["code"] == "auth.session_ended"


def test_refresh_and_sign_out_want_proof_that_the_page_is_ours(client: Client) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    proof = browser.proof
    for wrong in ("", "0" * 64, "あ"):
        headers = {"X-CSRF-Token": wrong} if wrong.isascii() else {}
        assert browser.send("/api/v1/auth/refresh", headers=headers).body["code"] == "auth.csrf_refused"
        assert browser.send("/api/v1/auth/logout", headers=headers).body["code"] == "auth.csrf_refused"
    browser.proof = proof
    assert browser.refresh().status == 200


def test_a_session_ends_after_seven_idle_days(client: Client, travel: Travel) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    travel(6 * DAY)
    assert browser.refresh().status == 200
    travel(12 * DAY)
    assert browser.refresh().status == 200
    travel(19 * DAY + 1)
    assert browser.refresh().body["code"] == "auth.session_ended"


def test_a_session_ends_after_thirty_days_however_busy(client: Client, travel: Travel) -> None:
    browser = Browser(client)
    browser.enter(cast.safety)
    for day in (6, 12, 18, 24, 29):
        travel(day * DAY)
        assert browser.refresh().status == 200
    travel(30 * DAY + 1)
    assert browser.refresh().body["code"] == "auth.session_ended"


def test_P002_signing_out_kills_both_tokens_and_stands_in_the_audit(client: Client, signed_in: SignIn) -> None:
    browser = Browser(client)
    token = browser.enter(cast.safety).body["access_token"]
    kept = Browser(client, browser.refresh_token, browser.proof)
    assert browser.sign_out().status == 204
    assert me(client, token).body["code"] == "auth.session_ended"
    assert kept.refresh().body["code"] == "auth.session_ended"
    assert kept.sign_out().status == 204
    assert Browser(client).sign_out().status == 204
    (row,) = audit_rows(signed_in(cast.admin), "session.signed_out")
    assert row["actor"]["name"] == cast.safety.name


def test_P002_everybody_sees_their_own_devices(client: Client, signed_in: SignIn) -> None:
    phone = Browser(client, user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1")
    phone.enter(cast.safety)
    Browser(client).enter(cast.quality)
    desk = Browser(client)
    here = SignedIn(client, desk.enter(cast.safety).body["access_token"])
    items = here.get("/api/v1/auth/sessions").body["items"]
    assert {item["device"]: item["is_current"] for item in items} == {"Windows の Chrome": True, "iPhone の Safari": False}
    assert items[0]["address"]


def test_P002_a_lost_device_is_signed_out_from_another(client: Client) -> None:
    lost, here = Browser(client), Browser(client)
    lost_token = lost.enter(cast.safety).body["access_token"]
    desk = SignedIn(client, here.enter(cast.safety).body["access_token"])
    (other,) = [item for item in desk.get("/api/v1/auth/sessions").body["items"] if not item["is_current"]]
    assert desk.delete(f"/api/v1/auth/sessions/{other['id']}").status == 204
    assert me(client, lost_token).body["code"] == "auth.session_ended"
    assert lost.refresh().status == 401
    assert desk.delete(f"/api/v1/auth/sessions/{other['id']}").status == 404


def test_P002_other_peoples_sessions_are_missing(client: Client, signed_in: SignIn) -> None:
    victim = Browser(client)
    token = victim.enter(cast.safety).body["access_token"]
    (session,) = SignedIn(client, token).get("/api/v1/auth/sessions").body["items"]
    admin = signed_in(cast.admin)
    stolen = admin.delete(f"/api/v1/auth/sessions/{session['id']}")
    missing = admin.delete("/api/v1/auth/sessions/01977420-0000-7000-8000-00000000ffff")
    assert (stolen.status, stolen.body["code"]) == (404, "session.not_found")
    assert {**stolen.body, "request_id": ""} == {**missing.body, "request_id": ""}
    assert me(client, token).status == 200


def test_P002_all_other_devices_are_signed_out_at_once(client: Client) -> None:
    others = [Browser(client) for _ in range(3)]
    for other in others:
        other.enter(cast.safety)
    stranger = Browser(client)
    stranger.enter(cast.quality)
    here = Browser(client)
    desk = SignedIn(client, here.enter(cast.safety).body["access_token"])
    assert desk.post("/api/v1/auth/sessions/end-others").body == {"ended": 3}
    assert [other.refresh().status for other in others] == [401, 401, 401]
    assert (here.refresh().status, stranger.refresh().status) == (200, 200)


def test_P002_nobody_without_a_good_token_gets_in(client: Client, signed_in: SignIn) -> None:
    good = signed_in(cast.safety).token
    head, payload, signature = good.split(".")
    none = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0"
    for wrong in ("x", f"{head}.{payload}.", f"{none}.{payload}.", f"{head}.{payload}.{signature[::-1]}", "a.b.c", "x" * 5000):
        answer = me(client, wrong)
        assert (answer.status, answer.body["code"]) == (401, "auth.required"), wrong
    assert client.get("/api/v1/auth/me").status_code == 401
