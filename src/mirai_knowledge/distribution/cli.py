"""Commands for distributions."""

import sys
from typing import Annotated
from uuid import UUID

import msgspec
import typer
from rich.table import Table

from mirai_knowledge.distribution import queries, service
from mirai_knowledge.distribution.model import STATE_NAMES
from mirai_knowledge.distribution.queries import WantedDistributions, WantedReceipts
from mirai_knowledge.distribution.schemas.commands import Filter
from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.kernel import clock

app = typer.Typer(help="周知", no_args_is_help=True)
console = open_console()
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]
Which = Annotated[UUID, typer.Argument(help="配信の id（list で確かめる）")]
SHOWN = 100


@app.command("list")
def list_distributions(
    late: Annotated[bool, typer.Option("--late", help="期限を過ぎて未確認の人がいるものだけ")] = False,
    as_json: AsJson = False,
) -> None:
    """配信を新しい順に表示する（100件まで）。"""
    wanted = WantedDistributions("all", "late" if late else "all")
    with unit(read_only=True) as (tx, actor):
        rows = queries.list_distributions(tx, actor, wanted, limit=SHOWN).items
    if as_json:
        _emit(rows)
        return
    table = Table("id", "文書", "題名", "状態", "期限", "確認", "超過")
    for row in rows:
        due = f"{row.due_at.astimezone(clock.JST):%Y-%m-%d %H:%M}" if row.due_at is not None else ""
        done = f"{row.tally.done}/{row.tally.total}"
        names = (str(row.id), row.document.code, row.document.title)
        table.add_row(*names, STATE_NAMES[row.state], due, done, str(row.tally.late))
    console.print(table if rows else "該当する配信はありません。")


@app.command("show")
def show(
    distribution: Which,
    unconfirmed: Annotated[bool, typer.Option("--unconfirmed", help="まだ確認していない人だけ")] = False,
    as_json: AsJson = False,
) -> None:
    """一つの配信の状況を、人ごとに表示する（100人まで）。"""
    stands: Filter = "unconfirmed" if unconfirmed else "all"
    with unit(read_only=True) as (tx, actor):
        view = queries.get_distribution(tx, actor, distribution)
        receipts = queries.list_receipts(tx, actor, WantedReceipts(distribution, stands), limit=SHOWN).items
    if as_json:
        _emit({"distribution": view, "receipts": receipts})
        return
    row = view.row
    console.print(f"{row.document.code} {row.document.title}  {row.audience_words}  {row.tally.done}/{row.tally.total}人 確認")
    table = Table("氏名", "会社", "開いた", "回答", "超過")
    for each in receipts:
        reply = {"read": "読みました", "unclear": "わからない"}.get(each.reply or "", "")
        opened = "開いた" if each.opened_at is not None else ""
        table.add_row(each.person.name, each.company or "", opened, reply, "超過" if each.late else "")
    console.print(table)


@app.command("resend")
def resend(distribution: Which) -> None:
    """まだ確認していない人に、もう一度知らせる。"""
    with unit() as (tx, actor):
        people = service.nudge(tx, actor, distribution)
    console.print(f"{people}人に知らせました。")


def _emit(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
