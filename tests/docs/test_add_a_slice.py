"""`docs/howto/add-a-slice.md` tells the truth: its quotes stand in the code, and its commands run."""

import re
import shlex
from pathlib import Path

import pytest

from tests.arch.checkouts import copy_to
from tests.docs.pages import ROOT, Block, read

PAGE = read("docs/howto/add-a-slice.md")
QUOTES = [block for block in PAGE.blocks if block.language != "sh"]
LEFT_OUT = re.compile(r"^\.\.\.\n", re.MULTILINE)


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: quote.text.splitlines()[0][:50])
def test_quoted_lines_stand_in_the_file_in_that_order(quote: Block) -> None:
    assert quote.source, "a quote names its file"
    rest = (ROOT / quote.source).read_text(encoding="utf-8")
    for part in LEFT_OUT.split(quote.text):
        _, found, rest = rest.partition(part)
        assert found, f"{quote.source} does not hold (any more, or in this order):\n{part}"


def test_every_file_of_the_slice_is_walked() -> None:
    walked = {block.source for block in QUOTES}
    slice_files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "src/mirai_knowledge/notifications").glob("*.py")}
    assert slice_files - walked == set()


def test_the_commands_run_as_written(tmp_path: Path) -> None:
    copy = copy_to(tmp_path)
    commands = [line for block in PAGE.blocks if block.language == "sh" for line in block.text.splitlines()]
    assert [line for line in commands if line.startswith("mks dev new-slice ")]
    for line in commands:
        program, *arguments = shlex.split(line)
        assert program == "mks"
        made = copy.mks(*arguments)
        assert made.code == 0, made.output
        for path in made.output.split():
            assert (copy.root / path).is_file()
