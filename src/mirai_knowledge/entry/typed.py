"""What people type wrongly on the command line, told in Japanese; and the headings of the help."""

import sys

import typer
from typer import rich_utils

# The library offers no other door to what it raises; its version is pinned.
from typer._click import exceptions as wrong

HEADINGS = {
    "ARGUMENTS_PANEL_TITLE": "引数",
    "OPTIONS_PANEL_TITLE": "オプション",
    "COMMANDS_PANEL_TITLE": "コマンド",
    "ERRORS_PANEL_TITLE": "エラー",
    "REQUIRED_LONG_STRING": "[必須]",
    "DEFAULT_STRING": "[省略時: {}]",
}


def speak_japanese() -> None:
    """Help has Japanese headings from now on."""
    for name, text in HEADINGS.items():
        setattr(rich_utils, name, text)


def run(app: typer.Typer) -> int:
    """Runs the command of this process's arguments; returns its exit code, 2 when it was typed wrongly."""
    try:
        result = app(standalone_mode=False)
    except wrong.NoArgsIsHelpError as fault:
        fault.show()
        return 2
    except wrong.UsageError as fault:
        context = fault.ctx
        typer.secho(explained(fault), err=True, fg="red")
        if context is not None:
            typer.echo(f"使い方を見るには: {context.command_path} --help", err=True)
        return 2
    except typer.Abort:
        typer.secho("中止しました。", err=True)
        return 1
    return result if isinstance(result, int) else 0


def explained(fault: wrong.UsageError) -> str:
    """What is wrong with what was typed, in one line."""
    name = (fault.param.name or "").replace("_", "-") if isinstance(fault, wrong.BadParameter) and fault.param else ""
    match fault:
        case wrong.MissingParameter():
            return f"{name} を指定してください。"
        case wrong.BadParameter():
            # Without a name it is one of our own commands that refuses.
            return f"{name} の値が正しくありません。" if name else fault.message
        case wrong.NoSuchOption():
            near = f"（{'、'.join(fault.possibilities)} ではありませんか）" if fault.possibilities else ""
            return f"{fault.option_name} というオプションはありません{near}。"
        case wrong.BadOptionUsage():
            return f"{fault.option_name} の使い方が正しくありません。"
    return f"「mks {' '.join(sys.argv[1:])}」というコマンドはないか、引数が余分です。"
