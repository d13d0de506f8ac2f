"""The administrator's commands, as real processes on a real database."""

import json
import subprocess
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mirai_knowledge.entry.worker import Databases, run_beat
from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.command import run_mks
from tests.conftest import SignedIn


def mks(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    return run_mks(environment, *words)


def test_the_state_of_the_database_is_told(mks_environment: dict[str, str]) -> None:
    done = mks(mks_environment, "db", "status", "--json")
    state = json.loads(done.stdout)
    assert (done.returncode, state["pending"], state["current"]) == (0, [], state["head"])


def test_settings_are_shown_without_their_secrets(mks_environment: dict[str, str]) -> None:
    done = mks(mks_environment, "config", "show", "--json")
    assert json.loads(done.stdout)["MKS_JWT_SECRET_KEY"] == "********"
    assert mks_environment["MKS_JWT_SECRET_KEY"] not in done.stdout
    assert mks_environment["DATABASE_URL"] not in done.stdout


WRONG = {
    "MKS_PORT": ({"MKS_PORT": "many"}, "MKS_PORT"),
    "a short key": ({"MKS_JWT_SECRET_KEY": "short"}, "MKS_JWT_SECRET_KEY"),
    "production without a key": ({"MKS_ENV": "production", "MKS_JWT_SECRET_KEY": ""}, "MKS_JWT_SECRET_KEY"),
    "one role without the other": ({"MKS_DATABASE_OWNER_URL": ""}, "MKS_DATABASE_OWNER_URL"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_one_clear_line(mks_environment: dict[str, str], case: str) -> None:
    wrong, named = WRONG[case]
    done = mks({**mks_environment, **wrong}, "config", "show")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert named in done.stderr


def test_a_support_code_shows_what_the_request_did(
    mks_environment: dict[str, str], signed_in: Callable[[cast.Member], SignedIn]
) -> None:
    answer = signed_in(cast.admin).post("/api/v1/companies", json={"code": "T-1", "name": "追跡商会", "kind": "partner"})
    done = mks(mks_environment, "trace", answer.headers["x-request-id"], "--json")
    found = {(line["source"], line["what"]) for line in json.loads(done.stdout)}
    assert {("audit", "company.added"), ("event", "company.added")} <= found
    assert mks(mks_environment, "trace", "nobody-knows-this-code").returncode == 5


def test_a_beat_runs_in_one_worker_at_a_time(database: Database, owner_database: Database) -> None:
    databases = Databases(database, owner_database)
    seen: list[Any] = []

    def run(_: object) -> None:
        # While this worker is in the beat, another one that comes to it goes on without.
        seen.append(run_beat(databases, entry) if not seen else None)

    entry = jobs.Beat("tests.once", timedelta(seconds=1), run)
    assert run_beat(databases, entry) is True
    assert seen == [False]
