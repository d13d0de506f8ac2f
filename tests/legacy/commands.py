"""The command `mks legacy` as somebody types it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class Mks:
    """Runs the command on the database of the test."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment | {"COLUMNS": "200"}

    def __call__(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mirai_knowledge.entry.cli", "legacy", *map(str, arguments)]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False, timeout=120)

    def json(self, *arguments: str | Path) -> Any:
        done = self(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def report(self, *arguments: str | Path) -> Any:
        return json.loads(self("plan", "--json", *arguments).stdout)
