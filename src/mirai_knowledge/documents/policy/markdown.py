"""Markdown to safe HTML, and to plain sections for index and print. Pure functions of the text.

CommonMark with tables, strikethrough and emphasis that works beside Japanese brackets; line breaks are kept, since that
is what people who type Japanese mean by them. HTML in a text is shown as text. Pictures are `attachment:ID` and nothing
else: no page loads anything from outside. Texts made to overload a parser are shown as they were typed.
"""

import functools
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_cjk_friendly import cjk_friendly  # type: ignore[import-untyped]

from mirai_knowledge.documents.schemas.kinds import Section

ATTACHMENT = re.compile(r"attachment:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})")
_SRC = re.compile(r'(src|href)="attachment:([0-9a-f-]{36})"', re.IGNORECASE)
ALLOWED_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "s",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "code": {"class"},
    "td": {"class"},
    "th": {"class"},
    **{tag: {"id"} for tag in HEADINGS},
}
SCHEMES = {"http", "https", "mailto", "tel", "attachment"}
# The content security policy lets no style attribute pass: alignment is a class.
ALIGNMENTS = {"text-align:left": "align-left", "text-align:center": "align-center", "text-align:right": "align-right"}
CLASS = re.compile(r"language-[A-Za-z0-9_+-]{1,30}|align-(?:left|center|right)")

# What the parser needs grows by more than the length with these; no text that people write comes near the limits.
UNFORMATTED = "この本文はとても長いか複雑なため、書式を付けずに表示しています。"
MAX_LINES = 60_000
MAX_PIPES_A_LINE = 120
MAX_PIPES = 60_000
MAX_MARKS_A_BLOCK = 3_000
MAX_BRACKETS_A_BLOCK = 12_000
MAX_REFERENCES = 300
_EMPHASIS = re.compile(r"[*_~]")
_BRACKETS = re.compile(r"[\[\]<!`&\\]")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]*\]:", re.MULTILINE)
TICK = re.compile(r"^\[([ xX])\](?: |$)")
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML with pictures still named `attachment:ID`, its sections without markup, and the pictures in it."""

    html: str
    sections: tuple[Section, ...]
    attachments: frozenset[UUID]


@functools.lru_cache(maxsize=64)
def render(text: str) -> Rendered:
    """The text as a page shows it. Never raises; the same text gives the same bytes."""
    named = frozenset(UUID(found) for found in ATTACHMENT.findall(text))
    if is_overloaded(text):
        return Rendered(
            f"<p><em>{UNFORMATTED}</em></p>\n<pre>{html.escape(text, quote=False)}</pre>", (Section("", "", text),), named
        )
    tokens = _parser().parse(text)
    _mark(tokens)
    dirty = _parser().renderer.render(tokens, _parser().options, {})
    return Rendered(_clean(dirty), tuple(_sections(tokens)), named)


def parse(text: str) -> Sequence[Token]:
    """The tokens of a text that is not overloaded, as the page is made of."""
    return _parser().parse(text)


def with_addresses(page: str, addresses: Mapping[UUID, str]) -> str:
    """The HTML with the address of each picture; one that has none loses its source and keeps its description."""

    def replaced(found: re.Match[str]) -> str:
        address = addresses.get(UUID(found[2]))
        return f'{found[1]}="{html.escape(address)}"' if address is not None else ""

    return _SRC.sub(replaced, page)


def attachments_of(text: str) -> frozenset[UUID]:
    """The pictures a text names."""
    return frozenset(UUID(found) for found in ATTACHMENT.findall(text))


def is_overloaded(text: str) -> bool:
    """Whether parsing the text would cost far more than its length is worth."""
    if text.count("\n") > MAX_LINES or text.count("|") > MAX_PIPES or len(_REFERENCE.findall(text)) > MAX_REFERENCES:
        return True
    if "|" in text and any(line.count("|") > MAX_PIPES_A_LINE for line in text.split("\n")):
        return True
    return any(
        len(_EMPHASIS.findall(block)) > MAX_MARKS_A_BLOCK or len(_BRACKETS.findall(block)) > MAX_BRACKETS_A_BLOCK
        for block in _BLANK.split(text)
    )


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"]).use(cjk_friendly)
    parser.add_render_rule("softbreak", _line_break)
    return parser


def _line_break(_: RendererProtocol, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType) -> str:
    return "<br>\n"


def _mark(tokens: Sequence[Token]) -> None:
    headings = 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            headings += 1
            token.attrSet("id", f"s{headings}")
        elif token.type in {"th_open", "td_open"}:
            alignment = ALIGNMENTS.get(str(token.attrs.pop("style", "")))
            if alignment is not None:
                token.attrSet("class", alignment)
        elif token.type == "inline" and index > 1 and tokens[index - 2].type == "list_item_open":
            _tick(token)


def _tick(line: Token) -> None:
    # `- [ ] …` is an item to tick off, as people know it from elsewhere; on paper it becomes a box.
    first = line.children[0] if line.children else None
    if first is not None and first.type == "text" and (found := TICK.match(first.content)) is not None:
        first.content = f"{'☐' if found[1] == ' ' else '☑'} {first.content[found.end() :]}"


def _clean(dirty: str) -> str:
    return nh3.clean(
        dirty,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if (tag, name) == ("img", "src"):
        return value if ATTACHMENT.fullmatch(value) else None
    if name == "class":
        return value if CLASS.fullmatch(value) else None
    return value


def _sections(tokens: Sequence[Token]) -> Iterator[Section]:
    anchor, heading, lines = "", "", list[str]()
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            if anchor or lines:
                yield Section(anchor, heading, "\n".join(lines))
            anchor, heading, lines = str(token.attrGet("id")), _plain(tokens[index + 1]), []
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.rstrip("\n"))
        elif token.type == "inline" and tokens[index - 1].type != "heading_open":
            lines.append(_plain(token))
    if anchor or lines:
        yield Section(anchor, heading, "\n".join(lines))


_PLAIN: Mapping[str, Callable[[Token], str]] = {
    "text": lambda token: token.content,
    "code_inline": lambda token: token.content,
    "image": lambda token: token.content,
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\n",
}


def _plain(token: Token) -> str:
    return "".join(_PLAIN[child.type](child) for child in token.children or () if child.type in _PLAIN)
