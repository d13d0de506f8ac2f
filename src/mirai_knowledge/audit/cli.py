"""Commands of the audit log: check its chain, export it with a verifier that needs nothing else."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from mirai_knowledge.audit import queries, service
from mirai_knowledge.audit.errors import FileExists, FolderUnwritable, HeadUnreadable
from mirai_knowledge.audit.policy import chain
from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.kernel.text import os_words

VERIFIER = "verify_audit_export.py"

app = typer.Typer(help="監査ログ", no_args_is_help=True)
console = open_console()


@app.command("verify")
def verify(
    head: Annotated[str, typer.Option("--head", help="以前に控えた末尾（番号:ハッシュ）")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """監査ログの封印を始めから検査する。異常があれば終了コード1。"""
    with unit(read_only=True) as (tx, actor):
        report = queries.get_report(tx, actor, head=_head(head))
    lines = [chain.report_json(report)] if as_json else chain.report_lines(report)
    sys.stdout.writelines(f"{text}\n" for text in lines)
    if not report.sound:
        raise typer.Exit(1)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="書き出すファイル（1行1件のJSON）")],
    with_verifier: Annotated[bool, typer.Option("--with-verifier", help="単独で動く検査プログラムを隣に置く")] = False,
) -> None:
    """監査ログを封印ごとファイルに書き出す。ファイルは所有者だけが読める。"""
    part = file.with_name(f"{file.name}.part")
    with _create(file, part) as target:
        try:
            with unit() as (tx, actor):
                written = service.export(tx, actor, target)
            part.rename(file)
        finally:
            part.unlink(missing_ok=True)
    if with_verifier:
        shutil.copyfile(chain.__file__, file.with_name(VERIFIER))
    console.print(f"{written} 件を {file} に書き出しました。", soft_wrap=True, highlight=False)
    console.print(
        f"検査: python3 {VERIFIER} {file}" if with_verifier else "検査プログラムは --with-verifier で付けられます。",
        soft_wrap=True,
    )


def _head(given: str) -> tuple[int, str] | None:
    if not given:
        return None
    try:
        return chain.parse_head(given)
    except ValueError as fault:
        raise HeadUnreadable("--head には mks audit verify が表示した「番号:ハッシュ」をそのまま指定してください。") from fault


def _create(file: Path, part: Path) -> TextIO:
    """The file to write to, readable by its owner alone: it says who did what."""
    if file.exists():
        raise FileExists(f"{file} を消すか、別の名前を指定してください。")
    try:
        return open(part, "x", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600))
    except OSError as fault:
        raise FolderUnwritable(f"{part}: {os_words(fault)}。書き込めるフォルダーを指定してください。") from fault
