"""What is typed wrongly, and what a command prints into a pipe: told in Japanese, in whole lines."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.command import run_mks

WRONG = [
    (("legacy", "undo", "abc"), "number の値が正しくありません。"),
    (("legacy", "undo"), "number を指定してください。"),
    (("legacy", "undoo", "1"), "「mks legacy undoo 1」というコマンドはないか、引数が余分です。"),
    (("legacy", "undo", "--jso", "1"), "--jso というオプションはありません（--json ではありませんか）。"),
    (("legacy", "runs", "x"), "「mks legacy runs x」というコマンドはないか、引数が余分です。"),
    (("worker", "--only", "x"), "only の値が正しくありません。"),
]


def mks(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"MKS_HOME": str(home)}
    return run_mks(environment, *arguments)


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_what_is_typed_wrongly_is_told_in_one_line(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = mks(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == told
    assert done.stderr.splitlines()[1].startswith("使い方を見るには: ")
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 2)


def test_help_has_japanese_headings(tmp_path: Path) -> None:
    shown = mks(tmp_path, "legacy", "undo", "--help").stdout
    for word in ("引数", "オプション", "[必須]"):
        assert word in shown
    assert mks(tmp_path, "legacy").returncode == 2


def test_a_log_folder_that_is_a_file_is_a_setting_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    done = mks(tmp_path, "db", "status")
    assert done.returncode == 2
    assert done.stderr == f"設定を確認してください: ログを書けません。{tmp_path / 'log'}: 同じ名前のものがあります\n"


def test_a_folder_that_is_not_there_is_told_in_japanese_and_names_are_not_cut_in_a_pipe(tmp_path: Path) -> None:
    done = mks(tmp_path, "legacy", "plan", str(tmp_path / "nowhere"))
    assert "見つかりません。JSONファイルのあるフォルダーを指定してください。" in done.stderr
    folder = tmp_path / ("長い名前のフォルダー" * 6)
    folder.mkdir()
    (folder / "knowledge_details_of_a_long_name_that_nobody_would_read_in_a_narrow_table.json").write_text("[]")
    shown = mks(tmp_path, "legacy", "plan", str(folder)).stdout
    assert "knowledge_details_of_a_long_name_that_nobody_would_read_in_a_narrow_table.json" in shown
