"""Commands that documents quote are real: the command, each option and the number of arguments."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.testing import CliRunner

from mirai_knowledge.entry.cli import app
from tests.docs.pages import Page, all_pages

LINE = re.compile(r"^(?:\$ )?(?:sudo )?(?:\.venv/bin/)?mks( [^#|>&\n]*)?")


def quoted_commands(page: Page) -> Iterator[str]:
    lines = [*page.code, *(line for block in page.blocks for line in block.text.splitlines())]
    for line in lines:
        found = LINE.match(line.strip())
        if found and found.group(1):
            yield found.group(1).strip()


QUOTED = sorted({command for page in all_pages() if page.is_about_today for command in quoted_commands(page)})


@dataclass(frozen=True)
class Quoted:
    """A quoted line: the path of its command, the command, and the words that follow."""

    path: list[str]
    command: TyperCommand | TyperGroup
    rest: list[str]


def find(line: str) -> Quoted:
    words = shlex.split(line)
    command: object = typer.main.get_command(app)
    path: list[str] = []
    while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
        path.append(words.pop(0))
        command = command.commands.get(path[-1])
        assert command is not None, f"mks {' '.join(path)} does not exist"
    assert isinstance(command, TyperCommand | TyperGroup)
    return Quoted(path, command, words)


@pytest.mark.parametrize("quoted", QUOTED)
def test_quoted_commands_exist_with_their_options(quoted: str) -> None:
    line = find(quoted)
    options = {name: option for option in line.command.params if isinstance(option, TyperOption) for name in option.opts}
    arguments = [argument for argument in line.command.params if isinstance(argument, TyperArgument)]
    given, rest = 0, line.rest
    while rest:
        word, rest = rest[0], rest[1:]
        if word.startswith("-"):
            name = word.split("=")[0]
            assert name in {*options, "--help"}, f"mks {' '.join(line.path)} has no option {name}"
            if name in options and not options[name].is_flag and "=" not in word:
                rest = rest[1:]
        elif word not in {"…", "..."}:
            given += 1
    most = sum(argument.nargs if argument.nargs > 0 else 99 for argument in arguments)
    assert given <= most, f"mks {' '.join(line.path)} takes {most} arguments"
    assert CliRunner().invoke(app, [*line.path, "--help"]).exit_code == 0


def test_the_documents_quote_the_commands_a_newcomer_needs() -> None:
    assert {"db migrate", "audit verify", "user add"} <= {" ".join(find(command).path) for command in QUOTED}
