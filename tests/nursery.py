"""Has the program `mks` loaded, and forks a process for each command: what is tested is the command, not Python's start.

Run as a script. Reads orders from its input, a JSON line each, and answers each with a line: the exit code.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from mirai_knowledge.entry import cli, typed, wiring

LOADED = (cli, typed, wiring)


def become(order: dict[str, Any]) -> None:
    """This process is the command: with its files, its environment and its arguments."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in enumerate(("out", "err"), 1):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = ["mks", *order["arguments"]]
    cli.main()


def main() -> None:
    """Answers orders until its input ends."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])
    main()
