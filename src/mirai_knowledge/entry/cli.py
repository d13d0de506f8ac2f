"""The command `mks`."""

import contextlib
import gc
import os
import sys
from enum import StrEnum
from typing import Annotated

import psutil
import typer
from rich.console import Console

from mirai_knowledge import __version__
from mirai_knowledge.kernel.config import Settings, SettingsError, load_settings
from mirai_knowledge.kernel.db.embedded import EmbeddedError
from mirai_knowledge.kernel.errors import DomainError

app = typer.Typer(
    name="mks",
    help="ミライ ナレッジ システムの管理コマンド",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
errors = Console(stderr=True)


@app.command("version")
def version() -> None:
    """版を表示する。"""
    print(__version__)


@app.command("run")
def run() -> None:
    """データベース・Web・ジョブをまとめて起動する（Ctrl-C で終了）。"""
    from mirai_knowledge.entry import demo, run

    settings = load_settings()
    raise typer.Exit(run.run_all(settings, announce=lambda: demo.announce(settings)))


@app.command("web")
def web() -> None:
    """Webサーバーだけを起動する。"""
    from mirai_knowledge.entry import run

    run.run_web(load_settings())


class Part(StrEnum):
    """A part of the worker that can run by itself."""

    INDEX = "index"


@app.command("worker")
def worker(
    only: Annotated[Part | None, typer.Option("--only", help="index: 検索の索引だけを書く")] = None,
) -> None:
    """ジョブの処理と検索の索引だけを起動する。"""
    from mirai_knowledge.entry import run

    if only is Part.INDEX:
        run.run_indexer(load_settings())
    else:
        run.run_worker(load_settings())


def _mount() -> None:
    from mirai_knowledge.accounts import cli as accounts_cli
    from mirai_knowledge.audit import cli as audit_cli
    from mirai_knowledge.distribution import cli as distribution_cli
    from mirai_knowledge.documents import cli as documents_cli
    from mirai_knowledge.entry.devtools import cli as dev_cli
    from mirai_knowledge.incidents import cli as incidents_cli
    from mirai_knowledge.legacy import cli as legacy_cli
    from mirai_knowledge.notifications import cli as notifications_cli
    from mirai_knowledge.ops import cli as ops_cli
    from mirai_knowledge.projects import cli as projects_cli
    from mirai_knowledge.regulations import cli as regulations_cli
    from mirai_knowledge.search import cli as search_cli

    app.add_typer(ops_cli.db, name="db")
    app.add_typer(ops_cli.config, name="config")
    app.add_typer(ops_cli.jobs, name="jobs")
    app.command("trace")(ops_cli.trace)
    app.add_typer(accounts_cli.app, name="user")
    app.add_typer(audit_cli.app, name="audit")
    app.add_typer(projects_cli.app, name="project")
    app.add_typer(distribution_cli.app, name="distribution")
    app.add_typer(documents_cli.blobs, name="blobs")
    app.add_typer(search_cli.app, name="search")
    app.add_typer(regulations_cli.app, name="law")
    app.add_typer(incidents_cli.app, name="incident")
    app.add_typer(notifications_cli.app, name="outbound")
    app.add_typer(legacy_cli.app, name="legacy")
    app.add_typer(dev_cli.app, name="dev")


SERVING = ("web", "worker")


def share_figures(settings: Settings) -> None:
    """The web processes and the worker count into one folder; what dead processes of a former start left is dropped.

    Before the first figure is declared: the library decides then whether to share.
    """
    folder = settings.metrics_folder
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*_*.db"):
        number = file.stem.rpartition("_")[2]
        if not number.isdecimal() or not psutil.pid_exists(int(number)):
            file.unlink(missing_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


if sys.argv[1:2] and sys.argv[1] in SERVING:
    # Here and not in main: mounting the commands declares the figures. A wrong setting is told by main.
    with contextlib.suppress(SettingsError):
        share_figures(load_settings())
# What is imported stays: looking it through for garbage again and again is a sixth of the time of a start.
gc.disable()
_mount()
gc.freeze()
gc.enable()


def main() -> None:
    """Runs the command of this process's arguments; refusals become one line and an exit code of their kind."""
    from mirai_knowledge.entry import typed, wiring
    from mirai_knowledge.kernel import log

    try:
        if len(sys.argv) > 1 and sys.argv[1] not in {"version", "--help"}:
            settings = load_settings()
            log.configure("WARNING", process="cli", folder=settings.log_folder)
            wiring.wire(settings)
        typed.speak_japanese()
        code = typed.run(app)
    except SettingsError as fault:
        errors.print(f"設定を確認してください: {fault}", style="red", markup=False, soft_wrap=True)
        sys.exit(2)
    except EmbeddedError as fault:
        errors.print(str(fault), style="red", markup=False, soft_wrap=True)
        sys.exit(8)
    except DomainError as fault:
        lines = [f"{fault.title}: {fault.detail}（{fault.code}）", *(f"  {f.field}: {f.message}" for f in fault.fields)]
        errors.print("\n".join(lines), style="red", markup=False, soft_wrap=True)
        sys.exit(fault.exit_code)
    sys.exit(code)


if __name__ == "__main__":
    main()
