"""The written documents of the repository, cut into the parts that tests look at."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\S*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
NOT_BUILT = "**not built yet**"


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `source` is the file it quotes, empty when it quotes none."""

    language: str
    source: str
    text: str


@dataclass(frozen=True)
class Page:
    """A Markdown document, by its path from the root of the repository."""

    name: str
    text: str

    @property
    def folder(self) -> Path:
        return (ROOT / self.name).parent

    @property
    def blocks(self) -> list[Block]:
        return [Block(*parts) for parts in FENCE.findall(self.text)]

    @property
    def prose(self) -> str:
        """The text without its fenced blocks."""
        return FENCE.sub("", self.text)

    @property
    def code(self) -> list[str]:
        """What stands between backticks in the prose."""
        return INLINE.findall(self.prose)

    @property
    def links(self) -> list[str]:
        return LINK.findall(INLINE.sub("", self.prose))

    @property
    def is_about_today(self) -> bool:
        """Whether the page describes what exists, and not what is decided and still to be built."""
        return NOT_BUILT not in self.text

    def section(self, heading: str) -> str:
        """The text below a heading, up to the next one of the same or a higher level."""
        level = len(heading) - len(heading.lstrip("#"))
        _, found, rest = self.text.partition(f"{heading}\n")
        assert found, f"{self.name} has no heading {heading!r}"
        return re.split(rf"^#{{1,{level}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def read(name: str) -> Page:
    return Page(name, (ROOT / name).read_text(encoding="utf-8"))


def all_pages() -> list[Page]:
    """Every written document; the generated reference is looked at by its own tests."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "requirements").glob("*.md")]
    names = sorted(path.relative_to(ROOT).as_posix() for path in found)
    return [read(name) for name in names if not name.startswith("docs/reference/")]


def table(text: str) -> list[list[str]]:
    """The cells of the first table in the text, without its head and without code marks."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]
