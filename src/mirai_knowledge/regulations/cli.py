"""Commands for laws."""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.markup import escape
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from mirai_knowledge.edge.cli import checked, unit
from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.kernel.text import os_words
from mirai_knowledge.regulations import intake, queries, service
from mirai_knowledge.regulations.errors import LawFileRefused
from mirai_knowledge.regulations.policy.files import read_law
from mirai_knowledge.regulations.schemas.laws import LawFile, LawText
from mirai_knowledge.regulations.schemas.views import SetAbbreviation

LIST = "manifest.csv"
ENDINGS = {".json", ".md"}
OUTCOMES = {"added": "[green]取り込んだ[/]", "unchanged": "変更なし"}
app = typer.Typer(help="法令（条文の取り込み・略称）", no_args_is_help=True)
console = open_console()
errors = open_console(stderr=True)
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]


@app.command("import")
def import_laws(
    paths: Annotated[list[Path], typer.Argument(help="条文JSON・Markdown のファイル、またはそのフォルダー")],
    as_json: AsJson = False,
) -> None:
    """法令のファイルを取り込む。改正ごとに一つの版になり、繰り返しても二重にならない。読めないファイルがあれば終了コード1。"""
    files = list(_files(paths))
    if not files:
        raise typer.BadParameter(f"取り込めるファイル（{'、'.join(sorted(ENDINGS))}）が見つかりません。")
    refused: list[str] = []
    with _progress() as progress:
        reading = progress.add_task("読んでいます", total=len(files))
        texts = list(_read(files, refused, lambda: progress.advance(reading)))
        rows = sum(len(text.content.articles) or text.content.body.count("条") for text in texts)
        task = progress.add_task("取り込んでいます", total=rows or 1)

        def done(text: LawText) -> None:
            progress.advance(task, len(text.content.articles) or text.content.body.count("条"))

        with unit() as (tx, actor):
            report = intake.import_laws(tx, actor, texts, progress=done)
    if as_json:
        told = {**msgspec.to_builtins(report), "refused": refused}
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        table = Table("コード", "法令", "施行日", "改正", "条", "結果")
        for item in report.items:
            row = (item.code, escape(item.title), str(item.effective_on), escape(item.revision), str(item.articles))
            table.add_row(*row, OUTCOMES[item.outcome])
        console.print(table)
        console.print(f"取り込んだ改正 {report.added}件、変更なし {report.unchanged}件。")
        for line in refused:
            errors.print(f"取り込めません: {line}", style="red", markup=False, soft_wrap=True)
    if refused:
        raise typer.Exit(1)


@app.command("relink")
def relink(as_json: AsJson = False) -> None:
    """すべての文書から、条への参照（根拠にしている文書）を読み直す。"""
    pages = 0
    after = None
    with _progress() as progress:
        task = progress.add_task("読み直しています", total=None)
        while True:
            with unit() as (tx, actor):
                after = service.read_references(tx, actor, after=after)
            if after is None:
                break
            pages += 1
            progress.advance(task)
    if as_json:
        sys.stdout.write(msgspec.json.encode({"pages": pages}).decode() + "\n")
    else:
        console.print("読み直しました。")


@app.command("abbreviations")
def abbreviations(as_json: AsJson = False) -> None:
    """法令の略称の一覧を表示する。"""
    with unit(read_only=True) as (tx, actor):
        found = queries.list_abbreviations(tx, actor)
    if as_json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
        return
    table = Table("略称", "法令の題名", "文書")
    for item in found.items:
        table.add_row(escape(item.abbreviation), escape(item.title), item.code or "")
    console.print(table)


@app.command("abbreviate")
def abbreviate(
    abbreviation: Annotated[str, typer.Argument(help="略称（例: 安衛則）")],
    title: Annotated[str, typer.Argument(help="法令の題名（例: 労働安全衛生規則）")],
) -> None:
    """略称を登録・変更する。文書のリンクと検索に、すぐに効く。"""
    with unit() as (tx, actor):
        service.set_abbreviation(tx, actor, abbreviation, command=checked(SetAbbreviation, {"title": title}))
    console.print(f"「{escape(abbreviation)}」を「{escape(title)}」の略称にしました。")


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), *Progress.get_default_columns()[1:2], MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.suffix in ENDINGS and file.stem != "README")
        elif path.is_file():
            yield path
        else:
            raise typer.BadParameter(f"{path} が見つかりません。")


def _read(files: Iterable[Path], refused: list[str], step: Callable[[], None]) -> Iterator[LawText]:
    lists: dict[Path, dict[str, int]] = {}
    for file in files:
        if file.parent not in lists:
            lists[file.parent] = _sequences(file.parent / LIST)
        try:
            data = file.read_bytes()
            yield read_law(LawFile(file.name, data, lists[file.parent].get(file.name)))
        except LawFileRefused as fault:
            refused.append(fault.detail)
        except OSError as fault:
            refused.append(f"{file.name}: {os_words(fault)}")
        step()


def _sequences(path: Path) -> dict[str, int]:
    """The order of the texts, where a list stands beside them (columns `file` and `seq`)."""
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    return {row["file"]: int(row["seq"]) for row in rows if (row.get("seq") or "").isdecimal() and row.get("file")}
