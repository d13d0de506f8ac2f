"""`mks project`: the administrator at the console speaks the same words as the pages."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest

from tests import cast
from tests.command import run_mks
from tests.projects.doors import SignIn, add, day, join, show


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def body(self) -> Any:
        return json.loads(self.out)


Mks: TypeAlias = Callable[..., Done]


@pytest.fixture
def mks(mks_environment: dict[str, str]) -> Mks:
    def run(*arguments: str) -> Done:
        done = run_mks(mks_environment, "project", *arguments)
        return Done(done.returncode, done.stdout, done.stderr)

    return run


def test_a_project_is_added_shown_listed_and_closed(mks: Mks, signed_in: SignIn) -> None:
    dates = ("--starts-on", day(-30), "--ends-on", day(30))
    kinds = ("--work-type", "bridge", "--work-type", "rebar")
    added = mks("add", "b-03", "--name", "若葉大橋", "--client", "青葉県", *dates, *kinds, "--started", "--json")
    assert added.code == 0, added.err
    assert (added.body["code"], added.body["status"], added.body["version"]) == ("B-03", "in_progress", 1)
    assert [kind["name"] for kind in added.body["work_types"]] == ["鉄筋工", "橋梁"]
    assert mks("show", "Ｂ－０３", "--json").body == show(signed_in(cast.admin), added.body).body
    closed = mks("close", "B-03", "--on", day(-1), "--json").body
    assert (closed["status"], closed["ends_on"]) == ("completed", day(-1))
    assert [row["code"] for row in mks("list", "--status", "completed", "--json").body] == ["B-03"]
    assert mks("list", "--status", "live", "--json").body == []


def test_what_people_read_is_in_words(mks: Mks, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, "G-001", work_types=["tunnel"])
    join(admin, project, cast.site_manager, role="manager")
    shown, listed = mks("show", "G-001").out, mks("list", "--work-type", "tunnel").out
    assert all(word in shown for word in ("計画中", "トンネル", f"所長 {cast.site_manager.name}", "30日"))
    assert "G-001" in listed
    assert "該当する現場はありません" in mks("list", "-q", "どこにもない").out


def test_refusals_are_one_line_and_an_exit_code_of_their_kind(mks: Mks, signed_in: SignIn) -> None:
    add(signed_in(cast.admin), "G-001")
    missing = mks("show", "G-999")
    assert (missing.code, "project.not_found" in missing.err) == (5, True)
    taken = mks("add", "G-001", "--name", "同じ番号")
    assert (taken.code, "project.code_taken" in taken.err) == (6, True)
    unreadable = mks("add", "G 002", "--name", "空白のある番号")
    assert (unreadable.code, "code:" in unreadable.err) == (2, True)
    refused = mks("close", "G-001")
    assert (refused.code, "「計画中」の現場を「完了」にすることはできません" in refused.err) == (6, True)
