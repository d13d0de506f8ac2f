"""Copies of this checkout that a test may change."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.arch.lints.source import REPOSITORY, tracked_files

TOOLS = Path(sys.executable).parent


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    output: str


@dataclass(frozen=True)
class Checkout:
    """A checkout; commands run in it see its code, and keep what they write in `home`."""

    root: Path
    home: Path

    def run(self, *command: str) -> Ran:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("MKS_", "PYTEST_", "DATABASE_"))},
            "PYTHONPATH": str(self.root / "src"),
            "MKS_ENV": "test",
            "MKS_HOME": str(self.home),
            "NO_COLOR": "1",
            "COLUMNS": "200",
        }
        done = subprocess.run(
            command, cwd=self.root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        return Ran(done.returncode, done.stdout + done.stderr)

    def mks(self, *arguments: str) -> Ran:
        return self.run(sys.executable, "-m", "mirai_knowledge.entry.cli", *arguments)

    def tool(self, name: str, *arguments: str) -> Ran:
        return self.run(str(TOOLS / name), *arguments)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write(text)


def copy_to(root: Path) -> Checkout:
    """A fresh copy of all that git tracks or would track."""
    for name in tracked_files():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, root / name)
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    # mypy knows the libraries already; without this it would read them all again.
    if (REPOSITORY / ".mypy_cache").is_dir():
        shutil.copytree(REPOSITORY / ".mypy_cache", root / ".mypy_cache")
    return Checkout(root, root / "var")
