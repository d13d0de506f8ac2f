import json
import os
from pathlib import Path

import pytest

from mirai_knowledge.legacy.errors import FolderChanged, FolderUnreadable
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.json_array import ArrayReader, BrokenJson
from mirai_knowledge.legacy.service.folder import read_folder
from tests.legacy.folders import knowledge, plan, user, write_folder

ENDLESS = ("1e308", "1" + "0" * 400, "1e999", "9" * 5000)
TEXT = json.dumps([knowledge(title="鉄筋のかぶり①髙﨑ｶﾅ～―")], ensure_ascii=False)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_an_array_is_read_the_same_in_pieces_of_any_size(size: int) -> None:
    text = json.dumps([1, 12, {"a": "あ" * 20, "b": [None, True, -1.5e3]}, [], "x"], ensure_ascii=False) + "\n"
    pieces = (text[start : start + size] for start in range(0, len(text), size))
    assert list(ArrayReader(pieces)) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "1行目: ファイルが空です"),
        (" \n\n", "ファイルが空です"),
        ("{}", "1行目: 配列（[ … ]）で始まっていません"),
        ("null", "配列（[ … ]）で始まっていません"),
        ('[\n{"id": 1},\n{"id"', "3行目: ファイルが途中で終わっています"),
        ('[{"id": 1}', "ファイルが途中で終わっています"),
        ('[{"id": 1},]', "最後の「,」が余分です"),
        ('[{"id": 1} {"id": 2}]', "「,」か「]」が必要です"),
        ('[{"id" 1}]', "「:」が必要です"),
        ("[1] x", "配列の後に余分な文字があります"),
        ("[NaN]", "NaN はJSONの値ではありません"),
        ("[" * 200_000, "入れ子が深すぎます"),
        ('["a\tb"]', "文字列の中に制御文字があります"),
    ],
)
def test_broken_json_is_told_with_its_line(text: str, why: str) -> None:
    with pytest.raises(BrokenJson, match=why.replace("[", r"\[").replace("（", "（")):
        list(ArrayReader(iter([text])))


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16-LE"),
        ("cp932", "Shift_JIS（CP932）"),
        ("euc_jis_2004", "EUC-JP（JIS2004）"),
    ],
)
def test_the_encoding_is_found_and_reported(tmp_path: Path, codec: str, label: str) -> None:
    # Two letters that only Windows has.
    text = TEXT.replace("髙", "").replace("～", "") if codec == "euc_jis_2004" else TEXT
    (tmp_path / "knowledge.json").write_bytes(text.encode(codec))
    planned = plan(tmp_path)
    assert planned.documents[0].title == json.loads(text)[0]["title"]
    assert read_folder(tmp_path).lines["knowledge.json"].encoding == label
    assert bool(planned.found("file.encoding")) == (label != "UTF-8")
    assert bool(planned.found("file.bom")) == (codec in {"utf-8-sig", "utf-16"})


def test_euc_jp_is_not_taken_for_shift_jis(tmp_path: Path) -> None:
    (tmp_path / "knowledge.json").write_bytes(json.dumps([knowledge()], ensure_ascii=False).encode("euc_jp"))
    assert plan(tmp_path).documents[0].body == "【手順】\n- 覆う\n- 温める\n"


def test_a_file_in_no_encoding_is_broken_and_tells_so(tmp_path: Path) -> None:
    (tmp_path / "users.json").write_bytes(b'[{"id": 1, "username": "\xff\xfe\x80\xa0"}]')
    folder = read_folder(tmp_path)
    assert folder.broken == ("users.json",)
    (finding,) = [line for line in folder.findings.findings() if line.code == "file.broken"]
    assert finding.value == "UTF-8・EUC-JP・Shift_JISのどれでも読めない文字コード"


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write_folder(tmp_path, users=[user()])
    (tmp_path / "knowledge.json").write_text('[{"id": 1, "title": "切れ')
    folder = read_folder(tmp_path)
    assert folder.broken == ("knowledge.json",)
    assert folder.lines["users.json"].records == 1


def test_missing_later_and_unknown_files_are_told(tmp_path: Path) -> None:
    write_folder(tmp_path, users=[user()], incidents=[{"id": 1}], approvals=[])
    (tmp_path / "memo.txt").write_text("x")
    (tmp_path / "backup").mkdir()
    folder = read_folder(tmp_path)
    assert {name: line.state for name, line in folder.lines.items()} == {
        "users.json": "read", "experts.json": "missing", "projects.json": "missing", "knowledge.json": "missing",
        "knowledge_details.json": "missing", "sop.json": "missing", "sop_details.json": "missing",
        "regulations.json": "missing", "incidents.json": "later", "approvals.json": "later",
        "memo.txt": "unknown", "backup": "unknown",
    }  # fmt: skip
    codes = [(line.code, line.file, line.value) for line in folder.findings.findings() if line.code != "file.missing"]
    assert sorted(codes) == [
        ("file.later", "incidents.json", "1件"),
        ("file.unknown", "backup", None),
        ("file.unknown", "memo.txt", None),
    ]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable):
        read_folder(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnreadable):
        read_folder(tmp_path / "file")


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "users.json")
    (tmp_path / "experts.json").symlink_to("/dev/zero")
    (tmp_path / "projects.json").mkdir()
    folder = read_folder(tmp_path)
    assert folder.broken == ("users.json", "experts.json", "projects.json")


def test_a_file_that_is_written_meanwhile_is_noticed(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path, users=[user()]))
    write_folder(tmp_path, users=[user(), user(id=2)])
    with pytest.raises(FolderChanged):
        list(folder.records("users.json", Findings()))
    (tmp_path / "users.json").write_text("[")
    with pytest.raises(FolderChanged):
        list(folder.records("users.json", Findings()))


def test_records_without_a_name_of_their_own_are_set_aside_and_kept(tmp_path: Path) -> None:
    records = [
        knowledge(id=7), None, 5, "x", [knowledge()], knowledge(id=None), knowledge(id=True), knowledge(id=1.5), {"title": "y"},
        knowledge(id="8"), knowledge(id=" 009 "), knowledge(id="K-1"), knowledge(id=7.0, title="別の題名"), knowledge(id=7),
        knowledge(id=7, title="三つ目"),
    ]  # fmt: skip
    planned = plan(write_folder(tmp_path, knowledge=records))
    assert [item.origin.id for item in planned.documents] == ["7", "8", "9", "K-1"]
    assert [(item.origin.id, item.reason) for item in planned.refused] == [
        ("#2", "レコードの形をしていない"), ("#3", "レコードの形をしていない"), ("#4", "レコードの形をしていない"),
        ("#5", "レコードの形をしていない"), ("#6", "使えるidがない"),
        ("#7", "使えるidがない"), ("#8", "使えるidがない"), ("#9", "使えるidがない"),
        ("7#2", "同じidのレコードがもう1件ある"), ("7#3", "同じidのレコードがもう1件ある"),
    ]  # fmt: skip
    assert planned.refused[0].raw is None
    assert planned.found("record.repeated")[0].ids == ("7",)
    assert planned.found("record.id_as_text")[0].ids == ("8", "9", "K-1")


def test_a_key_that_stands_twice_is_reported(tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text('[{"id": 1, "username": "aoki", "username": "akagi"}]')
    planned = plan(tmp_path)
    assert planned.people[0].login_name == "akagi"
    assert planned.found("record.key_twice")[0].field == "username"


def test_what_no_database_takes_is_replaced_and_reported(tmp_path: Path) -> None:
    (tmp_path / "knowledge.json").write_text(r'[{"id": 1, "title": "a\u0000b\ud800c", "content": "x\u0007y\nz", "\u0000k": 1}]')
    planned = plan(tmp_path)
    assert planned.documents[0].title == "a\ufffdb\ufffdc"
    assert planned.documents[0].body == "xy\nz"
    assert planned.documents[0].raw["content"] == "x\x07y\nz"
    assert planned.documents[0].attributes["\ufffdk"] == 1
    assert len(planned.found("field.control")) == 2


def test_numbers_that_no_id_has_are_no_ids_and_those_that_nothing_holds_stay_text(tmp_path: Path) -> None:
    records = "[" + ",".join(f'{{"id": {number}, "title": "題"}}' for number in (*ENDLESS, "5")) + "]"
    (tmp_path / "knowledge.json").write_text(records, encoding="utf-8")
    planned = plan(tmp_path)
    assert [item.origin.id for item in planned.documents] == ["1e999", "9" * 100, "5"]
    assert [origin for line in planned.found("record.without_id") for origin in line.ids] == ["#1", "#2"]
