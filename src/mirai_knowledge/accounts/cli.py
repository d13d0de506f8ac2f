"""Commands for people: the administrator at the console speaks the same words as the pages."""

import enum
import sys
from enum import StrEnum
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from mirai_knowledge.accounts import queries, service
from mirai_knowledge.accounts.schemas import AddPerson, DisablePerson, GrantRoles, ListPeople, PersonRow, PersonView
from mirai_knowledge.edge.cli import checked, unit
from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

app = typer.Typer(help="人", no_args_is_help=True)
console = open_console()
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]
LoginName = Annotated[str, typer.Argument(help="ログイン名")]
Roles = Annotated[list[str] | None, typer.Option("--role", help="役割（例 safety）。何度でも指定できる")]


class Which(StrEnum):
    """Whom to list."""

    ACTIVE = "active"
    DISABLED = "disabled"
    ALL = "all"


class State(enum.StrEnum):
    """Which people to list."""

    active = "active"
    disabled = "disabled"
    all = "all"


STATES = {"active": "有効", "disabled": "無効"}


@app.command("add")
def add(
    login_name: LoginName,
    *,
    name: Annotated[str, typer.Option("--name", help="氏名")],
    kana: Annotated[str | None, typer.Option("--kana", help="氏名のよみ")] = None,
    email: Annotated[str | None, typer.Option("--email", help="メールアドレス")] = None,
    department: Annotated[str | None, typer.Option("--department", help="部署")] = None,
    role: Roles = None,
    as_json: AsJson = False,
) -> None:
    """人を登録し、最初のパスワードを一度だけ表示する。"""
    given = {
        "login_name": login_name,
        "name": name,
        "name_kana": kana,
        "email": email,
        "department": department,
        "roles": role or [],
    }
    command = checked(AddPerson, given)
    with unit() as (tx, actor):
        added = service.add_person(tx, actor, command, hasher=service.Hasher())
        view = queries.get_person_view(tx, actor, added.person_id)
    if as_json:
        _emit({"person": view, "initial_password": added.initial_password})
        return
    console.print(f"{view.name}（{view.login_name}）を登録しました。", markup=False)
    _tell_password(added.initial_password)


@app.command("list")
def list_people(
    query: Annotated[str | None, typer.Option("--query", "-q", help="氏名・ログイン名などに含まれる言葉")] = None,
    role: Annotated[str | None, typer.Option("--role", help="役割")] = None,
    state: Annotated[Which, typer.Option("--state", help="有効・無効・すべて")] = Which.ACTIVE,
    as_json: AsJson = False,
) -> None:
    """人の一覧を、よみの順に表示する。"""
    wanted = ListPeople(query, role, state=state.value)
    rows: list[PersonRow] = []
    cursor: str | None = None
    with unit(read_only=True) as (tx, actor):
        while True:
            page = queries.list_people(tx, actor, wanted, cursor=cursor, limit=200)
            rows += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
    if as_json:
        _emit(rows)
        return
    table = Table("ログイン名", "氏名", "部署", "役割", "状態")
    for row in rows:
        roles = "、".join(entry.name for entry in row.roles)
        table.add_row(row.login_name, row.name, row.department or "", roles, STATES[row.state])
    console.print(table if rows else "該当する人はいません。")


@app.command("show")
def show(login_name: LoginName, as_json: AsJson = False) -> None:
    """一人の内容を表示する。"""
    with unit(read_only=True) as (tx, actor):
        view = _view(tx, actor, login_name)
    _print_person(view, as_json=as_json)


@app.command("disable")
def disable(
    login_name: LoginName,
    reason: Annotated[str, typer.Option("--reason", help="理由（監査ログに残る）")],
    as_json: AsJson = False,
) -> None:
    """サインインできなくする。使用中の画面もすぐに終了する。"""
    command = checked(DisablePerson, {"reason": reason})
    with unit() as (tx, actor):
        service.disable_person(tx, actor, command, person_id=queries.get_person_id(tx, actor, login_name))
        view = _view(tx, actor, login_name)
    _print_person(view, as_json=as_json)


@app.command("enable")
def enable(login_name: LoginName, as_json: AsJson = False) -> None:
    """もう一度サインインできるようにする。"""
    with unit() as (tx, actor):
        service.enable_person(tx, actor, queries.get_person_id(tx, actor, login_name))
        view = _view(tx, actor, login_name)
    _print_person(view, as_json=as_json)


@app.command("unlock")
def unlock(login_name: LoginName, as_json: AsJson = False) -> None:
    """パスワードの間違いによる一時停止を解除する。"""
    with unit() as (tx, actor):
        service.unlock_person(tx, actor, queries.get_person_id(tx, actor, login_name))
        view = _view(tx, actor, login_name)
    _print_person(view, as_json=as_json)


@app.command("reset-password")
def reset_password(login_name: LoginName, as_json: AsJson = False) -> None:
    """新しい最初のパスワードを作り、一度だけ表示する。"""
    with unit() as (tx, actor):
        person_id = queries.get_person_id(tx, actor, login_name)
        password = service.reset_password(tx, actor, person_id, hasher=service.Hasher())
    if as_json:
        _emit({"login_name": login_name, "initial_password": password})
        return
    _tell_password(password)


@app.command("grant")
def grant(login_name: LoginName, roles: Annotated[list[str], typer.Argument(help="加える役割")], as_json: AsJson = False) -> None:
    """役割を加える。"""
    _change_roles(login_name, add=set(roles), remove=set(), as_json=as_json)


@app.command("revoke")
def revoke(login_name: LoginName, roles: Annotated[list[str], typer.Argument(help="外す役割")], as_json: AsJson = False) -> None:
    """役割を外す。"""
    _change_roles(login_name, add=set(), remove=set(roles), as_json=as_json)


def _change_roles(login_name: str, *, add: set[str], remove: set[str], as_json: bool) -> None:
    with unit() as (tx, actor):
        view = _view(tx, actor, login_name)
        held = {role.code for role in view.roles}
        command = checked(GrantRoles, {"roles": sorted((held | add) - remove)})
        person_id = queries.get_person_id(tx, actor, login_name)
        service.grant_roles(tx, actor, command, person_id=person_id, expected=view.version)
        view = _view(tx, actor, login_name)
    _print_person(view, as_json=as_json)


def _view(tx: Tx, actor: Actor, login_name: str) -> PersonView:
    return queries.get_person_view(tx, actor, queries.get_person_id(tx, actor, login_name))


def _print_person(view: PersonView, *, as_json: bool) -> None:
    if as_json:
        _emit(view)
        return
    table = Table(show_header=False)
    table.add_row("ログイン名", view.login_name)
    table.add_row("氏名", view.name)
    table.add_row("よみ", view.name_kana or "")
    table.add_row("メール", view.email or "")
    table.add_row("部署", view.department or "")
    table.add_row("会社", view.company.name if view.company else "")
    table.add_row("役割", "、".join(role.name for role in view.roles))
    table.add_row("状態", STATES[view.state] + (f"（{view.disabled_reason}）" if view.disabled_reason else ""))
    if view.locked_until is not None:
        table.add_row("一時停止", f"{view.locked_until.isoformat(timespec='seconds')} まで")
    console.print(table)


def _tell_password(password: str | None) -> None:
    console.print("最初のパスワード（この画面だけに表示します。本人に伝えてください）:", markup=False)
    sys.stdout.write(f"{password}\n")


def _emit(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
