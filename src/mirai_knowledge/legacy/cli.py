"""Commands of the migration."""

import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.kernel.clock import JST
from mirai_knowledge.kernel.text import os_words
from mirai_knowledge.legacy import queries, service
from mirai_knowledge.legacy.errors import MappingUnreadable
from mirai_knowledge.legacy.schemas.report import Finding, Report

LEVELS = {"error": "[red]取り込めない[/]", "warning": "[yellow]要確認[/]", "info": "参考"}
STATES = {
    "read": "読める",
    "missing": "なし",
    "broken": "[red]読めない[/]",
    "later": "対象外（今後）",
    "unknown": "対象外",
}
IDS_SHOWN = 6

app = typer.Typer(help="移行元（開発システムのJSON）の取り込み", no_args_is_help=True)
console = open_console()
errors = open_console(stderr=True)


@app.callback()
def main() -> None:
    """移行元（開発システムのJSON）の取り込み。"""


@app.command("plan")
def plan(
    folder: Annotated[Path, typer.Argument(help="JSONファイルのあるフォルダー", readable=False)],
    mapping: Annotated[Path | None, typer.Option("--mapping", help="値の対応表（JSON）", readable=False)] = None,
    write_mapping: Annotated[Path | None, typer.Option("--write-mapping", help="対応表の案を書き出すファイル")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """フォルダーを調べ、何がどう取り込まれるかを報告する。何も変更しない。読めないファイルがあれば終了コード1。"""
    source = service.open_source(folder, mapping)
    with unit(read_only=True) as (tx, actor):
        report = service.plan(tx, actor, source)
    if write_mapping is not None:
        _write_mapping(report, write_mapping)
    if as_json:
        _print_json(report)
    else:
        _show(report)
    if not report.loadable:
        raise typer.Exit(1)


@app.command("load")
def load(
    folder: Annotated[Path, typer.Argument(help="JSONファイルのあるフォルダー", readable=False)],
    mapping: Annotated[Path | None, typer.Option("--mapping", help="値の対応表（JSON）", readable=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """フォルダーのデータを取り込む。すべて取り込むか、何も取り込まないかのどちらか。繰り返しても二重にならず、通知は送らない。"""
    source = service.open_source(folder, mapping)
    total = sum(line.records for line in source.folder.lines.values() if line.state == "read")
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task("取り込んでいます", total=total)
        with unit() as (tx, actor):
            done = service.load(tx, actor, source, progress=lambda _file, count: progress.advance(task, count))
    if as_json:
        _print_json(done)
        return
    _show(done.report, done=True)
    if done.number is None:
        console.print("新しく取り込むもの、変わったものはありませんでした。")
    else:
        console.print(f"[green]取り込みました。[/]番号は {done.number} です（取り消すとき: mks legacy undo {done.number}）。")


@app.command("undo")
def undo(
    number: Annotated[int, typer.Argument(help="取り込みの番号（mks legacy runs）")],
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """一回の取り込みを取り消す。取り込み後に人が変更したものは残し、一覧に出す。"""
    with unit() as (tx, actor):
        done = service.undo(tx, actor, number)
    if as_json:
        _print_json(done)
        return
    for words, counts in (("取り除いたもの", done.removed), ("元に戻したもの", done.reverted)):
        for file, count in counts.items():
            console.print(f"{words}: {escape(file)} {count}件")
    if done.kept:
        table = Table("ファイル", "id", "残した理由", title=f"残したもの（{len(done.kept)}件）")
        for kept in done.kept:
            table.add_row(*_plain(kept.file, kept.id, kept.reason))
        console.print(table)
    console.print(f"[green]取り込み {number} を取り消しました。[/]")


@app.command("runs")
def list_runs(as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False) -> None:
    """これまでの取り込みの一覧（新しい順）。"""
    with unit(read_only=True) as (tx, actor):
        runs = queries.list_runs(tx, actor)
    if as_json:
        _print_json(runs)
        return
    table = Table("番号", "日時", "フォルダー", "実行した人", "追加", "変更", "そのまま", "原文だけ", "取消")
    for run in runs:
        counts = (run.added, run.changed, run.kept, run.refused)
        undone = "" if run.undone_at is None else _when(run.undone_at)
        names = _plain(str(run.number), _when(run.started_at), run.folder, run.actor)
        table.add_row(*names, *(str(count) for count in counts), undone)
    console.print(table if runs else "まだ取り込んでいません。")


def _when(at: datetime) -> str:
    return f"{at.astimezone(JST):%Y-%m-%d %H:%M}"


def _print_json(view: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(view), indent=2).decode() + "\n")


def _write_mapping(report: Report, path: Path) -> None:
    """The proposal stands in a new file, for somebody to edit and give back with `--mapping`."""
    try:
        with path.open("xb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(report.mapping), indent=2) + b"\n")
    except OSError as fault:
        raise MappingUnreadable(f"{path} に書き出せません（{os_words(fault)}）。別の名前を指定してください。") from fault


def _show(report: Report, *, done: bool = False) -> None:
    _show_files(report, done=done)
    _show_findings(report.findings)
    _show_values(report)
    _show_links(report)
    unknown = sum(len(words) for words in report.mapping.values())
    if unknown:
        console.print(
            f"対応の決まっていない値が{unknown}件あります。--write-mapping で案を書き出し、直して --mapping で渡せます。"
        )
    if not report.loadable:
        console.print("[red]読めないファイルがあるため、取り込めません。[/]直すか、フォルダーから外してください。")


def _show_files(report: Report, *, done: bool) -> None:
    columns = ("件数", "追加", "変更", "同じ", "人の変更を残す", "原文だけ", "なくなった")
    table = Table("ファイル", "状態", "文字コード", *columns, title=escape(report.folder))
    for line in report.files:
        counts = (line.records, line.added, line.changed, line.unchanged, line.kept, line.refused, line.vanished)
        table.add_row(escape(line.file), STATES[line.state], line.encoding or "", *(str(count) for count in counts))
    console.print(table)
    console.print(
        "上の表は、取り込んだ結果です。" if done else "上の表は、取り込むとどうなるかの予定です。まだ何も変えていません。"
    )


def _show_findings(findings: tuple[Finding, ...]) -> None:
    """One line for what is the same but for its value; `--json` has every value and every record."""
    groups: defaultdict[tuple[str, str, str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[LEVELS[finding.level], finding.name, finding.file, finding.field or "", finding.action].append(finding)
    table = Table("区分", "見つかったこと", "値と扱い", "件数", "id")
    for (level, name, file, field, action), group in groups.items():
        values = [finding.value for finding in group if finding.value is not None]
        ids = list(dict.fromkeys(origin_id for finding in group for origin_id in finding.ids))
        count = sum(finding.count for finding in group)
        what = f"{name}\n{file} {field}".strip()
        done = f"{_some(values, 2)}\n→ {action}".strip()
        table.add_row(level, *_plain(what, done, str(count), _some(ids, IDS_SHOWN)))
    console.print(table if groups else "気になることは見つかりませんでした。")


def _show_values(report: Report) -> None:
    table = Table("語彙", "ファイル", "値", "取り込む値", "件数", title="値の対応")
    for line in report.values:
        target = escape(line.target) if line.target else "[yellow]未定[/]"
        table.add_row(*_plain(line.vocabulary, line.file, line.value), target, str(line.count))
    if report.values:
        console.print(table)


def _show_links(report: Report) -> None:
    table = Table("ファイル", "項目", "書かれた名前", "結び付ける先", "根拠", "候補", "件数", title="名前で結び付けるもの")
    for line in report.links:
        target = escape(line.target) if line.target else "[yellow]付けない[/]"
        candidates = _some(list(line.candidates), 3)
        table.add_row(*_plain(line.file, line.field, line.text), target, *_plain(line.evidence, candidates, str(line.count)))
    if report.links:
        console.print(table)


def _plain(*texts: str) -> list[str]:
    """Texts of others, in which brackets are brackets and no colours."""
    return [escape(text) for text in texts]


def _some(texts: list[str], limit: int) -> str:
    rest = len(texts) - limit
    return ", ".join(texts[:limit]) + (f" ほか{rest}" if rest > 0 else "")
