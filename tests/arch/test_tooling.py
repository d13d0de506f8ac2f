"""The Makefile and the scripts: what they promise a newcomer and CI."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from scripts.checks import Check, main
from tests.arch.lints.source import REPOSITORY, tracked_files

TARGETS = ("help", "install", "run", "test", "drill", "lint", "types", "arch", "web", "bench", "db-reset", "requirements")
SCRIPTS = [path for path in tracked_files() if path.endswith(".sh") or path == ".ci/run"]


def sh(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=REPOSITORY, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=60
    )


def check(name: str, script: str, kind: str = "lint") -> Check:
    return Check(name, frozenset({kind}), ("sh", "-c", script))


def test_make_without_a_target_lists_every_target() -> None:
    listed = [line.split()[1] for line in sh("make").stdout.splitlines()]
    assert set(TARGETS) <= set(listed)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_can_be_run_and_parsed(script: str) -> None:
    first = (REPOSITORY / script).read_text(encoding="utf-8").splitlines()[0]
    assert os.access(REPOSITORY / script, os.X_OK)
    assert sh("bash" if "bash" in first else "sh", "-n", script).returncode == 0


def test_without_a_python_the_remedy_is_said() -> None:
    refused = sh("scripts/find-python.sh", MKS_PYTHON="no-such-python")
    assert refused.returncode == 1
    assert "MKS_PYTHON" in refused.stderr


def test_a_node_that_is_too_old_is_passed_over(tmp_path: Path) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    found = sh("scripts/node.sh", "node", "--version", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert found.returncode == 0, found.stderr
    major, minor = (int(part) for part in found.stdout.removeprefix("v").split(".")[:2])
    assert (major, minor) >= (20, 19)


def test_one_failing_check_fails_all_and_shows_its_output(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(set(), [check("good", "echo fine"), check("bad", "echo what is wrong; exit 3")]) == 1
    shown = capfd.readouterr().out
    assert "ok     good" in shown
    assert "fine" not in shown
    assert "== bad ==\nwhat is wrong" in shown
    assert shown.rstrip().endswith("1 of 2 checks failed: bad")


def test_only_the_kinds_that_were_asked_for_run() -> None:
    assert main({"types"}, [check("bad", "exit 1"), check("good", "exit 0", "types")]) == 0


def test_a_kind_of_check_that_does_not_exist_is_refused() -> None:
    assert main({"nonsense"}, [check("good", "exit 0")]) == 2


def test_requirements_are_pinned_with_hashes() -> None:
    for name in ("run", "build", "node", "dev", "tools"):
        text = (REPOSITORY / f"requirements/{name}.txt").read_text(encoding="utf-8")
        entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry and not entry.lstrip().startswith("#")]
        assert entries
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries), name


@pytest.mark.parametrize("name", ["run", "build", "node", "dev", "tools"])
def test_what_the_project_asks_for_is_in_the_compiled_requirements(name: str) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] if name == "run" else project["dependency-groups"][name]
    names = {re.split(r"[\[<>=~! ]", entry, maxsplit=1)[0].lower().replace("_", "-") for entry in asked}
    pinned = re.findall(r"^([a-z0-9._-]+)==", (REPOSITORY / f"requirements/{name}.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert names - set(pinned) == set(), "make requirements"


def test_the_requirements_of_one_file_agree_with_those_of_another() -> None:
    pinned: dict[str, set[str]] = {}
    for file in (REPOSITORY / "requirements").glob("*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "==" in line and not line.startswith((" ", "#")):
                name, _, version = line.split(" ")[0].partition("==")
                pinned.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in pinned.items() if len(versions) > 1} == {}
