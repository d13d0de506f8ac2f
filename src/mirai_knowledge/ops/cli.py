"""Commands of operations: the database, the settings, failed jobs, what happened on behalf of a request."""

import os
import shutil
import subprocess
import sys
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.kernel.config import load_settings
from mirai_knowledge.kernel.db import migrate as migrations
from mirai_knowledge.kernel.db.connect import ensure_database
from mirai_knowledge.kernel.db.embedded import binaries
from mirai_knowledge.kernel.db.embedded.cluster import DEFAULT_MAJOR
from mirai_knowledge.ops import queries, service
from mirai_knowledge.ops.errors import DatabaseInUse

db = typer.Typer(help="データベースの版と接続", no_args_is_help=True)
config = typer.Typer(help="設定", no_args_is_help=True)
jobs = typer.Typer(help="ジョブの待ち行列", no_args_is_help=True)
console = open_console()
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]


def emit(value: object) -> None:
    """Prints a value as JSON."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


@db.command("migrate")
def migrate(as_json: AsJson = False) -> None:
    """データベースを最新の版にする。"""
    with ensure_database(load_settings(), migrated=False) as urls:
        applied = migrations.migrate(urls.owner, urls.app)
    if as_json:
        emit({"applied": applied, "head": migrations.head()})
    elif applied:
        console.print(f"{len(applied)}件の移行を適用しました: {', '.join(applied)}")
    else:
        console.print("すでに最新です。")


@db.command("status")
def status(as_json: AsJson = False) -> None:
    """データベースの版を表示する。適用していない移行があれば終了コード1。"""
    with ensure_database(load_settings(), migrated=False) as urls:
        state = migrations.status(urls.owner)
    if as_json:
        emit({"current": state.current, "head": state.head, "pending": state.pending})
    else:
        console.print(f"現在の版: {state.current or 'なし'}\n最新の版: {state.head}\n未適用: {len(state.pending)}件")
    if state.pending:
        raise typer.Exit(1)


@db.command("shell")
def shell(owner: Annotated[bool, typer.Option("--owner", help="所有者の権限で開く")] = False) -> None:
    """psql を開く。既定では読み書きのみできるアプリケーションの権限。"""
    settings = load_settings()
    with ensure_database(settings) as urls:
        url = (urls.owner if owner else urls.app).replace("postgresql+psycopg://", "postgresql://")
        program = shutil.which("psql") or binaries(DEFAULT_MAJOR).path("psql")
        environment = {**os.environ, **service.psql_environment(url)}
        finished = subprocess.run([program], env=environment, check=False)
    raise typer.Exit(finished.returncode)


@db.command("reset")
def reset(yes: Annotated[bool, typer.Option("--yes", help="確認せずに実行する")] = False) -> None:
    """開発用の組み込みデータベースを消す。次の起動で新しく作られる。"""
    settings = load_settings()
    if not settings.embedded or settings.env == "production":
        raise DatabaseInUse("消せるのは開発用の組み込みデータベースだけです。")
    if not yes:
        typer.confirm(f"{settings.home} のデータベースを消します。元に戻せません。よろしいですか？", abort=True)
    service.drop_embedded(settings.home)
    console.print("消しました。次の起動で新しく作られます。")


@config.command("show")
def show(as_json: AsJson = False) -> None:
    """設定を表示する。秘密の値は伏せる。"""
    shown = load_settings().masked()
    if as_json:
        emit(shown)
        return
    table = Table("設定", "値")
    for name, value in shown.items():
        table.add_row(name, value)
    console.print(table)


@jobs.command("list")
def list_jobs(as_json: AsJson = False) -> None:
    """失敗したジョブと待っているジョブを表示する。"""
    with unit(read_only=True) as (tx, actor):
        rows = queries.list_jobs(tx, actor)
    if as_json:
        emit(rows)
        return
    table = Table("番号", "ジョブ", "状態", "試行", "予定")
    for row in rows:
        table.add_row(str(row.number), row.name, row.status, str(row.tries), row.scheduled_at or "すぐ")
    console.print(table if rows else "待っているジョブ、失敗したジョブはありません。")


@jobs.command("retry")
def retry(number: Annotated[int, typer.Argument(help="ジョブの番号")]) -> None:
    """失敗したジョブをもう一度待ち行列に入れる。"""
    with unit() as (tx, actor):
        service.retry_job(tx, actor, number)
    console.print(f"ジョブ {number} をもう一度実行します。")


def trace(
    request_id: Annotated[str, typer.Argument(help="連絡用コード")],
    as_json: AsJson = False,
) -> None:
    """連絡用コードの操作で起きたことを、時刻順に表示する。"""
    settings = load_settings()
    with unit(read_only=True) as (tx, actor):
        lines = queries.list_trace(tx, actor, request_id, log_folder=settings.log_folder)
    if as_json:
        emit(lines)
    elif not lines:
        console.print("この連絡用コードの記録は見つかりません。")
    for line in [] if as_json else lines:
        detail = " ".join(f"{name}={value}" for name, value in line.detail.items() if name != "exception")
        console.print(f"{line.at}  [bold]{line.source:<7}[/] {line.what}  [dim]{detail}[/]", soft_wrap=True, highlight=False)
    if not lines:
        raise typer.Exit(5)
