"""The reader: a process of its own that says the parts of one file as JSON lines. Run as a script, with nothing of ours loaded.

Arguments: file, media type, folder for pictures, memory in MB, seconds.
"""

import contextlib
import csv
import importlib.util
import itertools
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kreuzberg import ExtractionResult

MAX_CHARS = 2_000_000
MAX_PICTURES = 40
LINES_A_PART = 200
DPI = 110
CUT = "長いため、先頭の 200 万文字までを読み取りました。"
PDF = "application/pdf"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def main() -> None:
    """Says every part, then what is missing; a fault is said as such."""
    path, media_type, pictures = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    memory, seconds = int(sys.argv[4]) * 1024 * 1024, int(sys.argv[5])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    left = MAX_CHARS
    try:
        for number, place, text in _parts(path, media_type):
            kept = text.replace("\x00", "").replace("\r\n", "\n").strip()[:left]
            left -= len(kept)
            _say(number=number, place=place, text=kept)
            if left <= 0:
                _say(note=CUT)
                break
    except MemoryError:
        _say(fault="ファイルが大きすぎて、文字を読み取れませんでした。分けてから添付し直してください。")
    except Exception as fault:  # noqa: BLE001 (the libraries raise what they like, and the parent wants a sentence)
        _say(fault=_sentence(str(fault)))
    if media_type == PDF:
        _show_pages(path, pictures)


def _parts(path: Path, media_type: str) -> Iterator[tuple[int, str, str]]:
    if media_type == "text/csv":
        yield from _rows(path)
    elif media_type.startswith("text/"):
        yield from _lines(path)
    else:
        yield from _extracted(path, media_type)


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    with path.open(encoding=_encoding(path), newline=None) as file:
        yield from _runs(line.rstrip("\n") for line in file)


def _rows(path: Path) -> Iterator[tuple[int, str, str]]:
    with path.open(encoding=_encoding(path), newline="") as file:
        yield from _runs("\t".join(row) for row in csv.reader(file))


def _runs(lines: Iterator[str]) -> Iterator[tuple[int, str, str]]:
    first = 1
    while run := list(itertools.islice(lines, LINES_A_PART)):
        yield first, f"{first}〜{first + len(run) - 1}行目", "\n".join(run)
        first += len(run)


def _extracted(path: Path, media_type: str) -> Iterator[tuple[int, str, str]]:
    from kreuzberg import ExtractionConfig, PageConfig, extract_file_sync

    config = ExtractionConfig(pages=PageConfig(extract_pages=True), use_cache=False)
    found = extract_file_sync(str(path), mime_type=media_type, config=config)
    if media_type == SHEETS:
        yield from _sheets(found)
        return
    pages = found.pages or []
    if not pages:
        yield 1, "", found.content
    # Where Word breaks its pages is known to Word alone, unless it says as many as there are breaks in the text.
    properties = _told(found, "app_properties")
    told = properties.get("pages") if isinstance(properties, dict) else None
    is_numbered = media_type in {PDF, SLIDES} or (len(pages) > 1 and told == len(pages))
    unit = "枚目のスライド" if media_type == SLIDES else "ページ目"
    for page in pages:
        number = page["page_number"]
        yield number, f"{number}{unit}" if is_numbered else "", page["content"]


def _sheets(found: "ExtractionResult") -> Iterator[tuple[int, str, str]]:
    sheets = _told(found, "sheet_names")
    names = dict(enumerate(map(str, sheets if isinstance(sheets, list) else ()), 1))
    texts: dict[int, list[str]] = {}
    for table in found.tables:
        rows = ("\t".join(cell.strip() for cell in row).rstrip() for row in table.cells)
        texts.setdefault(table.page_number, []).append("\n".join(row for row in rows if row))
    if not texts:
        yield 1, "", found.content
    for number, parts in sorted(texts.items()):
        yield number, f"シート「{names.get(number, number)}」", "\n\n".join(parts)


def _told(found: "ExtractionResult", name: str) -> object:
    told: dict[str, object] = {**(found.metadata or {})}
    return told.get(name)


def _show_pages(path: Path, pictures: Path) -> None:
    # A page that cannot be drawn is a page without a picture: its text has been said.
    with contextlib.suppress(Exception, MemoryError):
        from kreuzberg import PdfPageIterator

        with PdfPageIterator(str(path), DPI) as pages:
            for index, content in itertools.islice(pages, MAX_PICTURES):
                file = pictures / f"{index + 1}.png"
                file.write_bytes(content)
                _say(number=index + 1, place=f"{index + 1}ページ目", picture=str(file))


def _encoding(path: Path) -> str:
    # Loaded by its place: the package around it would load the program, which this process must not need.
    spec = importlib.util.spec_from_file_location("plain", Path(__file__).with_name("plain.py"))
    if spec is None or spec.loader is None:
        raise ImportError("plain.py is missing")
    plain = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plain)
    found: str | None = plain.encoding_of(path)
    if found is None:
        raise ValueError("文字コードを判別できません。")
    return found


def _sentence(fault: str) -> str:
    if "password" in fault.lower() or "encrypt" in fault.lower():
        return "パスワードで保護されているため、文字を読み取れません。"
    return "ファイルが壊れているか、対応していない形のため、文字を読み取れませんでした。"


def _say(**told: object) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
