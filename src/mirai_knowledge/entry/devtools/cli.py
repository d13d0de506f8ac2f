"""`mks dev`: commands for those who work on the program."""

from pathlib import Path
from typing import Annotated

import typer

from mirai_knowledge.entry.devtools import checkout, new_slice
from mirai_knowledge.entry.devtools.new_slice import NameRefused

app = typer.Typer(help="開発者向けの道具（ソースコードの中で使う）", no_args_is_help=True)


def _root() -> Path:
    try:
        return checkout.find(Path.cwd())
    except checkout.NoCheckout as fault:
        raise typer.BadParameter(str(fault)) from fault


@app.command("reference")
def reference(
    check: Annotated[bool, typer.Option("--check", help="書き換えずに、古いファイルがあれば失敗する")] = False,
) -> None:
    """docs/reference を、プログラムの登録内容から書き直す。"""
    from mirai_knowledge.entry.devtools import reference as pages

    root = _root()
    if not check:
        for path in pages.write(root):
            print(path)
        return
    stale = pages.stale(root)
    for path in stale:
        print(f"stale: {path} (mks dev reference)")
    if stale:
        raise typer.Exit(1)


@app.command("openapi")
def openapi() -> None:
    """OpenAPI の文書を表示する。"""
    from mirai_knowledge.entry.devtools.reference import routes

    typer.echo(routes.openapi_document(routes.application()), nl=False)


@app.command("new-slice")
def add_slice(
    name: Annotated[str, typer.Argument(metavar="NAME", help="名前（英小文字の複数形、例 equipments）")],
    title: Annotated[str, typer.Option("--title", help="画面での呼び名（日本語）")],
    singular: Annotated[str, typer.Option("--singular", help="単数形。省略すると末尾の s を取る")] = "",
) -> None:
    """新しいスライスの一式（コード・テスト・移行・取り決め）を作る。"""
    root = _root()
    try:
        written = new_slice.create(root, new_slice.names(name, singular=singular, title=title))
    except NameRefused as fault:
        raise typer.BadParameter(str(fault)) from fault
    for path in written:
        print(path)
