"""The page of the command line."""

from collections.abc import Iterator

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from mirai_knowledge.entry.devtools.reference.markdown import code, first_sentence, page, table


def commands_page() -> str:
    """Every command with its arguments and options."""
    # Imported here, for that module mounts this one.
    from mirai_knowledge.entry.cli import app

    parts = [_section(path, command) for path, command in _commands(typer.main.get_command(app), "mks")]
    return page("Command line", "`mks COMMAND --help` says the same.", *parts)


def _commands(command: object, path: str) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        for name, inner in sorted(command.commands.items()):
            yield from _commands(inner, f"{path} {name}")
    elif isinstance(command, TyperCommand) and not command.hidden:
        yield path, command


def _section(path: str, command: TyperCommand) -> str:
    usage = [path]
    options: list[tuple[str, str]] = []
    for parameter in command.params:
        if isinstance(parameter, TyperArgument):
            name = str(parameter.metavar or parameter.name or "").upper() + ("..." if parameter.nargs != 1 else "")
            usage.append(name if parameter.required else f"[{name}]")
            options.append((code(name), parameter.help or ""))
        elif isinstance(parameter, TyperOption) and parameter.name != "help" and not parameter.hidden:
            names = ", ".join(code(name) for name in (*parameter.opts, *parameter.secondary_opts))
            options.append((names, parameter.help or ""))
    lines = [f"## {' '.join(usage)}", first_sentence(command.help)]
    if options:
        lines.append(table(("Argument or option", "What it does"), options))
    return "\n\n".join(lines)
