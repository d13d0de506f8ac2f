"""A list written as CSV or Excel into a file on disk. Memory does not grow with the rows: neither format is held whole.

What a spreadsheet would take for a formula is written as text: a list holds what others have typed.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias, cast
from zoneinfo import ZoneInfo

import xlsxwriter

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import Conflict
from mirai_knowledge.kernel.lists.port import Column, ExportedList, Value

Format: TypeAlias = Literal["csv", "xlsx"]
JAPAN = ZoneInfo("Asia/Tokyo")
MAX_ROWS = 300_000
ROWS_AT_ONCE = 1_000
MAX_CELL_CHARS = 32_767
CUT = "…（以下省略）"
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class TooManyRows(Conflict):
    """The list is longer than what one file holds; nothing was written."""

    code = "list.too_many_rows"
    title = "一覧が長すぎて書き出せません"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the file once `finish` has been called: packing a long sheet takes seconds in which no transaction
    should wait.
    """

    rows: int
    finish: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants the list, narrowed how."""

    tx: Tx
    actor: Actor
    wanted: object


def write_list(target: BinaryIO, entry: ExportedList[Any, Any], asked: Asked, *, file_format: Format, folder: Path) -> Written:
    """The whole list is written for `target`, in the order of the page. `folder` is for the pieces of an Excel file.

    Raises TooManyRows, and what the list's own query raises.
    """
    rows = _rows(entry, asked)
    if file_format == "csv":
        return _write_csv(target, entry.columns, rows)
    return _write_excel(target, entry, rows, folder)


def _rows(entry: ExportedList[Any, Any], asked: Asked) -> Iterator[object]:
    cursor, count = None, 0
    while True:
        page = entry.read(asked.tx, asked.actor, asked.wanted, cursor=cursor, limit=ROWS_AT_ONCE)
        count += len(page.items)
        if count > MAX_ROWS:
            raise TooManyRows(f"書き出せるのは {MAX_ROWS:,} 行までです。条件を絞り込んでから書き出してください。")
        yield from page.items
        # What the session remembers of these rows is of no use any more.
        asked.tx.expunge_all()
        cursor = page.next_cursor
        if cursor is None:
            return


def _write_csv(target: BinaryIO, columns: Sequence[Column[Any]], rows: Iterator[object]) -> Written:
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    count = 0
    for row in rows:
        writer.writerow([_csv_cell(column.read(row)) for column in columns])
        count += 1
    text.flush()
    text.detach()
    return Written(count, _done)


def _done() -> None:
    pass


def _csv_cell(value: Value) -> str | int | float | Decimal:
    shown = _plain(value)
    if isinstance(shown, datetime):
        return f"{shown:%Y-%m-%d %H:%M:%S}"
    if isinstance(shown, date):
        return shown.isoformat()
    # Excel calculates what begins like this; an apostrophe before it is what Excel itself writes for text.
    return f"'{shown}" if isinstance(shown, str) and shown.startswith(FORMULA) else shown


def _plain(value: Value) -> str | int | float | Decimal | date | datetime:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "はい" if value else ""
    return value.astimezone(JAPAN).replace(tzinfo=None) if isinstance(value, datetime) else value


def _write_excel(target: BinaryIO, entry: ExportedList[Any, Any], rows: Iterator[object], folder: Path) -> Written:
    options = {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd hh:mm",
    }
    book = xlsxwriter.Workbook(target, options)
    try:
        count = _fill(book, entry, rows)
    except BaseException:
        # Closing is what removes the pieces in the folder; what it writes is thrown away with the target.
        with suppress(Exception):
            book.close()
        raise
    return Written(count, book.close)


def _fill(book: xlsxwriter.Workbook, entry: ExportedList[Any, Any], rows: Iterator[object]) -> int:
    sheet = book.add_worksheet(entry.title[:31])
    head = book.add_format({"bold": True, "bg_color": "#E7EFE3", "bottom": 1, "valign": "vcenter"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(entry.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, head)
    count = 0
    for count, row in enumerate(rows, 1):
        for place, column in enumerate(entry.columns):
            _write_cell(sheet, (count, place), _plain(column.read(row)), day)
    sheet.autofilter(0, 0, count, len(entry.columns) - 1)
    return count


def _write_cell(sheet: Any, place: tuple[int, int], value: object, day: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(*place, value)
    elif isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001  a day has no zone
    elif isinstance(value, str):
        if value:
            sheet.write_string(*place, value if len(value) <= MAX_CELL_CHARS else value[: MAX_CELL_CHARS - len(CUT)] + CUT)
    else:
        sheet.write_number(*place, cast("float", value))
