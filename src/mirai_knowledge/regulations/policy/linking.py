"""Puts links into rendered HTML: over its text alone, never within code, existing links, or what is no text."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
_CLOSED = frozenset({"a", "code", "pre"})


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of text in a page, escaped as it stands there."""

    start: int
    end: int


def text_nodes(page: str) -> list[Node]:
    """The stretches of text of a page that may hold links, in order."""
    nodes: list[Node] = []
    depth, place = 0, 0
    for tag in _TAG.finditer(page):
        if depth == 0 and tag.start() > place:
            nodes.append(Node(place, tag.start()))
        place = tag.end()
        if tag["name"].lower() in _CLOSED:
            depth = max(0, depth - 1) if tag["end"] else depth + 1
    if depth == 0 and place < len(page):
        nodes.append(Node(place, len(page)))
    return nodes


def with_links(page: str, nodes: Sequence[Node], links: Mapping[tuple[int, int, int], tuple[str, str]]) -> str:
    """The page with these links: (node, start, end) to (address, title)."""
    out: list[str] = []
    place = 0
    for (number, start, end), (address, title) in sorted(links.items()):
        node = nodes[number]
        out.append(page[place : node.start + start])
        inner = page[node.start + start : node.start + end]
        out.append(f'<a href="{html.escape(address)}" title="{html.escape(title)}">{inner}</a>')
        place = node.start + end
    out.append(page[place:])
    return "".join(out)
