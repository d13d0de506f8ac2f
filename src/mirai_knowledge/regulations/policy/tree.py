"""A regulation's text as rows: headings (編 章 節 款 目, 附則, 別表) and articles with their paragraphs and items, in order."""

import functools
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mirai_knowledge.documents.policy.markdown import render
from mirai_knowledge.regulations.policy.numbers import full_width, key_of
from mirai_knowledge.regulations.policy.writing import Piece, Writing, written
from mirai_knowledge.regulations.schemas import LawArticle, RegulationContent

ANCHOR_CHARS = 60
_MARKUP = re.compile(r"[*_`\[\]<>#|!\\&~]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """A heading or an article. `key` tells articles of the 本則 apart and finds them in another edition; those of a 附則 and
    headings have none. `item` is the same for all of them.
    """

    anchor: str
    level: int
    key: str
    label: str
    caption: str
    deleted: bool
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """What stands above its text: 第五百十八条（作業床の設置等）."""
        gap = "　" if self.level and self.label and self.caption else ""
        return f"{self.label}{gap}{self.caption}"

    @property
    def text(self) -> str:
        """Its words without markup of ours, a line for each paragraph and item."""
        return "\n".join(_line(piece) for piece in self.pieces)

    @property
    def html(self) -> str:
        """Its text as a page shows it, pictures still named `attachment:ID`."""
        return "".join(_html(self.pieces))


def rows_of(content: RegulationContent) -> tuple[Row, ...]:
    """The rows of the text, each under an anchor of its own: first what a law's file gives, then the text in `body`."""
    anchors = _Anchors()
    rows = [_of_article(article, anchors) for article in content.articles]
    rows += [_of_writing(writing, anchors) for writing in written(content.body)]
    return tuple(rows)


def pieces_of(article: LawArticle) -> tuple[Piece, ...]:
    """The paragraphs and items of an article as a law's file gives it."""
    return tuple(_pieces(article))


def plain_text(article: LawArticle) -> str:
    """The words of the article in one piece, as law files repeat them beside the paragraphs."""
    parts = []
    for place, paragraph in enumerate(article.paragraphs):
        parts.append(f"{full_width(paragraph.num)}　{paragraph.text}" if place else paragraph.text)
        parts += [f"{item.num}　{item.text}" for item in paragraph.items or ()]
    return "".join(parts)


def as_markdown(rows: Iterable[Row]) -> str:
    """The rows as Markdown for print: headings, articles as headings below them, paragraphs, items."""
    return "\n\n".join(block for row in rows for block in _markdown(row))


class _Anchors:
    """Gives each row a place of its own, the same in every reading of the same text."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._headings = 0
        self.supplement = 0

    def heading(self) -> str:
        self._headings += 1
        return self.free(f"h{self._headings}")

    def article(self, key: str) -> str:
        part = f"f{self.supplement}" if self.supplement else ""
        return self.free(f"{part}a{key or '0'}")

    def free(self, wanted: str) -> str:
        anchor, count = wanted[: ANCHOR_CHARS - 6], 1
        while anchor in self._taken:
            count += 1
            anchor = f"{wanted[: ANCHOR_CHARS - 6]}x{count}"
        self._taken.add(anchor)
        return anchor


def _of_article(article: LawArticle, anchors: _Anchors) -> Row:
    key = key_of(article.num)
    return Row(anchors.article(key), 0, key, article.num, article.caption, article.deleted, pieces_of(article))


def _of_writing(writing: Writing, anchors: _Anchors) -> Row:
    if writing.supplement:
        anchors.supplement += 1
    if writing.level:
        anchor = anchors.free(f"f{anchors.supplement}") if writing.supplement else anchors.heading()
        return Row(anchor, writing.level, "", writing.label, writing.caption, False, writing.pieces)
    key = key_of(writing.label)
    deleted = "".join(piece.text for piece in writing.pieces).strip() == "削除"
    own = "" if anchors.supplement else key
    return Row(anchors.article(key), 0, own, writing.label, writing.caption, deleted, writing.pieces)


def _pieces(article: LawArticle) -> Iterator[Piece]:
    # Where a file's words in one piece say more than its paragraphs, they are the text.
    if article.text is not None and len(article.text) > len(plain_text(article)):
        yield Piece(0, "", article.text)
        return
    for place, paragraph in enumerate(article.paragraphs):
        yield Piece(0, full_width(paragraph.num) if place else "", paragraph.text)
        for item in paragraph.items or ():
            yield Piece(1, item.num, item.text)


def _line(piece: Piece) -> str:
    return f"{piece.number}　{piece.text}" if piece.number else piece.text


def _html(pieces: Sequence[Piece]) -> Iterator[str]:
    depth = 0  # lists that are open, each with an item open in it: a list may stand in an item only
    for piece in pieces:
        while depth > piece.depth:
            yield "</li></ul>"
            depth -= 1
        if depth and depth == piece.depth:
            yield "</li><li>"
        while depth < piece.depth:
            yield "<ul><li>"
            depth += 1
        yield _one(piece)
    yield "</li></ul>" * depth


def _one(piece: Piece) -> str:
    number = f"<strong>{html.escape(piece.number)}</strong>　" if piece.number else ""
    inner = words(piece.text)
    if piece.depth:
        return f"{number}{_inline(inner)}"
    return f"<p>{number}{inner[3:]}" if number and inner.startswith("<p>") else f"{number}{inner}"


def _inline(inner: str) -> str:
    alone = inner.startswith("<p>") and inner.endswith("</p>\n") and inner.count("<p>") == 1
    return inner[3:-5] if alone else inner


@functools.lru_cache(maxsize=4096)
def words(text: str) -> str:
    """A piece of text as HTML: what has no markup needs no parser."""
    if _MARKUP.search(text) is None:
        return "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>' + chr(10))}</p>\n" for part in _blocks(text))
    return render(text).html


def _blocks(text: str) -> list[str]:
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def _markdown(row: Row) -> Iterator[str]:
    mark = "#" * (min(row.level, 5) + 1) if row.level else "######"
    if row.name:
        yield f"{mark} {row.name}"
    for piece in row.pieces:
        if piece.depth:
            yield f"{'  ' * (piece.depth - 1)}- {_line(piece)}"
        else:
            yield f"**{piece.number}**　{piece.text}" if piece.number else piece.text
