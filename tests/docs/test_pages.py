"""What documents point at is there: files, settings, make targets, decisions."""

import re
import subprocess

import pytest

from mirai_knowledge.kernel.config import Settings, environment_name
from tests.docs.pages import ROOT, Page, all_pages, read

PAGES = all_pages()
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

PACKAGE = ROOT / "src" / "mirai_knowledge"
PLACES = (ROOT, PACKAGE, ROOT / "web" / "src")
FIRST_FOLDERS = {"src", "web", "tests", "docs", "scripts", "bench", "requirements", ".ci", "kernel", "edge", "entry", "ops"} | {
    path.name for path in PACKAGE.iterdir() if path.is_dir()
}
A_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/[\w.-]*")
MADE_BY_TOOLS = ("src/mirai_knowledge/entry/web", "web/node_modules", "docs/reference")


def quoted_paths(page: Page) -> list[str]:
    paths = [text for text in page.code if A_PATH.fullmatch(text) and text.split("/")[0] in FIRST_FOLDERS]
    return [path for path in paths if not path.startswith(MADE_BY_TOOLS)]


@each_page
def test_links_lead_somewhere(page: Page) -> None:
    inside = [link.split("#")[0] for link in page.links if not link.startswith(("http://", "https://", "#"))]
    missing = [link for link in inside if not (page.folder / link).exists() and not link.startswith("reference/")]
    assert missing == []


@each_page
def test_files_named_in_documents_exist(page: Page) -> None:
    if page.is_about_today:
        assert [path for path in quoted_paths(page) if not any((place / path).exists() for place in PLACES)] == []


@each_page
def test_settings_named_in_documents_exist(page: Page) -> None:
    known = {environment_name(field) for field in Settings.model_fields}
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts").glob("*.sh"))
    named = set(re.findall(r"\b(?:MKS_[A-Z0-9_]+|DATABASE_URL)\b", page.text))
    assert {name for name in named - known if name not in scripts} == set()


@each_page
def test_make_targets_named_in_documents_exist(page: Page) -> None:
    text = "\n".join([*page.code, *(block.text for block in page.blocks)])
    named = set(re.findall(r"^make ([a-z-]+(?: [a-z-]+)*)", text, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {target for group in named for target in group.split()} - targets == set()


@each_page
def test_documents_stand_on_their_own(page: Page) -> None:
    assert not re.search(r"\.\./shared|\bdesign/\w+\.md", page.text)


def test_the_map_names_every_room_and_calls_none_that_stands_a_later_one() -> None:
    layout = read("docs/architecture.md").section("## Layout")
    # Committed ones: a slice that is still being written may be named with its first commit.
    listed = subprocess.run(
        ["git", "ls-files", "src/mirai_knowledge/*/__init__.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rooms = {line.split("/")[2] for line in listed.stdout.splitlines()}
    assert {room for room in rooms if f"\n  {room}/ " not in layout} == set(), "name it in docs/architecture.md, Layout"
    later = next(line for line in layout.splitlines() if line.startswith("*Later*: "))
    assert rooms & set(later.removeprefix("*Later*: ").strip("`.").split()) == set()


def test_every_decision_has_its_four_parts_and_stands_in_the_index() -> None:
    index = read("docs/adr/README.md")
    decisions = sorted(path.name for path in (ROOT / "docs/adr").glob("[0-9]*.md"))
    assert [link for link in index.links if link[0].isdigit()] == decisions
    for number, name in enumerate(decisions, start=1):
        page = read(f"docs/adr/{name}")
        title = page.text.splitlines()[0]
        assert title.startswith(f"# {number}. ")
        assert f"[{number}]({name}) | {title.partition('. ')[2]} |" in index.text
        assert ("not built yet" in page.text) == (f"{title.partition('. ')[2]} | not built yet" in index.text)
        headings = [line for line in page.text.splitlines() if line.startswith("## ")]
        assert headings == ["## Context", "## Decision", "## Consequences", "## What checks it"]
        assert len(page.text.splitlines()) <= 60, "a decision is one page"
