"""Commands of the migration."""

import sys
from collections import defaultdict
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mirai_knowledge.edge.cli import unit
from mirai_knowledge.legacy import service
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
console = Console()


@app.callback()
def main() -> None:
    """移行元（開発システムのJSON）の取り込み。"""


@app.command("plan")
def plan(
    folder: Annotated[Path, typer.Argument(help="JSONファイルのあるフォルダー")],
    mapping: Annotated[Path | None, typer.Option("--mapping", help="値の対応表（JSON）")] = None,
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
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        _show(report)
    if not report.loadable:
        raise typer.Exit(1)


def _write_mapping(report: Report, path: Path) -> None:
    """The proposal stands in a new file, for somebody to edit and give back with `--mapping`."""
    try:
        with path.open("xb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(report.mapping), indent=2) + b"\n")
    except OSError as fault:
        raise MappingUnreadable(f"{path} に書き出せません（{fault.strerror}）。別の名前を指定してください。") from fault


def _show(report: Report) -> None:
    _show_files(report)
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


def _show_files(report: Report) -> None:
    table = Table("ファイル", "状態", "文字コード", "件数", "取り込む", "原文だけ", title=escape(report.folder))
    for line in report.files:
        counts = (line.records, line.added, line.refused)
        table.add_row(escape(line.file), STATES[line.state], line.encoding or "", *(str(count) for count in counts))
    console.print(table)


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
