"""Commands of stored files."""

import sys
from typing import Annotated

import msgspec
import typer

from mirai_knowledge.documents import queries, service
from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.kernel.blobs import open_store
from mirai_knowledge.kernel.config import load_settings

blobs = typer.Typer(help="添付ファイルの本体の保管場所", no_args_is_help=True)
console = open_console()
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]
MB = 1024 * 1024
SHOWN = 20


@blobs.command("verify")
def verify(
    quick: Annotated[bool, typer.Option("--quick", help="中身の照合値は調べず、あるかどうかだけを調べる")] = False,
    as_json: AsJson = False,
) -> None:
    """欠けているファイル・中身が変わったファイル・使われていないファイルを調べる。欠けや違いがあれば終了コード1。"""
    with unit(read_only=True) as (tx, actor):
        report = queries.get_blob_report(tx, actor, open_store(load_settings()), deep=not quick)
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        console.print(
            f"保管しているファイル: {report.blobs}件、{report.bytes / MB:.1f} MB。送信途中: {report.unfinished_uploads}件"
        )
        _list("欠けているファイル", report.missing)
        _list("中身が照合値と違うファイル", report.wrong)
        _list("どこからも使われていないファイル（最後に使われてから30日で消えます）", report.orphans)
    if report.missing or report.wrong:
        raise typer.Exit(1)


@blobs.command("prune")
def prune(as_json: AsJson = False) -> None:
    """最後に使われてから30日たったファイルと、3日以上止まった送信を消す（普段は毎日自動で行われます）。"""
    store = open_store(load_settings())
    with unit() as (tx, actor):
        uploads = service.forget_unfinished(tx, actor, store)
        report = service.prune_blobs(tx, actor, store)
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
        return
    console.print(
        f"消しました: 添付 {report.attachments}件、ファイルの本体 {report.blobs}件（{report.bytes / MB:.1f} MB）、"
        f"止まった送信 {uploads}件"
    )


def _list(title: str, names: tuple[str, ...]) -> None:
    console.print(f"{title}: {len(names)}件")
    for name in names[:SHOWN]:
        console.print(f"  {name}", highlight=False)
    if len(names) > SHOWN:
        console.print(f"  ほか {len(names) - SHOWN}件（--json ですべて）")
