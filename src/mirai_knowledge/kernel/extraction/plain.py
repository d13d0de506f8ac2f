"""In which encoding a plain text is, as files from Japanese offices come: UTF-8, UTF-16, Shift_JIS (Windows), EUC-JP."""

import codecs
from pathlib import Path

PIECE = 1024 * 1024
ENCODINGS = ("utf-8", "cp932", "euc_jp")
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\x1b")


def encoding_of(path: Path) -> str | None:
    """The name of the encoding in which the whole file reads without a fault; None when it is no text."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates: tuple[str, ...] = ("utf-16",)
    elif head.startswith(codecs.BOM_UTF8):
        candidates = ("utf-8-sig",)
    else:
        candidates = ENCODINGS
    return next((name for name in candidates if _reads(path, name)), None)


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                if not _CONTROLS.isdisjoint(decoder.decode(piece)):
                    return False
            return _CONTROLS.isdisjoint(decoder.decode(b"", final=True))
    except UnicodeDecodeError:
        return False
