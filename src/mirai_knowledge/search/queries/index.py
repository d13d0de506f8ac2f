"""What stands in an index: one document for each thing that can be found.

Nothing but ids, the shown text and the places of its terms is stored: bodies and rights are asked of PostgreSQL.
"""

import hashlib
from itertools import chain

import msgspec
import tantivy

from mirai_knowledge.search.policy.analysis import Analysed, Place, Token, analysed, characters, code_keys, fingerprint, fold
from mirai_knowledge.search.schemas import Entry

LAYOUT = "6"
FACETS = ("kind", "status", "category", "work_type", "project")
IMPORTANCE = {"low": 0.95, "medium": 1.0, "high": 1.05, "critical": 1.1}
ARCHIVED = 0.5
SHOWN_CHARS = 50_000
"""Text kept for snippets; what lies beyond is found all the same."""


class Stored(msgspec.Struct, frozen=True, array_like=True):
    """What a hit needs for its snippet: the texts and the places of their terms, so that no analyser runs then."""

    title: str
    text: str
    title_terms: list[Place]
    text_terms: list[Place]
    anchors: list[tuple[int, str, str]]
    """Where each section begins in the text, its place in the page, and what people call it."""
    readings: dict[str, str]
    """How the terms are read."""

    @property
    def is_cut(self) -> bool:
        """Whether there is more text than is kept here."""
        return len(self.text) >= SHOWN_CHARS

    def anchor_at(self, place: int) -> tuple[str, str]:
        """The section that holds this place of the text, and what people call it."""
        return next(((anchor, name) for start, anchor, name in reversed(self.anchors) if start <= place), ("", ""))


def layout() -> str:
    """Names the sort of index this program writes; another one needs a rebuild."""
    return f"{fingerprint()}-{LAYOUT}"


def schema() -> tantivy.Schema:
    """The fields of an index document."""
    builder = tantivy.SchemaBuilder()
    # The key is text: terms of number fields delete nothing, and say nothing of it.
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("edition", "mark"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    # Words and characters of everything; words, and characters and beginning, of the title.
    for name in ("m", "b", "t", "n"):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    # "r": how words are read, those of the title once more with a sign before them.
    for name in ("code", "access", "r"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, stored=False, tokenizer_name="raw", fast=True, index_option="basic")
    # Milliseconds: the engine's own dates are whole seconds.
    builder.add_unsigned_field("updated", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def mark_of(entry: Entry) -> str:
    """Differs when anything of the thing but its text does; its text is that of its edition."""
    return hashlib.blake2b(msgspec.json.encode(msgspec.structs.replace(entry, parts=())), digest_size=12).hexdigest()


def beginnings(text: str) -> tuple[str, ...]:
    """The terms of how a folded title begins: its first character, and its first two."""
    start = text.lstrip()[:2].replace(" ", "_")
    return tuple(f"^{start[:length]}" for length in range(1, len(start) + 1))


def in_title(kana: str) -> str:
    """The term of a reading that stands in the title."""
    return f"^{kana}"


def document(entry: Entry, fields: tantivy.Schema) -> tantivy.Document:
    """The index document of a thing."""
    text = "\n".join(part.text for part in entry.parts)
    title, body = fold(entry.title), fold(text)
    labels = fold(" ".join(entry.tags))
    of_title, of_text, of_labels = map(analysed, (title, body, labels))
    values: dict[str, object] = {
        "id": str(entry.id),
        "edition": str(entry.edition_id),
        "mark": mark_of(entry),
        "m": _joined([*of_title.tokens, *of_text.tokens, *of_labels.tokens]),
        "b": " ".join(chain(characters(title), characters(body), characters(labels))),
        "t": _joined(of_title.tokens),
        "n": " ".join((*characters(title), *beginnings(title.text))),
        "r": sorted({*of_title.read, *of_text.read, *of_labels.read, *map(in_title, of_title.read)}),
        "code": [form for code in entry.codes for form in code_keys(code)],
        "access": list(entry.access),
        "kind": entry.kind,
        "status": entry.status,
        "category": [entry.category] if entry.category else [],
        "work_type": list(entry.work_types),
        "project": [entry.project] if entry.project else [],
        "updated": int(entry.updated_at.timestamp() * 1000),
        "weight": IMPORTANCE.get(entry.importance, 1.0) * (ARCHIVED if entry.status == "archived" else 1.0),
        "stored": msgspec.msgpack.encode(_stored(entry, text, of_title, of_text)),
    }
    return tantivy.Document.from_dict(values, fields)


def _stored(entry: Entry, text: str, of_title: Analysed, of_text: Analysed) -> Stored:
    shown = text[:SHOWN_CHARS]
    text_terms = [(token.term, token.start, token.end) for token in of_text.tokens if token.end <= len(shown)]
    kept = {term for term, _, _ in text_terms}
    return Stored(
        entry.title,
        shown,
        [(token.term, token.start, token.end) for token in of_title.tokens],
        text_terms,
        _anchors(entry),
        {**{term: kana for term, kana in of_text.readings.items() if term in kept}, **of_title.readings},
    )


def _anchors(entry: Entry) -> list[tuple[int, str, str]]:
    anchors, start = [], 0
    for part in entry.parts:
        if start < SHOWN_CHARS:
            anchors.append((start, part.anchor, part.place))
        start += len(part.text) + 1
    return anchors


def _joined(tokens: list[Token]) -> str:
    return " ".join(token.term for token in tokens)
