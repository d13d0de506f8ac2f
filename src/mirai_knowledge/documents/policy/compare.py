"""Two texts compared word by word, as Japanese words go. Pure functions.

Lines are compared first, so that only what differs is cut into words; the words are Sudachi's, and the comparison
itself is diff-match-patch over one character a word, tidied so that a change reads as a person would mark it.
"""

import functools
import re
import threading
from collections.abc import Iterator, Sequence

from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]
from sudachipy import Dictionary, SplitMode
from sudachipy.tokenizer import Tokenizer

from mirai_knowledge.documents.schemas.kinds import Item
from mirai_knowledge.documents.schemas.views import Became, CompareBlock, CompareOp

CHUNK_CHARS = 10_000
WORDED_CHARS = 200_000
"""More changed text than this is compared by line: nobody reads words there, and it would take seconds."""
SECONDS = 2.0
_OPS = {-1: "delete", 0: "equal", 1: "insert"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_PIECE = re.compile(r"[A-Za-z0-9_.]+|\s+|[ぁ-んァ-ヶー一-龠々]+|.", re.DOTALL)
# One private character stands for each word; surrogates are left out.
_FIRST_CODE, _SURROGATES, _AFTER = 0x100, range(0xD800, 0xE000), 0x800


def blocks_of(older: Sequence[Item], newer: Sequence[Item], *, only_changed: bool = False) -> tuple[CompareBlock, ...]:
    """The parts of two contents side by side, matched by key, in the order of the newer one; removed parts stand where
    they were. `field` is the key, `name` what people call the part. With `only_changed` the others are left out.
    """
    before = {item.key: item for item in older}
    after = {item.key: item for item in newer}
    blocks = []
    for key in _merged([item.key for item in older], [item.key for item in newer]):
        old, new = before.get(key), after.get(key)
        shown = new or old
        if only_changed and old is not None and new is not None and old.text == new.text:
            continue
        ops = compare("" if old is None else old.text, "" if new is None else new.text)
        changed = any(op.op != "equal" for op in ops) or (old is None) != (new is None)
        became: Became = "added" if old is None else "removed" if new is None else "changed" if changed else "equal"
        blocks.append(CompareBlock(field=key, name=shown.name if shown else key, changed=changed, became=became, ops=ops))
    return tuple(blocks)


def compare(older: str, newer: str) -> tuple[CompareOp, ...]:
    """What became of the older text, in order. Equal and deleted parts together are the older text, equal and inserted
    parts the newer one, character by character.
    """
    if older == newer:
        return (CompareOp("equal", older),) if older else ()
    ops: list[tuple[int, str]] = []
    for changed, parts in _regions(_diff(_LINE.findall(older), _LINE.findall(newer))):
        if not changed:
            ops.extend(parts)
            continue
        old = "".join(text for op, text in parts if op <= 0)
        new = "".join(text for op, text in parts if op >= 0)
        wordy = len(old) + len(new) <= WORDED_CHARS
        ops.extend(_diff(_words(old), _words(new)) if wordy else [(op, text) for op, text in ((-1, old), (1, new)) if text])
    return tuple(CompareOp(_OPS[op], text) for op, text in _joined(ops))  # type: ignore[arg-type]


def _merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    merged, there = list(new), set(new)
    for place, key in enumerate(old):
        if key not in there:
            before = next((known for known in reversed(old[:place]) if known in there), None)
            merged.insert(0 if before is None else merged.index(before) + 1, key)
            there.add(key)
    return merged


def _regions(ops: Sequence[tuple[int, str]]) -> Iterator[tuple[bool, list[tuple[int, str]]]]:
    region: list[tuple[int, str]] = []
    for op, text in ops:
        if op == 0 and region:
            yield True, region
            region = []
        if op == 0:
            yield False, [(op, text)]
        else:
            region.append((op, text))
    if region:
        yield True, region


def _joined(ops: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    held: tuple[int, str] | None = None
    for op, text in ops:
        if held is not None and held[0] == op:
            held = (op, held[1] + text)
            continue
        if held is not None:
            yield held
        held = (op, text)
    if held is not None:
        yield held


def _diff(older: Sequence[str], newer: Sequence[str]) -> list[tuple[int, str]]:
    pieces = list(dict.fromkeys([*older, *newer]))
    if _FIRST_CODE + len(pieces) + _AFTER > 0x10FFFF:
        return [(op, text) for op, text in ((-1, "".join(older)), (1, "".join(newer))) if text]
    codes = {piece: _code(number) for number, piece in enumerate(pieces)}
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    ops = engine.diff_main("".join(codes[piece] for piece in older), "".join(codes[piece] for piece in newer), checklines=False)
    engine.diff_cleanupSemantic(ops)
    back = {code: piece for piece, code in codes.items()}
    return [(op, "".join(back[code] for code in coded)) for op, coded in ops]


def _code(number: int) -> str:
    code = _FIRST_CODE + number
    return chr(code if code < _SURROGATES.start else code + _AFTER)


def _words(text: str) -> list[str]:
    words: list[str] = []
    for line in _LINE.findall(text):
        for begin in range(0, len(line), CHUNK_CHARS):
            words.extend(_cut(line[begin : begin + CHUNK_CHARS]))
    return words


def _cut(text: str) -> list[str]:
    surfaces = [str(morpheme.surface()) for morpheme in _tokenizer().tokenize(text)]
    # The words must give the text back to the character; whatever the dictionary makes of odd input, this does.
    return surfaces if "".join(surfaces) == text else _PIECE.findall(text)


_local = threading.local()


@functools.cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


def _tokenizer() -> Tokenizer:
    # A tokenizer belongs to one thread; the dictionary behind them is shared and mapped from its file.
    if not hasattr(_local, "tokenizer"):
        _local.tokenizer = _dictionary().tokenizer(mode=SplitMode.A)
    tokenizer: Tokenizer = _local.tokenizer
    return tokenizer
