"""docs/reference says what the program says, and the numbered rules are those of the tests."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.arch.checkouts import Checkout
from tests.arch.lints.source import REPOSITORY, python_sources

REFERENCE = REPOSITORY / "docs/reference"
NUMBERED = re.compile(r"^test_P(\d{3})_")


def rows(page: str, heading: str = "\n") -> Iterator[list[str]]:
    """The rows of the first table of a page, or of the one below a heading."""
    text = (REFERENCE / page).read_text(encoding="utf-8").partition(heading)[2]
    lines = [line for line in text.split("\n## ")[0].splitlines() if line.startswith("| ")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split(" | ")]


def numbers_in_tests() -> dict[str, str]:
    """The numbers in the names of tests, each with one such test."""
    found: dict[str, str] = {}
    for source in python_sources("tests/"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                number = NUMBERED.match(node.name)
                if number is not None:
                    found[f"P-{number.group(1)}"] = f"{source.path}: {node.name}"
    return found


def test_the_reference_is_fresh(tmp_path: Path) -> None:
    ran = Checkout(REPOSITORY, tmp_path).mks("dev", "reference", "--check")
    assert ran.code == 0, f"{ran.output}\nRun `make reference` and commit what it wrote."


def test_every_rule_has_a_test_that_carries_its_number() -> None:
    known = {row[0] for row in rows("permissions.md", "## Rules\n")}
    assert sorted(known - numbers_in_tests().keys()) == []


def test_no_test_carries_a_number_that_is_no_rule() -> None:
    known = {row[0] for row in rows("permissions.md", "## Rules\n")}
    assert [name for number, name in numbers_in_tests().items() if number not in known] == []


def test_every_route_names_the_rule_that_opens_it() -> None:
    assert [row[:2] for row in rows("routes.md") if not row[2]] == []


def test_every_documented_route_says_what_it_does() -> None:
    documented = json.loads((REFERENCE / "openapi.json").read_text(encoding="utf-8"))["paths"]
    assert [row[:2] for row in rows("routes.md") if row[1].strip("`") in documented and not row[4].strip()] == []


def test_every_error_has_a_title_for_those_who_read_english() -> None:
    titles = (REPOSITORY / "web/src/api/englishTitles.ts").read_text(encoding="utf-8")
    codes = {row[0].strip("`") for row in rows("errors.md")}
    assert sorted(codes ^ set(re.findall(r"^  '([a-z_.]+)':", titles, re.MULTILINE))) == []


def test_every_setting_says_what_it_does() -> None:
    assert [row[0] for row in rows("settings.md") if not row[3].strip()] == []
