"""Starts the reader on one file and takes what it says, line by line."""

import contextlib
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

MEMORY_MB = 2048
SECONDS = 120
MAX_CHARS = 2_000_000
"""More text of one file is left out, and the extraction says so."""
MAX_PICTURES = 40
LINE_BYTES = 64 * 1024 * 1024
CHILD = Path(__file__).with_name("child.py")


class Unextractable(Exception):
    """The file gives no text; the sentence says why, in Japanese."""


class ExtractedPart(msgspec.Struct, frozen=True):
    """A page, slide, sheet or run of lines: what it is called, its text, and the file with its picture (PNG) if there is one."""

    place: str
    text: str
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The parts in order; `note` says in Japanese what was left out."""

    parts: tuple[ExtractedPart, ...]
    note: str | None


class _Line(msgspec.Struct):
    number: int = 0
    place: str = ""
    text: str = ""
    picture: str | None = None
    note: str | None = None
    fault: str | None = None


def extract(path: Path, media_type: str, *, pictures: Path, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> Extraction:
    """The text of the file in parts, pictures of its pages (PDF) as files in the folder `pictures`.

    Raises Unextractable. What came before the time was over is kept.
    """
    command = [sys.executable, "-I", str(CHILD), str(path), media_type, str(pictures), str(memory_mb), str(int(seconds))]
    environment = {"LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    parts: dict[int, ExtractedPart] = {}
    notes: list[str] = []
    fault: str | None = None
    nothing = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing, env=environment, start_new_session=True
    ) as child:
        try:
            for line in _lines(child, time.monotonic() + seconds):
                told = msgspec.json.decode(line, type=_Line)
                fault = told.fault or fault
                if told.note:
                    notes.append(told.note)
                elif not told.fault:
                    former = parts.get(told.number)
                    text = told.text or (former.text if former else "")
                    parts[told.number] = ExtractedPart(told.place, text, told.picture)
        except TimeoutError:
            notes.append("読み取りに時間がかかるため、途中までです。")
            fault = fault or "読み取りに時間がかかりすぎました。ファイルを分けてから添付し直してください。"
        except (msgspec.DecodeError, ValueError):
            fault = "ファイルを読み取れませんでした。"
        finally:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
    if not parts and (fault is not None or child.returncode != 0):
        raise Unextractable(fault or "ファイルが大きいか複雑なため、文字を読み取れませんでした。")
    if parts and fault is None and child.returncode not in {0, -9}:
        notes.append("ファイルが大きいか複雑なため、途中までです。")
    return Extraction(tuple(parts[number] for number in sorted(parts)), " ".join(notes) or None)


def _lines(child: "subprocess.Popen[bytes]", until: float) -> Iterator[bytes]:
    if child.stdout is None:
        raise TypeError("the reader speaks into a pipe")
    held = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = until - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise TimeoutError
            piece = os.read(child.stdout.fileno(), 1 << 20)
            if not piece:
                break
            held += piece
            *whole, rest = held.split(b"\n")
            held = bytearray(rest)
            if len(held) > LINE_BYTES:
                raise ValueError("the reader speaks without end")
            yield from map(bytes, whole)
    child.wait(max(0.1, until - time.monotonic()))
