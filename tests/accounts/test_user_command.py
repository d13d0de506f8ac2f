"""`mks user`: the administrator at the console, in a process of its own."""

import json
import subprocess
from typing import Any

from tests import cast
from tests.accounts.doors import Browser, Client, SignIn, audit_rows, me
from tests.command import run_mks

Environment = dict[str, str]


def mks(environment: Environment, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_mks(environment, "user", *arguments)


def answer(environment: Environment, *arguments: str) -> Any:
    done = mks(environment, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_P011_P012_a_person_is_added_granted_reset_disabled_and_enabled_at_the_console(
    client: Client, mks_environment: Environment, signed_in: SignIn
) -> None:
    added = answer(mks_environment, "add", "yamane", "--name", "山根 葵", "--kana", "ヤマネ アオイ", "--role", "quality")
    entered = Browser(client).sign_in("yamane", added["initial_password"])
    assert (entered.status, entered.body["next"]) == (200, "change_password")
    granted = answer(mks_environment, "grant", "yamane", "safety")
    assert [role["code"] for role in granted["roles"]] == ["quality", "safety"]
    assert me(client, entered.body["access_token"]).body["code"] == "auth.token_outdated"
    assert [role["code"] for role in answer(mks_environment, "revoke", "yamane", "quality")["roles"]] == ["safety"]
    again = answer(mks_environment, "reset-password", "yamane")["initial_password"]
    assert Browser(client).sign_in("yamane", again).status == 200
    assert answer(mks_environment, "disable", "yamane", "--reason", "退職")["state"] == "disabled"
    assert Browser(client).sign_in("yamane", again).status == 401
    assert answer(mks_environment, "enable", "yamane")["state"] == "active"
    (row,) = audit_rows(signed_in(cast.admin), "person.disabled")
    assert row["actor"]["id"] is None
    assert row["actor"]["name"].startswith("コマンド（")


def test_P010_people_are_listed_and_shown_at_the_console(client: Client, mks_environment: Environment) -> None:
    listed = answer(mks_environment, "list")
    assert {row["login_name"] for row in listed} == {member.login_name for member in cast.CAST}
    assert [row["login_name"] for row in answer(mks_environment, "list", "--role", "safety")] == ["anzen"]
    assert answer(mks_environment, "list", "--state", "disabled") == []
    assert answer(mks_environment, "show", "anzen")["name"] == cast.safety.name
    table = mks(mks_environment, "list")
    assert cast.safety.login_name in table.stdout


def test_P011_a_lock_is_ended_at_the_console(client: Client, mks_environment: Environment) -> None:
    for _ in range(5):
        Browser(client).sign_in(cast.safety.login_name, "not-the-password")
    assert answer(mks_environment, "show", "anzen")["locked_until"] is not None
    assert answer(mks_environment, "unlock", "anzen")["locked_until"] is None
    assert Browser(client).sign_in(cast.safety.login_name, cast.safety.password).status == 200


def test_the_console_refuses_in_words_and_with_a_code(client: Client, mks_environment: Environment) -> None:
    missing = mks(mks_environment, "show", "nobody")
    assert (missing.returncode, "person.not_found" in missing.stderr) == (5, True)
    taken = mks(mks_environment, "add", "anzen", "--name", "だれか")
    assert (taken.returncode, "person.login_name_taken" in taken.stderr) == (6, True)
    wrong = mks(mks_environment, "add", "あ", "--name", "")
    assert (wrong.returncode, "login_name" in wrong.stderr, "name" in wrong.stderr) == (2, True, True)
    last = mks(mks_environment, "disable", cast.admin.login_name, "--reason", "x")
    assert (last.returncode, "person.last_admin" in last.stderr) == (6, True)
    unknown = mks(mks_environment, "grant", "anzen", "king")
    assert (unknown.returncode, "king" in unknown.stderr) == (2, True)
    assert "Traceback" not in "".join(done.stderr for done in (missing, taken, wrong, last, unknown))
