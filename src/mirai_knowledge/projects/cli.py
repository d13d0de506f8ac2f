"""Commands for projects."""

import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from mirai_knowledge.edge.cli import checked, unit
from mirai_knowledge.edge.cli import console as open_console
from mirai_knowledge.projects import queries, service
from mirai_knowledge.projects.schemas import ROLE_NAMES, STATUS_NAMES, AddProject, ListProjects, ProjectRow, ProjectView

app = typer.Typer(help="現場", no_args_is_help=True)
console = open_console()
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]
Code = Annotated[str, typer.Argument(help="工事番号")]
DAYS = ["%Y-%m-%d"]


class Which(StrEnum):
    """Which projects to list."""

    PLANNING = "planning"
    IN_PROGRESS = "in_progress"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    ARCHIVED = "archived"
    LIVE = "live"
    ALL = "all"


@app.command("list")
def list_projects(
    query: Annotated[str | None, typer.Option("--query", "-q", help="工事番号・現場名・発注者などに含まれる言葉")] = None,
    status: Annotated[Which, typer.Option("--status", help="状態。live は完了・保管以外")] = Which.ALL,
    work_type: Annotated[str | None, typer.Option("--work-type", help="工種のコード")] = None,
    as_json: AsJson = False,
) -> None:
    """現場の一覧を、工事番号の順に表示する。"""
    wanted = ListProjects(query, status.value, work_type)
    rows: list[ProjectRow] = []
    cursor: str | None = None
    with unit(read_only=True) as (tx, actor):
        while True:
            page = queries.list_projects(tx, actor, wanted, cursor=cursor, limit=200)
            rows += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
    if as_json:
        _emit(rows)
        return
    table = Table("工事番号", "現場名", "発注者", "工種", "工期", "状態", "人")
    for row in rows:
        kinds = "、".join(kind.name for kind in row.work_types)
        table.add_row(row.code, row.name, row.client or "", kinds, _period(row), STATUS_NAMES[row.status], str(row.members_count))
    console.print(table if rows else "該当する現場はありません。")


@app.command("show")
def show(code: Code, as_json: AsJson = False) -> None:
    """一つの現場の内容を表示する。"""
    with unit(read_only=True) as (tx, actor):
        view = queries.get_project_view(tx, actor, queries.get_by_code(tx, actor, code).id)
    _print_project(view, as_json=as_json)


@app.command("add")
def add(
    code: Code,
    *,
    name: Annotated[str, typer.Option("--name", help="現場名")],
    kana: Annotated[str | None, typer.Option("--kana", help="現場名のよみ")] = None,
    client: Annotated[str | None, typer.Option("--client", help="発注者")] = None,
    region: Annotated[str | None, typer.Option("--region", help="地域")] = None,
    starts_on: Annotated[datetime | None, typer.Option("--starts-on", formats=DAYS, help="始まりの日")] = None,
    ends_on: Annotated[datetime | None, typer.Option("--ends-on", formats=DAYS, help="終わりの日")] = None,
    work_type: Annotated[list[str] | None, typer.Option("--work-type", help="工種のコード。何度でも指定できる")] = None,
    started: Annotated[bool, typer.Option("--started", help="計画中ではなく施工中として登録する")] = False,
    as_json: AsJson = False,
) -> None:
    """現場を登録する。"""
    given = {
        "code": code,
        "name": name,
        "name_kana": kana,
        "client": client,
        "region": region,
        "status": "in_progress" if started else "planning",
        "work_types": work_type or [],
        "starts_on": starts_on.date() if starts_on else None,
        "ends_on": ends_on.date() if ends_on else None,
    }
    command = checked(AddProject, given)
    with unit() as (tx, actor):
        view = queries.get_project_view(tx, actor, service.add_project(tx, actor, command))
    _print_project(view, as_json=as_json)


@app.command("close")
def close(
    code: Code,
    on: Annotated[datetime | None, typer.Option("--on", formats=DAYS, help="最後の日（既定は今日か、過ぎた工期末）")] = None,
    as_json: AsJson = False,
) -> None:
    """現場を完了にする。協力会社は、最後の日から決められた日数だけ見ることができる。"""
    with unit() as (tx, actor):
        project_id = queries.get_by_code(tx, actor, code).id
        service.complete_project(tx, actor, project_id, on=on.date() if on else None)
        view = queries.get_project_view(tx, actor, project_id)
    _print_project(view, as_json=as_json)


def _print_project(view: ProjectView, *, as_json: bool) -> None:
    if as_json:
        _emit(view)
        return
    table = Table(show_header=False)
    table.add_row("工事番号", view.code)
    table.add_row("現場名", view.name)
    table.add_row("発注者", view.client or "")
    table.add_row("地域", view.region or "")
    table.add_row("工種", "、".join(kind.name for kind in view.work_types))
    table.add_row("工期", _period(view))
    table.add_row("状態", STATUS_NAMES[view.status])
    table.add_row("工区", "、".join(section.name for section in view.sections))
    people = [f"{ROLE_NAMES[member.role]} {member.person.name}" for member in view.members if member.current]
    table.add_row("人", "、".join(people))
    table.add_row("会社", "、".join(f"{_tier(place.tier)} {place.company.name}" for place in view.companies))
    table.add_row("終了後の公開", f"{view.access_days_after_end}日")
    console.print(table)


def _period(row: ProjectRow) -> str:
    if row.starts_on is None and row.ends_on is None:
        return "未定"
    return f"{row.starts_on or ''} 〜 {row.ends_on or ''}"


def _tier(tier: int) -> str:
    return "元請" if tier == 0 else f"{tier}次"


def _emit(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
