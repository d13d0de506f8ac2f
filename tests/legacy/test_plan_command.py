import json
from pathlib import Path

import pytest

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.legacy import service
from tests.legacy.commands import Mks
from tests.legacy.folders import knowledge, project, user, write_folder


def test_a_plan_tells_what_becomes_of_each_file_and_proposes_a_mapping(mks: Mks, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    records = [knowledge(category="原価の管理", project="白沢橋"), knowledge(id=2, title="[サンプル] x", category="環境対策")]
    write_folder(folder, users=[user(username="kanri")], projects=[project()], knowledge=[*records, {"id": 3}])
    report = mks.report(folder, "--write-mapping", tmp_path / "mapping.json")
    assert report["loadable"] is True
    assert {line["file"]: (line["added"], line["refused"]) for line in report["files"] if line["state"] == "read"} == {
        "users.json": (1, 0), "projects.json": (1, 0), "knowledge.json": (2, 1),
    }  # fmt: skip
    # The standing cast has the login name; the work type and one category are in the masters.
    assert [line["value"] for line in report["findings"] if line["code"] == "duplicate.login"] == ["kanri"]
    assert {(line["value"], line["target"]) for line in report["values"]} >= {("舗装工", "pavement"), ("環境対策", "environment")}
    proposal = json.loads((tmp_path / "mapping.json").read_text())
    assert proposal == {"category": {"原価の管理": "cost"}, "project": {"白沢橋": "projects.json#1"}}
    again = mks.report(folder, "--mapping", tmp_path / "mapping.json")
    assert again["mapping"] == {}
    assert {(line["text"], line["target"]) for line in again["links"]} >= {("白沢橋", "projects.json#1")}
    shown = mks("plan", folder)
    assert shown.returncode == 0
    assert "[サンプル]" not in shown.stderr
    assert "対応の決まっていない値が2件" in shown.stdout


def test_a_broken_file_ends_the_plan_with_a_line_and_a_code(mks: Mks, tmp_path: Path) -> None:
    write_folder(tmp_path, users=[user()])
    (tmp_path / "knowledge.json").write_text('[{"id": 1')
    (tmp_path / "projects.json").write_bytes('[{"id": 1, "name": "現場"}]'.encode("cp932"))
    done = mks("plan", tmp_path)
    assert done.returncode == 1
    assert "knowledge.json" in done.stdout
    assert "1行目: ファイルが途中で終わっています" in done.stdout
    assert "Shift_JIS" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (None, "見つかりません"),
        ("{", "JSONではありません"),
        ('{"colour": {"red": "blue"}}', "対応表と違います"),
        ('{"category": {"x": "左官"}}', "「左官」はありません"),
        ('{"status": {"x": "open"}}', "「open」はありません"),
        (
            '{"project": {"x": "projects.json#99"}}',
            "「projects.json#99」はありません。移行元の現場を「projects.json#10」のように",
        ),
    ],
)
def test_a_wrong_mapping_is_refused_with_one_clear_line(mks: Mks, tmp_path: Path, mapping: str | None, message: str) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    write_folder(folder, users=[user()])
    if mapping is not None:
        (tmp_path / "mapping.json").write_text(mapping)
    done = mks("plan", folder, "--mapping", tmp_path / "mapping.json")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_told(mks: Mks, tmp_path: Path) -> None:
    done = mks("plan", tmp_path / "nowhere")
    assert (done.returncode, "移行元のフォルダーを読めません" in done.stderr) == (2, True)


def test_a_folder_that_may_not_be_read_is_told_with_the_cause(mks: Mks, tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "old"
    home.mkdir()
    folder.mkdir()
    folder.chmod(0)
    done = mks.as_anybody(home, "load", folder)
    folder.chmod(0o700)
    assert done.returncode == 2
    assert "移行元のフォルダーを読めません" in done.stderr
    assert "権限" in done.stderr


def test_P090_only_who_manages_the_masters_may_plan(database: Database, tmp_path: Path) -> None:
    source = service.open_source(write_folder(tmp_path, users=[user()]))
    with database.begin(read_only=True) as tx, pytest.raises(Forbidden) as refused:
        service.plan(tx, Actor(name="nobody"), source)
    assert refused.value.rule == "P-090"


def test_passwords_that_everybody_knows_are_recognised(tmp_path: Path) -> None:
    import bcrypt

    known = bcrypt.hashpw(b"admin123", bcrypt.gensalt(4)).decode()
    source = service.open_source(
        write_folder(tmp_path, users=[user(password_hash=known), user(id=2), user(id=3, password_hash="x")])
    )
    assert source.weak == frozenset({known})
