"""The texts of the demonstration documents: one file each, lines of `key: value` before a line of dashes, Markdown after it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

SEPARATOR = "\n---\n"


@dataclass(frozen=True, slots=True)
class Revision:
    """An edition `days` ago, which put the words `new` in the place of `old`."""

    days: int
    is_material: bool
    reason: str
    new: str
    old: str


@dataclass(frozen=True, slots=True)
class Said:
    """A comment of somebody, or with `answer` a reply to the one before it; `to` is a person it names."""

    who: str
    body: str
    to: str | None
    answer: bool


@dataclass(frozen=True, slots=True)
class DemoText:
    """One document as its file tells of it; `fields` are the plain lines by key."""

    slug: str
    fields: Mapping[str, str]
    body: str
    revisions: tuple[Revision, ...]
    comments: tuple[Said, ...]

    def words(self, key: str) -> tuple[str, ...]:
        """The words of a line, between commas."""
        return tuple(word.strip() for word in self.fields.get(key, "").split(",") if word.strip())

    @property
    def days(self) -> int:
        """How many days ago it was first published."""
        return int(self.fields["days"])

    def editions(self) -> list[tuple[str, Revision | None]]:
        """The text of each edition, oldest first, with the revision that made it (None: the first)."""
        texts: list[tuple[str, Revision | None]] = []
        body = self.body
        for revision in sorted(self.revisions, key=lambda entry: entry.days):
            texts.append((body, revision))
            if body.count(revision.new) != 1:
                raise ValueError(f"{self.slug}: 「{revision.new}」 stands {body.count(revision.new)} times in the text")
            body = body.replace(revision.new, revision.old)
        texts.append((body, None))
        return texts[::-1]


def read_texts() -> tuple[DemoText, ...]:
    """Every text, by slug; raises ValueError for a file that is not of the form."""
    folder = files("mirai_knowledge.entry.demo") / "texts"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    return tuple(parse(name.removesuffix(".md"), (folder / name).read_text(encoding="utf-8")) for name in names)


def parse(slug: str, text: str) -> DemoText:
    """A text of that slug; raises ValueError when it is not of the form."""
    head, separator, body = text.partition(SEPARATOR)
    if not separator:
        raise ValueError(f"{slug}: there is no line of dashes")
    lines: defaultdict[str, list[str]] = defaultdict(list)
    comments: list[Said] = []
    for line in head.splitlines():
        key, _, value = (part.strip() for part in line.partition(":"))
        if key in {"comment", "reply"}:
            who, said, to = (*(part.strip() for part in value.split("|")), "")[:3]
            comments.append(Said(who, said, to or None, answer=key == "reply"))
        else:
            lines[key].append(value)
    revisions = tuple(_revision(value) for value in lines.pop("revised", []))
    return DemoText(slug, {key: values[0] for key, values in lines.items()}, body.strip() + "\n", revisions, tuple(comments))


def _revision(value: str) -> Revision:
    days, sort, reason, new, old = (part.strip() for part in value.split(" | ", 4))
    return Revision(int(days), sort == "material", reason, new, old)
