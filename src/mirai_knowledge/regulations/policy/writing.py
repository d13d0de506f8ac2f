"""Reads a text with headings and articles, as law texts in Markdown have it and as people write their own standards.

Lines that begin an article: `第一条（目的）　…`, with or without `**` and `#`. Paragraphs: `**２**　…`, `２　…`, `2. …`. Items:
`- 一　…`, deeper ones indented. Whatever else stands there is text of the article or heading above it; nothing is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mirai_knowledge.regulations.policy.numbers import BRANCHES, NUMBER, full_width, number_of

LEVELS = {"編": 1, "章": 2, "節": 3, "款": 4, "目": 5}
LABEL_CHARS = 100
MAX_DEPTH = 6
_MARK = r"(?P<mark>[ \t]{0,3}(?:#{1,6}[ \t]*)?)"
_HEADING = re.compile(
    rf"{_MARK}(?P<bold>\*\*)?(?P<label>第[ \u3000]*{NUMBER}[ \u3000]*(?P<sort>[編章節款目]){BRANCHES})(?:\*\*)?"
    r"(?:[ \t\u3000]+(?P<caption>\S.*?))?(?:\*\*)?[ \t\u3000]*"
)
_ONE = rf"第[ \u3000]*{NUMBER}[ \u3000]*条{BRANCHES}"
_ARTICLE = re.compile(
    rf"{_MARK}(?P<bold>\*\*)?(?P<label>{_ONE}(?:(?:から|及び|、|・|～|〜){_ONE})*(?:まで)?)"
    r"(?P<caption>[ \u3000]?[（(].*?[）)](?=\*\*|[ \t\u3000]|$))?(?P<end>\*\*)?(?:[ \t\u3000]+(?P<text>.*))?"
)
_SUPPLEMENT = re.compile(
    r"[ \t]{0,3}(?:#{1,6}[ \t]*|\*\*)?(?P<label>附[ \u3000]*則)[ \u3000]*(?P<caption>[（(].*?[）)])?(?:\*\*)?[ \t]*"
)
_APPENDIX = re.compile(
    r"[ \t]{0,3}(?:#{1,6}[ \t]*)?\*\*(?P<label>(?:別表|様式|別記|付表|別図)[^*（(\u3000]{0,40})(?P<caption>[（(\u3000].*?)?"
    r"\*\*[ \t]*"
)
_PLAIN_HEADING = re.compile(r"[ \t]{0,3}(?P<mark>#{1,6})[ \t]+(?P<caption>\S.*?)[ \t#]*")
_PARAGRAPH = re.compile(
    r"(?:\*\*(?P<bold>[0-9０-９]{1,4})\*\*|(?P<wide>[０-９]{1,4})(?=[ \t\u3000])|(?P<list>[0-9]{1,4})[.．])"
    r"[ \t\u3000]*(?P<text>.*)"
)
_ITEM = re.compile(r"(?P<indent>[ \t]*)[-*+][ \t]+(?P<text>.*)")
_NUMBERED = re.compile(
    r"(?P<number>[（(]?[〇一二三四五六七八九十百千の0-9０-９ァ-ンa-zA-Zａ-ｚ及びから、まで①-⑳]{1,12}[）)]?)\u3000(?P<text>.*)"
)
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph (`depth` 0), item (1) or part of an item (2 …) with its number."""

    depth: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Writing:
    """An article (`level` 0) or a heading with the text below it."""

    level: int
    label: str
    caption: str
    pieces: tuple[Piece, ...]
    supplement: bool = False


@dataclass(slots=True)
class _Open:
    """What is being read: its head, and the lines of its pieces so far."""

    level: int
    label: str = ""
    caption: str = ""
    supplement: bool = False
    pieces: list[tuple[int, str, list[str]]] = field(default_factory=list)

    def begin(self, depth: int, number: str, text: str) -> None:
        """A new piece begins with this line."""
        self.pieces.append((depth, number, [text]))

    def go_on(self, line: str, *, after_blank: bool) -> None:
        """The line belongs to the last piece, or begins an unnumbered one."""
        if self.pieces and not after_blank:
            self.pieces[-1][2].append(line)
        else:
            self.begin(0, "", line)

    def closed(self) -> Writing:
        """What was read."""
        pieces = tuple(Piece(depth, number, "\n".join(lines).strip("\n")) for depth, number, lines in self.pieces)
        kept = tuple(piece for piece in pieces if piece.number or piece.text.strip())
        return Writing(self.level, self.label[:LABEL_CHARS], self.caption, kept, self.supplement)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read yet."""
        return not (self.label or self.caption or self.pieces)


def written(text: str) -> Iterator[Writing]:
    """The headings and articles of a text, in order; what stands before the first one comes as a heading without a name."""
    current = _Open(level=1)
    blank, fenced = True, False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if _FENCE.match(line) is not None:
            fenced = not fenced
        begun = None if fenced else _begun(line)
        if begun is not None:
            if not current.is_empty:
                yield current.closed()
            current, blank = begun, True
        elif not fenced and not line.strip():
            blank = True
        else:
            _take(current, line, after_blank=blank, fenced=fenced)
            blank = False
    if not current.is_empty:
        yield current.closed()


def _begun(line: str) -> _Open | None:
    if "第" not in line and "附" not in line and "#" not in line and "**" not in line:
        return None
    found = _SUPPLEMENT.fullmatch(line)
    if found is not None:
        return _Open(1, "附則", (found["caption"] or "").strip(), supplement=True)
    found = _HEADING.fullmatch(line)
    if found is not None:
        return _Open(LEVELS[found["sort"]], found["label"], found["caption"] or "")
    found = _ARTICLE.fullmatch(line)
    if found is not None and bool(found["bold"]) == bool(found["end"]):
        begun = _Open(0, found["label"], (found["caption"] or "").strip())
        if (found["text"] or "").strip():
            begun.begin(0, "", found["text"].strip())
        return begun
    found = _APPENDIX.fullmatch(line)
    if found is not None:
        return _Open(2, found["label"].strip(), (found["caption"] or "").strip())
    found = _PLAIN_HEADING.fullmatch(line)
    return _Open(min(len(found["mark"]), 5), "", found["caption"]) if found is not None else None


def _take(current: _Open, line: str, *, after_blank: bool, fenced: bool) -> None:
    if fenced or line.lstrip().startswith(("|", ">")):
        current.go_on(line, after_blank=after_blank and not fenced)
        return
    item = _ITEM.fullmatch(line)
    if item is not None:
        depth = min(1 + len(item["indent"].expandtabs(4)) // 2, MAX_DEPTH)
        numbered = _NUMBERED.fullmatch(item["text"])
        current.begin(depth, numbered["number"] if numbered else "", numbered["text"] if numbered else item["text"])
        return
    paragraph = _PARAGRAPH.fullmatch(line)
    if paragraph is not None:
        number = number_of(paragraph["bold"] or paragraph["wide"] or paragraph["list"])
        # The first paragraph of an article has no number, but where the law itself prints one.
        first = number == 1 and not current.pieces and paragraph["list"] is not None
        current.begin(0, "" if first or number is None else full_width(number), paragraph["text"])
        return
    current.go_on(line.rstrip() if after_blank else line, after_blank=after_blank)
