"""What regulations bring to the port of kinds."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from mirai_knowledge.documents.policy.content import as_json, fit
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, Content, Item, Projection, Section
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.regulations.policy.rules import P_130
from mirai_knowledge.regulations.policy.tree import Row, as_markdown, rows_of
from mirai_knowledge.regulations.schemas import RegulationContent

HEAD_CHARS = 80
HEAVY = ("articles", "body")


class RegulationKind:
    """Regulations as documents see them. No approval route covers them yet: who may publish brings them into force."""

    code = "regulation"
    name = "法令・規格"
    prefix = "REG"
    schema_version = 1
    writes = P_130
    routed = False
    drafted = True
    states: Mapping[str, str] = {}

    def parse(self, content: Content) -> dict[str, JsonValue]:
        """Every field in its place, no character changed; raises ContentRefused."""
        return as_json(fit(RegulationContent, content))

    def find_gaps(self, content: Content) -> tuple[FieldError, ...]:
        """An edition has a title and a text, and no article number twice."""
        parsed = fit(RegulationContent, content)
        gaps = []
        if not parsed.title.strip():
            gaps.append(FieldError("content.title", "value.missing", "題名を入力してください。"))
        rows = rows_of(parsed)
        if not any(row.pieces or row.level == 0 for row in rows):
            gaps.append(FieldError("content.body", "value.missing", "本文（第1条 …）を入力してください。"))
        keys = [row.key for row in rows if row.key]
        twice = next((row.label for row in rows if row.key and keys.count(row.key) > 1), None)
        if twice is not None:
            gaps.append(FieldError("content.body", "article.twice", f"{twice}が二つあります。条の番号を直してください。"))
        return tuple(gaps)

    def project(self, content: Content) -> Projection:
        """Title, summary (issuer and number where there is none), importance. Asked for every row of a list: the text is not
        looked at.
        """
        parsed = fit(RegulationContent, light(content))
        told = parsed.summary or "　".join(part for part in (parsed.issuer, parsed.law_number) if part)
        return Projection(parsed.title, told, parsed.importance, parsed.language)

    def sections(self, content: Content) -> tuple[Section, ...]:
        """What it is, then each article and each 附則 under its anchor."""
        parsed = fit(RegulationContent, content)
        facts = "\n".join(text for _, text in _facts(parsed) if text)
        rows = (Section(row.anchor, row.name, row.text) for row in rows_of(parsed) if row.pieces or row.level == 0)
        return (Section("", "", f"{parsed.summary}\n{facts}".strip()), *rows)

    def items(self, content: Content) -> tuple[Item, ...]:
        """What is compared: each field, the order of chapters, every article by its number, every 附則."""
        parsed = fit(RegulationContent, content)
        return tuple(_items(parsed))

    def markdown(self, content: Content) -> str:
        """The whole text as it is printed."""
        parsed = fit(RegulationContent, content)
        facts = "\n".join(f"- {name}: {text}" for name, text in _facts(parsed) if text)
        return f"{facts}\n\n{as_markdown(rows_of(parsed))}\n"

    def preface(self, content: Content) -> str:  # noqa: ARG002  the port asks every kind in the same way
        """Nothing: the reader brings the text, article by article."""
        return ""


def light(content: Content) -> Content:
    """The content without its text."""
    return {name: value for name, value in content.items() if name not in HEAVY}


def _facts(parsed: RegulationContent) -> Iterator[tuple[str, str]]:
    yield "発行者", parsed.issuer
    yield "法令番号", parsed.law_number
    yield "公布日", str(parsed.promulgated_on or "")
    yield "施行日", str(parsed.effective_on or "")
    yield "改正日", str(parsed.revised_on or "")
    yield "適用範囲", "、".join(parsed.applicable_scope)
    yield "出典", parsed.source
    yield "URL", parsed.url


def _items(parsed: RegulationContent) -> Iterator[Item]:
    yield Item("title", "題名", parsed.title)
    yield Item("summary", "概要", parsed.summary)
    yield Item("importance", "重要度", IMPORTANCE_NAMES[parsed.importance])
    for place, (name, text) in enumerate(_facts(parsed)):
        yield Item(f"fact:{place}", name, text)
    rows = rows_of(parsed)
    headings = "".join(f"{'　' * (row.level - 1)}{row.name}\n" for row in rows if row.level and not row.anchor.startswith("f"))
    yield Item("outline", "章・節の構成", headings)
    yield from _rows(rows)


def _rows(rows: Sequence[Row]) -> Iterator[Item]:
    supplement, seen = "", dict[str, int]()
    for place, row in enumerate(rows):
        if row.level and row.anchor.startswith("f"):
            # A 附則 has no number: it is known by how it begins, so that an added one moves no other.
            # Its first line alone: what follows may be edited (一　略 becomes 一から三まで　略), or belong to the next one.
            head = next((other.text.strip() for other in rows[place : place + 2] if other.text.strip()), "")
            head = head.partition("\n")[0][:HEAD_CHARS]
            digest = hashlib.sha256(head.encode()).hexdigest()[:12]
            seen[digest] = seen.get(digest, 0) + 1
            supplement = f"supplement:{digest}.{seen[digest]}"
        if row.level and not row.pieces:
            continue
        own = row.anchor.partition("a")[2] if not row.level and row.anchor.startswith("f") else row.anchor
        key = f"article:{row.anchor[1:]}" if row.key else f"{supplement}:{own if not row.level else 'head'}"
        if row.level and not row.anchor.startswith("f"):
            key = f"text:{row.name or row.anchor}"
        name = row.name if row.key or not supplement else f"附則 {row.name}".replace("附則 附則", "附則")
        # One row may stand for several articles (第二百三十五条から第二百三十九条まで): which ones is part of what it says.
        heads = (row.label if row.label.count("条") > 1 else "", row.caption) if not row.level else ()
        text = "\n".join([*(head for head in heads if head), row.text])
        yield Item(key, name or "前文", text)


REGULATION = RegulationKind()
