"""Files beside the demonstration documents: a photo, a sheet of measurements, a record as text; all of them made up here."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO

import xlsxwriter
from PIL import Image, ImageDraw, ImageFilter

SIZE = (1280, 960)
MORNINGS = 14


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file by its name, and how it is made."""

    name: str
    make: Callable[[], bytes]


def _photo() -> bytes:
    """Reinforcement before the concrete comes, with the board that says where: like a photo of a dull day."""
    picture = Image.linear_gradient("L").point(lambda grey: 150 + grey // 3).resize(SIZE).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 620, 1280, 960), fill="#8d8579")
    for x in range(60, 1280, 110):
        pen.line((x, 180, x - 20, 900), fill="#6d4c41", width=16)
    for y in range(240, 900, 120):
        pen.line((0, y, 1280, y + 10), fill="#5d4037", width=14)
    grain = Image.effect_noise(SIZE, 40).convert("RGB")
    dull = Image.blend(picture.filter(ImageFilter.GaussianBlur(1.5)), grain, 0.15)
    board = ImageDraw.Draw(dull)
    board.rectangle((820, 560, 1220, 880), fill="#1b5e20", outline="#ece7d8", width=10)
    for y in (640, 720, 800):
        board.line((840, y, 1200, y), fill="#ece7d8", width=3)
    held = BytesIO()
    dull.save(held, "JPEG", quality=82)
    return held.getvalue()


def _photo_list() -> bytes:
    """Which photos were taken, and which are missing."""
    photos = (
        ("1", "床付け", "A1橋台", "設計値 EL+12.300", "実測値 EL+12.295"),
        ("2", "杭頭の処理", "A1橋台 杭3", "設計値 100mm", "実測値 102mm"),
        ("3", "かぶり", "P2橋脚 東面", "設計値 70mm", "実測値 72mm"),
        ("4", "スリーブ", "P2橋脚 梁", "設計値 φ150", "未撮影"),
    )
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("撮影一覧")
        for row, cells in enumerate((("番号", "場面", "位置", "設計値", "実測値"), *photos)):
            sheet.write_row(row, 0, cells)
        notes = book.add_worksheet("黒板の書き方")
        notes.write_column(0, 0, ("工種・位置・設計値・実測値・日付・立会者を書く。", "数字は単位まで書く。"))
    return held.getvalue()


def _temperatures() -> bytes:
    """The mornings of a winter's curing, as the logger writes them."""
    held = StringIO()
    rows = csv.writer(held, lineterminator="\r\n")
    rows.writerow(("日", "外気温（℃）", "養生内の温度（℃）", "表面の温度（℃）", "処置"))
    for day in range(1, MORNINGS + 1):
        outside = round(-3.5 + (day * 7 % 9) * 0.8, 1)
        inside = round(9.0 + (day * 5 % 7) * 0.6, 1)
        rows.writerow((f"{day}日目", outside, inside, round(inside - 1.2, 1), "ヒーター1台追加" if outside < -2 else ""))
    return ("\ufeff" + held.getvalue()).encode()


FILES: Mapping[str, tuple[DemoFile, ...]] = {
    "as-built-photo": (DemoFile("配筋の例（P2橋脚）.jpg", _photo), DemoFile("撮影一覧.xlsx", _photo_list)),
    "concrete-cold-weather": (DemoFile("養生温度の記録.csv", _temperatures),),
}
"""By the slug of the document."""
