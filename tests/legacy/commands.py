"""The command `mks legacy` as somebody types it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.command import run_mks

# What lets root read files that nobody may read is given up.
AS_ANYBODY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


class Mks:
    """Runs the command on the database of the test."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment | {"COLUMNS": "200"}

    def as_anybody(self, home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs it with a home of its own, since that of the tests is closed to anybody."""
        before = AS_ANYBODY if os.geteuid() == 0 else ()
        command = [*before, sys.executable, "-m", "mirai_knowledge.entry.cli", "legacy", *map(str, arguments)]
        environment = self._environment | {"MKS_HOME": str(home)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)

    def __call__(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run_mks(self._environment, "legacy", *arguments)

    def json(self, *arguments: str | Path) -> Any:
        done = self(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def report(self, *arguments: str | Path) -> Any:
        return json.loads(self("plan", "--json", *arguments).stdout)
