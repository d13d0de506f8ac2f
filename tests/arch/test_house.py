"""The rules of the house, on the house."""

import pytest

from tests.arch.lints import naming, secrets, sizes
from tests.arch.lints.all import LINTS, Lint
from tests.arch.lints.source import REPOSITORY, Finding, Source, python_sources, tracked_files

CODE = (".py", ".ts", ".tsx", ".css", ".mjs")
GENERATED = ("web/src/api/schema.d.ts",)


def refuse(findings: list[Finding]) -> None:
    if findings:
        pytest.fail("\n".join(str(finding) for finding in findings), pytrace=False)


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    # The samples are bad on purpose, and stand in strings; everything else is held to the rules.
    return python_sources()


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.__name__)
def test_the_house_keeps_the_rule(lint: Lint, sources: list[Source]) -> None:
    refuse([finding for source in sources for finding in lint(source)])


def test_files_fit_into_one_head() -> None:
    found = [
        finding
        for path in tracked_files()
        if path.endswith(CODE) and path.startswith(("src/", "tests/", "web/", "bench/", "scripts/")) and path not in GENERATED
        for finding in sizes.file_length(path, (REPOSITORY / path).read_text(encoding="utf-8"))
    ]
    refuse(found)


def test_every_room_has_a_name() -> None:
    refuse([finding for path in tracked_files() for finding in naming.rooms(path)])


def test_the_repository_belongs_to_no_machine_and_tells_no_secret() -> None:
    found: list[Finding] = []
    for path in tracked_files():
        try:
            text = (REPOSITORY / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += secrets.foreign_matter(path, text)
    refuse(found)
