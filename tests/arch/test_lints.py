"""Each lint refuses its bad samples, on the marked lines, and lets the good ones pass."""

import itertools

import pytest

from tests.arch.lints import naming, secrets, sizes
from tests.arch.lints.all import LINTS
from tests.arch.lints.migrations import migrations_stand_alone
from tests.arch.lints.source import Source
from tests.arch.samples import SAMPLES, Sample

MARK = "# <-"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.lint.__name__)
def test_a_lint_refuses_what_breaks_its_rule(sample: Sample) -> None:
    for code in sample.bad:
        marked = {number for number, line in enumerate(code.splitlines(), 1) if MARK in line}
        found = {finding.line for finding in sample.lint(Source(sample.path, code))}
        assert found, f"nothing found in:\n{code}"
        assert not marked or found == marked, f"found {found} in:\n{code}"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.lint.__name__)
def test_a_lint_lets_good_code_pass(sample: Sample) -> None:
    for code in sample.good:
        assert [str(finding) for finding in sample.lint(Source(sample.path, code))] == []


def test_every_lint_has_a_sample() -> None:
    assert {lint.__name__ for lint in LINTS} == {sample.lint.__name__ for sample in SAMPLES}


@pytest.mark.parametrize("name", ["sites.py", "20261123_sites.py", "2026_11_23_Sites.py"])
def test_a_migration_without_a_date_is_refused(name: str) -> None:
    assert list(migrations_stand_alone(Source(f"src/mirai_knowledge/migrations/versions/{name}", "")))


@pytest.mark.parametrize(
    "path",
    ["src/mirai_knowledge/sites/utils.py", "tests/helpers/x.py", "web/src/lib/common.ts", "src/mirai_knowledge/common/x.py"],
)
def test_a_room_for_anything_is_refused(path: str) -> None:
    assert list(naming.rooms(path))


@pytest.mark.parametrize("path", ["src/mirai_knowledge/sites/queries.py", "docs/common.md", "web/src/lib/dates.ts"])
def test_a_room_with_a_name_passes(path: str) -> None:
    assert not list(naming.rooms(path))


def test_long_files_are_refused() -> None:
    assert list(sizes.file_length("src/x.py", "\n" * 501))
    assert not list(sizes.file_length("src/x.py", "\n" * 500))
    assert list(sizes.file_length("web/src/x.tsx", "\n" * 301))


BAD_LINES = (
    ("README.md", "get it from https://" + "pypi" + ".org/project/x"),
    ("web/package.json", '"x": "https://' + "registry" + ".npmjs" + '.org/x"'),
    ("docs/x.md", "cd /" + "work/main && make"),
    ("docs/x.md", "see /" + "root/.config"),
    ("deploy/key.pem", "-----BEGIN " + "PRIVATE KEY-----"),
    ("deploy/key.pem", "-----BEGIN RSA " + "PRIVATE KEY-----"),
    ("web/package-lock.json", '      "resolved": "x",'),
    ("requirements/run.txt", "--index-url https://example.com"),
    ("docs/x.md", "ghp_" + "a1" * 20),
)


@pytest.mark.parametrize(("path", "line"), BAD_LINES)
def test_foreign_matter_is_refused(path: str, line: str) -> None:
    assert [finding.line for finding in secrets.foreign_matter(path, f"fine\n{line}\n")] == [2]


def test_ordinary_lines_pass() -> None:
    lines = ("a/work/b", "https://example.com/root/x", "requirements: --find-links", "homework/x", "/workers/x", "chroot /rootfs")
    assert list(itertools.chain.from_iterable(secrets.foreign_matter("docs/x.md", line) for line in lines)) == []
