"""Markdown as a tree of plain data: what the typesetter gets instead of markup. Pure functions of the text.

A block or an inline part is an object whose `t` says what it is; `c` are its parts, `x` is its text. Nothing is nested
deeper than the typesetter bears, and no word is longer than a line.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from markdown_it.tree import SyntaxTreeNode

from mirai_knowledge.documents.policy.markdown import ATTACHMENT, TICK, UNFORMATTED, is_overloaded, parse
from mirai_knowledge.kernel.errors import JsonValue

MAX_DEPTH = 7
MAX_COLUMNS = 24
_LONG_WORD = re.compile(r"[!-~]{24}(?=[!-~])")
_ZERO_WIDTH = "\u200b"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is printed: its file beside the template, and its width and height in pixels."""

    file: str
    width: int
    height: int


def blocks_of_text(text: str, pictures: Mapping[UUID, Picture]) -> list[JsonValue]:
    """The blocks of a Markdown text. A picture that is not among these is printed as its description."""
    if is_overloaded(text):
        return [{"t": "p", "c": [_text(UNFORMATTED)]}, {"t": "code", "x": breakable(text)}]
    return list(_Tree(pictures).blocks(SyntaxTreeNode(list(parse(text))).children, 0))


def blocks_of_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[JsonValue]:
    """A heading and a table under it; nothing when there are no rows."""
    if not rows:
        return []
    cells: list[JsonValue] = [[[_text(cell)] for cell in row] for row in (head, *rows)]
    table: JsonValue = {"t": "table", "n": len(head), "a": ["left"] * len(head), "h": cells[:1], "r": cells[1:]}
    return [{"t": "h", "l": 2, "c": [_text(title)]}, table]


def breakable(text: str) -> str:
    """The text with places at which a word of letters alone may be broken: nothing runs out of the page."""
    return _LONG_WORD.sub(lambda found: found[0] + _ZERO_WIDTH, text.replace("\x00", ""))


def _text(text: str) -> JsonValue:
    return {"t": "s", "x": breakable(text)}


@dataclass(frozen=True, slots=True)
class _Tree:
    pictures: Mapping[UUID, Picture]

    def blocks(self, nodes: Sequence[SyntaxTreeNode], depth: int) -> Iterator[JsonValue]:
        for node in nodes:
            yield from self._block(node, depth)

    def _block(self, node: SyntaxTreeNode, depth: int) -> Iterator[JsonValue]:
        if node.type in _PLAIN:
            yield _PLAIN[node.type](self, node)
        elif node.type == "list_item" or depth >= MAX_DEPTH:
            # Deeper than anybody writes: its words stay, its frame does not.
            yield from self.blocks(node.children, depth)
        elif node.type in {"bullet_list", "ordered_list"}:
            yield self._list(node, depth)
        elif node.type == "blockquote":
            yield {"t": "quote", "c": list(self.blocks(node.children, depth + 1))}

    def paragraph(self, node: SyntaxTreeNode) -> JsonValue:
        return {"t": "p", "c": self._inline(node)}

    def heading(self, node: SyntaxTreeNode) -> JsonValue:
        return {"t": "h", "l": int(node.tag[1]), "c": self._inline(node)}

    def _list(self, node: SyntaxTreeNode, depth: int) -> JsonValue:
        items: list[JsonValue] = [list(self.blocks(item.children, depth + 1)) for item in node.children]
        if node.type == "ordered_list":
            return {"t": "ol", "n": min(int(node.attrs.get("start", 1)), 99_999), "i": items}
        return {"t": "ul", "i": items}

    def table(self, node: SyntaxTreeNode) -> JsonValue:
        rows = [row for part in node.children for row in part.children]
        cells: list[list[JsonValue]] = [[self._inline(cell) for cell in row.children[:MAX_COLUMNS]] for row in rows]
        columns = max((len(row) for row in cells), default=1)
        aligned = [_alignment(cell) for cell in rows[0].children[:MAX_COLUMNS]] if rows else []
        filled: list[JsonValue] = [[*row, *([[]] * (columns - len(row)))] for row in cells]
        return {"t": "table", "n": columns, "a": list(aligned), "h": filled[:1], "r": filled[1:]}

    def _inline(self, node: SyntaxTreeNode) -> list[JsonValue]:
        parts = [part for child in node.children if child.type == "inline" for part in child.children]
        return _with_box(list(self._parts(parts, 0)))

    def _parts(self, nodes: Sequence[SyntaxTreeNode], depth: int) -> Iterator[JsonValue]:
        for node in nodes:
            yield from self._part(node, depth)

    def _part(self, node: SyntaxTreeNode, depth: int) -> Iterator[JsonValue]:
        marks = {"strong": "b", "em": "i", "s": "del"}
        if node.type == "text":
            yield _text(node.content)
        elif node.type == "code_inline":
            yield {"t": "tt", "x": breakable(node.content)}
        elif node.type in {"softbreak", "hardbreak"}:
            yield {"t": "br"}
        elif node.type == "image":
            yield self._picture(node)
        elif depth >= MAX_DEPTH:
            yield from self._parts(node.children, depth)
        elif node.type in marks:
            yield {"t": marks[node.type], "c": list(self._parts(node.children, depth + 1))}
        elif node.type == "link":
            yield {"t": "a", "u": str(node.attrs.get("href", ""))[:2000], "c": list(self._parts(node.children, depth + 1))}

    def _picture(self, node: SyntaxTreeNode) -> JsonValue:
        named = ATTACHMENT.fullmatch(str(node.attrs.get("src", "")))
        picture = self.pictures.get(UUID(named[1])) if named is not None else None
        described = breakable(node.content)
        if picture is None:
            return {"t": "s", "x": f"［画像: {described}］"}
        return {"t": "img", "f": picture.file, "w": picture.width, "h": picture.height, "x": described}


def _code(_: _Tree, node: SyntaxTreeNode) -> JsonValue:
    return {"t": "code", "x": breakable(node.content.rstrip("\n").replace("\t", "    "))}


_PLAIN: Mapping[str, Callable[[_Tree, SyntaxTreeNode], JsonValue]] = {
    "paragraph": _Tree.paragraph,
    "heading": _Tree.heading,
    "table": _Tree.table,
    "fence": _code,
    "code_block": _code,
    "hr": lambda _, __: {"t": "hr"},
}


def _alignment(cell: SyntaxTreeNode) -> JsonValue:
    style = str(cell.attrs.get("style", ""))
    return next((side for side in ("center", "right") if style.endswith(side)), "left")


def _with_box(parts: list[JsonValue]) -> list[JsonValue]:
    """A line that begins like the item of a checklist begins with a box to tick."""
    first = parts[0] if parts else None
    if not isinstance(first, dict) or first.get("t") != "s":
        return parts
    text = str(first["x"])
    found = TICK.match(text)
    if found is None:
        return parts
    return [{"t": "box", "on": found[1] != " "}, {"t": "s", "x": text[found.end() :]}, *parts[1:]]
