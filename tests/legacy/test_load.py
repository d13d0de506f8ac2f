"""Loading a folder, loading it again, and taking a run back: through the command, seen over the API."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sqlalchemy import func, select, table, text

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.legacy import service
from tests import cast
from tests.cast import Member
from tests.conftest import SignedIn
from tests.documents.doors import HERE, content, draft_of, save, show
from tests.legacy.commands import Mks
from tests.legacy.folders import expert, knowledge, project, sop, user, write_folder

SignIn: TypeAlias = Callable[[Member], SignedIn]
FIRST = "L-knowledge-1"


def whole(folder: Path, **changed: Any) -> Path:
    """A folder of one record of each file and a second document that points at the first."""
    folder.mkdir(exist_ok=True)
    comments = [{"user": "土屋 現", "content": "覆いは二重に", "created_at": "2026-01-08T09:00:00"}]
    texts = changed.pop("knowledge", [knowledge(comments=comments), knowledge(id=2, title="養生の記録", related=[1])])
    return write_folder(folder, users=[user()], experts=[expert()], projects=[project()], knowledge=texts, **changed)


def find(person: SignedIn, alias: str) -> Any:
    answer = person.get(f"{HERE}/{alias}")
    assert answer.status == 200, answer.text
    return answer.body


def counts(database: Database) -> dict[str, int]:
    names = ("document", "edition", "draft", "comment", "person", "project", "notice", "procrastinate_jobs")
    with database.begin(read_only=True) as tx:
        return {name: tx.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def test_a_load_brings_each_record_once_with_its_days_people_and_origin(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    done = mks.json("load", whole(tmp_path / "old"))
    assert done["number"] == 1
    assert {line["file"]: line["added"] for line in done["report"]["files"] if line["added"]} == {
        "users.json": 1, "experts.json": 1, "projects.json": 1, "knowledge.json": 2,
    }  # fmt: skip
    page = find(signed_in(cast.admin), FIRST)
    assert (page["title"], page["body"]) == ("寒中コンクリートの養生", "【手順】\n- 覆う\n- 温める\n")
    assert (page["created_at"], page["edition"]["in_force_from"]) == ("2026-01-05T01:00:00Z", "2026-01-07T01:00:00Z")
    assert (page["creator"]["name"], page["views"], page["helpful"]["count"]) == ("土屋 現", 20, 3)
    assert (page["state"], page["category"]["name"], page["tags"]) == ("valid", "品質管理", ["養生", "冬"])
    comment = signed_in(cast.admin).get(f"{HERE}/{page['id']}/comments").body["items"][0]
    assert (comment["body"], comment["author"]["name"]) == ("覆いは二重に", "土屋 現")


def test_loading_again_doubles_nothing_and_tells_nobody(mks: Mks, database: Database, tmp_path: Path) -> None:
    folder = whole(tmp_path / "old")
    before = counts(database)
    mks.json("load", folder)
    once = counts(database)
    assert (once["notice"], once["procrastinate_jobs"]) == (before["notice"], before["procrastinate_jobs"])
    again = mks.json("load", folder)
    assert again["number"] is None
    assert counts(database) == once
    assert sum(line["unchanged"] for line in again["report"]["files"]) == 5


def test_a_project_whose_name_is_a_number_is_found_the_first_time_already(mks: Mks, tmp_path: Path) -> None:
    folder = write_folder(tmp_path, projects=[project(name=12.5)], knowledge=[knowledge(project=12.5)])
    assert mks.json("load", folder)["number"] == 1
    assert mks.json("load", folder)["number"] is None


def test_a_number_that_no_run_can_have_is_refused_in_one_line(mks: Mks) -> None:
    refused = mks("undo", "9" * 24)
    assert (refused.returncode, "Traceback" in refused.stderr, len(refused.stderr.splitlines())) == (5, False, 1)
    assert "runs" in refused.stderr


def test_a_changed_record_is_a_further_edition_and_what_people_changed_stays(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    folder = whole(tmp_path / "old")
    mks.json("load", folder)
    writer = signed_in(cast.quality)
    second = find(writer, "L-knowledge-2")
    assert save(writer, second, content("人が直した題名")).status == 200
    changed = {"updated_at": "2026-02-01T10:00:00", "tags": ["養生"]}
    texts = [knowledge(title="寒中の養生（改）", **changed), knowledge(id=2, title="移行元で直した題名", **changed)]
    done = mks.json("load", whole(folder, knowledge=texts))
    line = next(line for line in done["report"]["files"] if line["file"] == "knowledge.json")
    assert (line["changed"], line["kept"], line["added"]) == (1, 1, 0)
    assert [found["ids"] for found in done["report"]["findings"] if found["code"] == "record.kept"] == [["2"]]
    page = find(writer, FIRST)
    assert (page["title"], page["edition"]["no"], page["tags"]) == ("寒中の養生（改）", 2, ["養生"])
    assert find(writer, "L-knowledge-2")["draft"]["title"] == "人が直した題名"


def test_a_record_that_is_gone_is_reported_and_stays(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    folder = whole(tmp_path / "old")
    mks.json("load", folder)
    done = mks.json("load", whole(folder, knowledge=[knowledge(comments=[])]))
    assert [found["ids"] for found in done["report"]["findings"] if found["code"] == "record.vanished"] == [["2"]]
    assert find(signed_in(cast.admin), "L-knowledge-2")["state"] == "valid"


def test_an_undo_brings_back_the_state_before(mks: Mks, database: Database, signed_in: SignIn, tmp_path: Path) -> None:
    before = counts(database)
    mks.json("load", whole(tmp_path / "old"))
    done = mks.json("undo", "1")
    assert (done["removed"], done["kept"]) == (
        {"knowledge.json": 2, "projects.json": 1, "users.json": 1, "experts.json": 1},
        [],
    )
    assert counts(database) == before
    assert signed_in(cast.admin).get(f"{HERE}/{FIRST}").status == 404
    (run,) = mks.json("runs")
    assert (run["number"], run["added"], run["undone_at"] is not None) == (1, 5, True)
    again = mks("undo", "1")
    assert (again.returncode != 0, "すでに取り消されています" in again.stderr) == (True, True)


def test_an_undo_leaves_what_people_have_worked_on_and_names_it(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    mks.json("load", whole(tmp_path / "old"))
    writer = signed_in(cast.quality)
    first, second = find(writer, FIRST), find(writer, "L-knowledge-2")
    assert writer.post(f"{HERE}/{first['id']}/comments", {"body": "これは使える"}).status == 201
    assert save(writer, second, content("直した")).status == 200
    done = mks.json("undo", "1")
    reasons = {(kept["file"], kept["id"]): kept["reason"] for kept in done["kept"]}
    assert reasons[("knowledge.json", "1")] == "取り込み後に人がコメントした"
    assert reasons[("knowledge.json", "2")] == "取り込み後に人が変更した"
    assert show(writer, first).body["comments_count"] == 2


def test_a_procedure_that_was_gone_through_stays_with_its_record(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    person = signed_in(cast.construction)

    def go_through(number: int) -> str:
        page = show(person, {"id": f"L-sop_details-{number}"}).body
        sent = {"edition_id": page["edition"]["id"], "results": [{"item_id": "c1", "outcome": "ok"}]}
        assert person.post(f"{HERE}/{page['id']}/checklist-runs", sent).status == 201
        return str(page["id"])

    folder = whole(tmp_path / "in", sop_details=[sop(), sop(id=2)])
    mks.json("load", folder)
    used = go_through(1)
    whole(folder, sop_details=[sop(), sop(id=2, purpose="別の目的")])
    mks.json("load", folder)
    go_through(2)
    kept = {(item["id"], item["reason"]) for run in ("2", "1") for item in mks.json("undo", run)["kept"]}
    words = "取り込み後に人が点検などの記録を残した"
    assert {("1", words), ("2", words)} <= kept
    assert len(person.get(f"{HERE}/{used}/checklist-runs").body["items"]) == 1
    assert show(person, {"id": "L-sop_details-2"}).status == 200


def test_undoing_a_later_run_brings_the_former_state_back(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    folder = whole(tmp_path / "old")
    mks.json("load", folder)
    was = find(signed_in(cast.admin), FIRST)
    changed = knowledge(title="改", tags=["改"], updated_at="2026-02-01T10:00:00")
    texts = [changed, knowledge(id=2, title="養生の記録", related=[1])]
    assert mks.json("load", whole(folder, knowledge=texts))["number"] == 2
    refused = mks("undo", "1")
    assert (refused.returncode != 0, "先に取り込み 2 を取り消してください" in refused.stderr) == (True, True)
    assert mks.json("undo", "2")["reverted"] == {"knowledge.json": 1}
    page = find(signed_in(cast.admin), FIRST)
    same = ("title", "body", "tags", "category", "views", "comments_count")
    assert [page[name] for name in same] == [was[name] for name in same]
    assert page["edition"]["no"] == 1
    assert mks.json("undo", "1")["kept"] == []


def test_a_broken_file_loads_nothing(mks: Mks, database: Database, tmp_path: Path) -> None:
    folder = whole(tmp_path / "old")
    (folder / "knowledge.json").write_text('[{"id": 1, "title": "途')
    before = counts(database)
    done = mks("load", folder)
    assert done.returncode == 2
    assert "knowledge.json を読めません" in done.stderr
    assert "Traceback" not in done.stderr
    assert counts(database) == before


def test_a_load_that_is_killed_has_done_nothing(
    mks: Mks, mks_environment: dict[str, str], database: Database, tmp_path: Path
) -> None:
    texts = [knowledge(id=number, title=f"養生 {number}") for number in range(1, 1501)]
    folder = whole(tmp_path / "old", knowledge=texts)
    before = counts(database)
    argv = [sys.executable, "-m", "mirai_knowledge.entry.cli", "legacy", "load", str(folder)]
    with subprocess.Popen(argv, env={**os.environ, **mks_environment}, stdout=subprocess.DEVNULL) as loading:
        _await_writing(database)
        loading.send_signal(signal.SIGKILL)
    assert counts(database) == before
    assert mks.json("load", folder)["number"] is not None
    assert counts(database)["document"] == before["document"] + 1500


def _await_writing(database: Database) -> None:
    writing = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE application_name = 'mks-cli' AND state <> 'idle' AND backend_xid IS NOT NULL AND datname = current_database()"
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with database.begin(read_only=True) as tx:
            if tx.execute(writing).scalar_one():
                time.sleep(0.3)
                return
        time.sleep(0.02)
    pytest.fail("the load has not begun to write")


def test_P090_only_who_manages_the_masters_may_load_or_take_back(database: Database, tmp_path: Path) -> None:
    source = service.open_source(whole(tmp_path / "old"))
    for verb in (lambda tx: service.load(tx, Actor(name="nobody"), source), lambda tx: service.undo(tx, Actor(name="nobody"), 1)):
        with pytest.raises(Forbidden) as refused, database.begin() as tx:
            verb(tx)
        assert refused.value.rule == "P-090"


def test_the_audit_says_what_was_loaded_and_by_which_run(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    mks.json("load", whole(tmp_path / "old"))
    rows = signed_in(cast.admin).get("/api/v1/audit?tag=legacy.loaded").body["items"]
    assert json.loads(json.dumps(rows))[0]["tag_name"] == "移行元のデータを取り込んだ"
    assert {entry["field"]: entry["value"] for entry in rows[0]["detail"]}["added"] == "5"
    documents = signed_in(cast.admin).get("/api/v1/audit?tag=document.loaded").body["items"]
    assert {entry["field"]: entry["value"] for entry in documents[0]["detail"]} == {"added": "2"}


def test_what_has_no_room_is_cut_foreseen_and_kept_whole(mks: Mks, signed_in: SignIn, tmp_path: Path) -> None:
    long, tags = "長い概要。" * 500, [f"札{number}" for number in range(40)] + ["長" * 60]
    odd = [knowledge(summary=long), knowledge(id=2, title="札の多い記録", tags=tags), knowledge(id=3, content=None, summary=long)]
    folder = whole(tmp_path / "odd", knowledge=odd)
    text = (folder / "knowledge.json").read_text(encoding="utf-8")
    unnamed = ",".join(f'{{"id": {number}, "title": "題", "content": "本文"}}' for number in ("1e308", "1e999", "1" + "0" * 400))
    (folder / "knowledge.json").write_text(text.rstrip()[:-1] + "," + unnamed + "]", encoding="utf-8")
    foreseen = mks.json("plan", folder)
    assert mks.json("load", folder)["report"]["findings"] == foreseen["findings"]
    assert {"field.too_long", "field.too_many", "record.without_id"} <= {line["code"] for line in foreseen["findings"]}
    person = signed_in(cast.admin)
    first, second, third = (show(person, {"id": f"L-knowledge-{number}"}).body for number in (1, 2, 3))
    assert first["summary"] == long[:2000]
    assert len(second["tags"]) == 30
    assert draft_of(person, third)["content"]["body"] == long
