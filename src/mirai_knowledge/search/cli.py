"""Commands for the search index of this machine."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.kernel.config import Settings, load_settings
from mirai_knowledge.kernel.db import JOB, Database
from mirai_knowledge.kernel.db.connect import ensure_database
from mirai_knowledge.search import queries, service
from mirai_knowledge.search.errors import IndexNotWritten
from mirai_knowledge.search.queries import IndexFolder, IndexReader, node_name
from mirai_knowledge.search.schemas.port import things

app = typer.Typer(help="検索の索引", no_args_is_help=True)
console = open_console()
progress_console = open_console(stderr=True)
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]


@app.command("rebuild")
def rebuild(as_json: AsJson = False) -> None:
    """この機械の索引を、初めから作り直す。その間も検索はこれまでの索引で続く。"""
    settings = load_settings()
    with _database(settings) as database:
        indexer = service.Indexer(database, IndexFolder(settings.home), things(), node=node_name(settings.home))
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=progress_console, transient=True) as progress:
            task = progress.add_task("索引を作っています")
            try:
                count = indexer.rebuild(lambda done: progress.update(task, description=f"索引を作っています: {done}件"))
            except (OSError, ValueError) as fault:
                raise IndexNotWritten(
                    f"{settings.home / 'index'} に書き込めません。空き容量と権限を確認してください。"
                ) from fault
    if as_json:
        _emit({"things": count})
    else:
        console.print(f"{count}件の索引を作りました。")


@app.command("verify")
def verify(
    repair: Annotated[bool, typer.Option("--repair", help="違うものを、索引の処理に読み直させる")] = False,
    as_json: AsJson = False,
) -> None:
    """索引とデータベースを比べる。違いがあれば終了コード1。"""
    settings = load_settings()
    with unit() as (tx, actor):
        reader = IndexReader(settings.home)
        wrong = queries.list_differences(tx, actor, reader=reader, things=things())
        if repair:
            service.mark_for_repair(tx, actor, things(), ids=wrong)
    if as_json:
        _emit({"differences": wrong, "repairing": repair})
    elif not wrong:
        console.print("違いはありません。")
    else:
        told = "索引の処理が読み直します。" if repair else "--repair を付けると読み直します。"
        console.print(f"{len(wrong)}件が違います。{told}")
    if wrong and not repair:
        raise typer.Exit(1)


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """この機械の索引の状態を表示する。使えなければ終了コード1。"""
    settings = load_settings()
    with unit(read_only=True) as (tx, actor):
        found = queries.get_status(tx, actor, IndexReader(settings.home), subjects=things().subjects)
    if as_json:
        _emit(found)
    else:
        seen = "一度も動いていません" if found.seen_seconds_ago is None else f"{found.seen_seconds_ago:.0f}秒前"
        console.print(
            f"索引: {'使えます' if found.usable else 'ありません（簡易検索になります）'}\n件数: {found.documents}\n"
            f"待っている変更: {found.waiting}件（最も古いものは{found.lag_seconds:.0f}秒前）\n索引の処理: {seen}"
        )
        if found.building is not None:
            console.print(f"新しい索引を作っています: {found.building}件まで")
    if not found.usable:
        raise typer.Exit(1)


@contextlib.contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    with ensure_database(settings) as urls:
        database = Database(urls.app, size=2, timeouts=JOB, name="mks-cli", shared_clock=settings.env == "test")
        try:
            yield database
        finally:
            database.dispose()


def _emit(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
