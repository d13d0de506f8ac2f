"""Which encoding a file is in, and its text piece by piece.

UTF-8 is tried first, then EUC-JP, then CP932 (Shift_JIS with the vendors' characters), each on the whole file: Shift_JIS text
with any kana is no EUC-JP, while EUC-JP text often reads as half-width nonsense in CP932. A byte order mark decides at once.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES = ("utf-8", "euc_jp", "euc_jis_2004", "cp932")
NAMES = {"utf-8": "UTF-8", "cp932": "Shift_JIS（CP932）", "euc_jp": "EUC-JP", "euc_jis_2004": "EUC-JP（JIS2004）"}

# Python's CP932 gives a character to bytes that have none, so that any rubbish would be text.
_NO_TEXT = re.compile("[\x80-\xa0\uf8f0-\uf8f3]")

Chunks = Callable[[], Iterable[bytes]]
"""Opens the file and gives its bytes piece by piece; can be called again."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec, and how many bytes of a mark stand before the text."""

    codec: str
    mark: int = 0

    @property
    def label(self) -> str:
        """What people call it."""
        return NAMES.get(self.codec, self.codec.upper())


def find_encoding(chunks: Chunks) -> Encoding | None:
    """The encoding in which the whole file can be read; None when there is none."""
    first = next(iter(chunks()), b"")
    for mark, codec in BOMS:
        if first.startswith(mark):
            encoding = Encoding(codec, len(mark))
            return encoding if _readable(chunks, encoding) else None
    return next((Encoding(codec) for codec in CANDIDATES if _readable(chunks, Encoding(codec))), None)


def decode(chunks: Iterable[bytes], encoding: Encoding) -> Iterator[str]:
    """The text piece by piece; raises UnicodeDecodeError where the bytes are none of it."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    skip = encoding.mark
    for chunk in chunks:
        yield decoder.decode(chunk[skip:])
        skip = 0
    yield decoder.decode(b"", final=True)


def _readable(chunks: Chunks, encoding: Encoding) -> bool:
    try:
        for text in decode(chunks(), encoding):
            if encoding.codec == "cp932" and _NO_TEXT.search(text):
                return False
    except UnicodeDecodeError:
        return False
    return True
