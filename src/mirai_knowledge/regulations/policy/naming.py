"""What a text says of articles: the names it uses and the numbers, as they are kept beside an edition. Pure functions."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mirai_knowledge.documents.policy.content import fit
from mirai_knowledge.documents.policy.markdown import render
from mirai_knowledge.documents.schemas.kinds import kind_of
from mirai_knowledge.documents.schemas.ports import Frozen
from mirai_knowledge.regulations.policy.kind import REGULATION
from mirai_knowledge.regulations.policy.linking import text_nodes
from mirai_knowledge.regulations.policy.mentions import NAME_CHARS, mentions, names_article
from mirai_knowledge.regulations.policy.tree import rows_of
from mirai_knowledge.regulations.schemas import RegulationContent

_EXPLICIT = re.compile(r"/d/(?P<code>REG-0*(?P<serial>\d{1,9}))#a(?P<key>\d{1,6}(?:-\d{1,6}){0,6})", re.IGNORECASE)
_CODE = re.compile(r"REG-0*(?P<serial>\d{1,9})")
KEY_CHARS = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A text names this article of what it calls `name`; by an address of this system it is the regulation of that serial."""

    name: str
    key: str
    serial: int | None = None


def named_in(frozen: Frozen, known: Collection[str]) -> tuple[Named, ...]:
    """The articles that the text of an edition names, each once. A law that was imported rests on nothing here."""
    found: dict[Named, None] = {}
    for page in _pages(frozen):
        for address in _EXPLICIT.finditer(page):
            serial = int(address["serial"])
            found[Named(f"REG-{serial:06d}", address["key"], serial)] = None
    pages = [page for page in _pages(frozen) if names_article(page)]
    texts = [page[node.start : node.end] for page in pages for node in text_nodes(page)]
    for mention in mentions(texts, known):
        found[Named(mention.name[:NAME_CHARS], mention.key)] = None
    return tuple(named for named in found if len(named.key) <= KEY_CHARS)


def serial_of(name: str) -> int | None:
    """The serial of a regulation that is named by its code."""
    found = _CODE.fullmatch(name)
    return int(found["serial"]) if found is not None else None


def _pages(frozen: Frozen) -> Sequence[str]:
    if frozen.kind == REGULATION.code:
        content = fit(RegulationContent, frozen.content)
        return () if content.law_id else [row.html for row in rows_of(content)]
    text = kind_of(frozen.kind).markdown(frozen.content)
    return [render(text).html] if names_article(text) or "/d/REG-" in text.upper() or "REG-" in text.upper() else ()
