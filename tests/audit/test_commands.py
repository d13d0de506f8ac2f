"""`mks audit`: verify and export, as the administrator runs them."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.audit.conftest import Log, Vandal, Verdict
from tests.command import run_mks

Mks = Callable[..., Verdict]


@pytest.fixture
def mks(mks_environment: dict[str, str]) -> Mks:
    def run(*arguments: str | Path) -> Verdict:
        done = run_mks(mks_environment, *arguments)
        return Verdict(done.returncode, done.stdout + done.stderr)

    return run


def test_verify_says_that_all_is_well_and_prints_the_head_to_keep(log: Log, mks: Mks) -> None:
    log.write(3)
    log.seal()
    report = log.check()
    done = mks("audit", "verify")
    assert done.code == 0, done.text
    assert "改ざんは見つかりませんでした" in done.text
    head = f"{report.last_seal_no}:{report.last_hash}"
    assert head in done.text
    assert mks("audit", "verify", "--head", head).code == 0
    assert mks("audit", "verify", "--head", f"{report.last_seal_no}:{'00' * 32}").code == 1


def test_verify_names_the_altered_row_and_ends_with_1(log: Log, vandal: Vandal, mks: Mks) -> None:
    log.write(3)
    log.seal()
    number = log.check().last_seal_no - 1
    vandal.run("UPDATE audit_entry SET tag = 'x' WHERE id = (SELECT audit_id FROM audit_seal WHERE seal_no = {n})", n=number)
    done = mks("audit", "verify", "--json")
    assert done.code == 1
    answer = json.loads(done.text)
    assert answer["sound"] is False
    assert [(found["kind"], found["seal_no"]) for found in answer["findings"]] == [("altered", number)]


def test_a_head_that_cannot_be_read_is_one_clear_line(database: object, mks: Mks) -> None:
    done = mks("audit", "verify", "--head", "latest")
    assert done.code == 2
    assert "番号:ハッシュ" in done.text
    assert "Traceback" not in done.text


def test_an_export_is_private_recorded_and_checked_by_the_verifier_beside_it(log: Log, mks: Mks, tmp_path: Path) -> None:
    log.write(3)
    log.seal()
    file = tmp_path / "audit.jsonl"
    done = mks("audit", "export", file, "--with-verifier")
    assert done.code == 0, done.text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    alone = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "verify_audit_export.py", file], capture_output=True, text=True, check=False
    )
    assert alone.returncode == 0, alone.stdout + alone.stderr
    with log.database.begin(read_only=True) as tx:
        origin = tx.execute(text("SELECT origin FROM audit_entry WHERE tag = 'audit.exported'")).scalars().all()
    assert origin == ["cli"]


def test_an_export_overwrites_nothing_and_leaves_no_half_file(log: Log, mks: Mks, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("mine")
    assert mks("audit", "export", kept).code == 6
    assert kept.read_text() == "mine"
    nowhere = mks("audit", "export", tmp_path / "no" / "such" / "folder.jsonl")
    assert nowhere.code == 2
    assert "Traceback" not in nowhere.text
    assert [file.name for file in tmp_path.iterdir()] == ["kept.jsonl"]
