"""Commands for what leaves the house."""

import sys
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.edge.cli import unit
from mirai_knowledge.kernel.config import load_settings
from mirai_knowledge.notifications import queries, service
from mirai_knowledge.notifications.schemas.deliveries import ListDeliveries, TestSending

app = typer.Typer(help="メール・Teams・プッシュ通知の送信", no_args_is_help=True)
console = open_console()
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]
Yes = Annotated[bool, typer.Option("--yes", help="確認せずに実行する")]


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """保留しているか、送信方法ごとの状態と件数を表示する。"""
    with unit(read_only=True) as (tx, actor):
        view = queries.get_outbound_view(tx, actor)
        counts = queries.list_deliveries(tx, actor, ListDeliveries(), limit=1).counts
    if as_json:
        _emit({"hold": view.hold, "channels": view.channels, "counts": counts})
        return
    if view.hold.held:
        why = "設定 MKS_OUTBOUND=held" if view.hold.by_setting else f"{view.hold.by}: {view.hold.why}"
        console.print(f"すべての送信を保留しています（{why}）。保留中 {view.hold.count} 件", markup=False)
    else:
        console.print("保留していません。")
    table = Table("送信方法", "行き先", "状態", "待ち", "送信済み", "失敗", "保留", "取りやめ")
    for channel in view.channels:
        numbers = {count.state: count.count for count in counts if count.channel == channel.channel}
        shown = [str(numbers.get(state, 0)) for state in ("waiting", "sent", "failed", "held", "withdrawn")]
        words = "動いています" if channel.works else f"つながりません: {channel.error}"
        table.add_row(channel.name, channel.goes_to, words, *shown)
    console.print(table)


@app.command("hold")
def hold(why: Annotated[str, typer.Option("--why", help="保留する理由")] = "コマンドによる保留") -> None:
    """すべての送信を保留する。解除するまで、外には何も送られない。"""
    with unit() as (tx, actor):
        service.hold_all(tx, actor, why)
    console.print("すべての送信を保留しました。再開は mks outbound release、破棄は mks outbound drop です。")


@app.command("release")
def release() -> None:
    """保留していた送信を再開する。"""
    with unit() as (tx, actor):
        count = service.release_all(tx, actor)
    console.print(f"再開しました。保留していた {count} 件を送ります。")


@app.command("drop")
def drop(yes: Yes = False) -> None:
    """保留していた送信を、送らずに捨てる。保留そのものは続く。"""
    if not yes:
        typer.confirm("保留している送信を捨てます。元に戻せません。よろしいですか？", abort=True)
    with unit() as (tx, actor):
        count = service.drop_held(tx, actor)
    console.print(f"{count} 件を捨てました。")


@app.command("test-mail")
def test_mail(login_name: Annotated[str, typer.Argument(help="受け取る人のログイン名")]) -> None:
    """登録されたメールアドレスに、テストのメールを送る。送るのはワーカー。"""
    with unit() as (tx, actor):
        person_id = accounts.get_person_id(tx, actor, login_name)
        delivery_id = service.send_test(tx, actor, TestSending(channel="mail"), to=person_id)
    settings = load_settings()
    where = f"{settings.mail_host}:{settings.mail_port}" if settings.mail_host else "送信トレイ（MKS_MAIL_HOST が未設定のため）"
    console.print(f"送信を登録しました（{delivery_id}）。行き先: {where}。結果は「送信状況」に出ます。", markup=False)


def _emit(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
