"""A sheet becomes a PDF."""

import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from mirai_knowledge.kernel.errors import Conflict, JsonValue, Unavailable
from mirai_knowledge.kernel.log import get_logger
from mirai_knowledge.kernel.pdf.cache import PdfCache

log = get_logger(__name__)
CHILD = Path(__file__).with_name("child.py")
FONT_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold", "manimgx_fonts")
"""Japanese, and what Japanese fonts lack: emoji, and the scripts in which workers from abroad write their names."""
SECONDS = 45
CPU_SECONDS = 60
WAIT_SECONDS = 30
AT_ONCE = threading.BoundedSemaphore(1)
"""One at a time in each process: laying out pages takes a whole core."""
EPOCH = 1_767_225_600
"""The time stamp in every PDF (1 January 2026), so that the same sheet gives the same bytes."""


class PdfTooSlow(Conflict):
    """Laying the text out took more time or memory than one PDF may have; nothing was made."""

    code = "print.too_much"
    title = "印刷するには大きすぎるか、複雑すぎます"


class PdfBusy(Unavailable):
    """Others are printing right now; trying again helps."""

    code = "print.busy"
    title = "ほかの印刷を処理しています"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: a template, its data, and the pictures that the data names, by the file name it uses for them.

    `pictures` are read only when the PDF has to be made; their content is told from their names, which are hashes or ids.
    """

    template: Path
    data: Mapping[str, JsonValue]
    pictures: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The hash of all that is in the PDF, the template and the typesetter among it."""
        digest = hashlib.sha256()
        for part in (version("typst"), *(version(name.replace("_", "-")) for name in FONT_PACKAGES)):
            digest.update(part.encode() + b"\0")
        digest.update(self.template.read_bytes() + b"\0" + _json(self.data))
        return digest.hexdigest()


class Printer:
    """Makes PDFs, and keeps them."""

    def __init__(self, cache: PdfCache) -> None:
        self._cache = cache

    def print(self, sheet: Sheet) -> bytes:
        """The PDF of the sheet, made now or before; raises PdfTooSlow and PdfBusy."""
        key = sheet.key
        found = self._cache.find(key)
        if found is not None:
            return found
        if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
            raise PdfBusy("ほかの印刷を処理しています。少し待ってから、もう一度お試しください。")
        try:
            made = self._cache.find(key) or _make(sheet)
        finally:
            AT_ONCE.release()
        self._cache.keep(key, made)
        return made


def _make(sheet: Sheet) -> bytes:
    with tempfile.TemporaryDirectory(prefix="mks-print-") as name:
        folder = Path(name)
        (folder / "sheet.typ").write_bytes(sheet.template.read_bytes())
        (folder / "data.json").write_bytes(_json(sheet.data))
        for file_name, read in sheet.pictures.items():
            (folder / file_name).write_bytes(read())
        fonts = [str(files(package)) for package in FONT_PACKAGES]
        command = [sys.executable, "-I", str(CHILD), str(CPU_SECONDS), str(EPOCH), *fonts]
        try:
            ended = subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as fault:
            raise _too_much() from fault
        if ended.returncode != 0:
            # The reason names places in the template and may quote the text, which is not for a log.
            log.warning("print.refused", code=ended.returncode, template=sheet.template.stem)
            raise _too_much()
        return (folder / "out.pdf").read_bytes()


def _too_much() -> PdfTooSlow:
    return PdfTooSlow("この内容は大きすぎるか複雑すぎるため、PDF にできません。文書を分けるか、表や入れ子を減らしてください。")


def _json(data: Mapping[str, JsonValue]) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
