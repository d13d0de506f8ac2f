"""Commands for incidents."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.progress import track

from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.incidents import intake
from mirai_knowledge.incidents.errors import PublicFileRefused
from mirai_knowledge.incidents.schemas.public import SOURCE, ImportReport
from mirai_knowledge.kernel.text import os_words

app = typer.Typer(help="事故・ヒヤリ", no_args_is_help=True)
console = open_console()
BATCH = 500


@app.callback()
def incident() -> None:
    """事故・ヒヤリ"""


@app.command("import-public")
def import_public(
    path: Annotated[Path, typer.Argument(help="死亡災害の JSON Lines ファイル（*.jsonl）、またはそのフォルダー", readable=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """公的な事故記録（厚生労働省 職場のあんぜんサイト）を取り込む。何度実行しても、同じ記録は一つだけになる。"""
    total = ImportReport(0, 0, 0, ())
    for file in _files(path):
        lines = _lines(file)
        batches = [lines[start : start + BATCH] for start in range(0, len(lines), BATCH)]
        for number, batch in enumerate(track(batches, description=file.name, console=console, disable=as_json)):
            with unit() as (tx, actor):
                report = intake.import_public(tx, actor, batch)
            total = _sum(total, report, where=f"{file.name} の {number * BATCH} 行より後")
    if as_json:
        sys.stdout.write(msgspec.json.encode(total).decode() + "\n")
        return
    console.print(f"追加 {total.added} 件、同じ記述にまとめた記録 {total.joined} 件、取り込み済み {total.known} 件")
    for reason in total.refused:
        console.print(f"取り込めなかった行: {reason}", style="yellow")
    console.print(f"出典: {SOURCE}")


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(path.glob("*.jsonl"))
        if not files:
            raise PublicFileRefused(f"{path} に *.jsonl のファイルがありません。")
        return files
    return [path]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise PublicFileRefused(f"{path}: {os_words(fault)}") from fault
    except UnicodeDecodeError as fault:
        raise PublicFileRefused(f"{path} は UTF-8 の文字のファイルではありません。") from fault


def _sum(total: ImportReport, report: ImportReport, *, where: str) -> ImportReport:
    return ImportReport(
        total.added + report.added,
        total.joined + report.joined,
        total.known + report.known,
        (*total.refused, *(f"{where}: {reason}" for reason in report.refused)),
    )
