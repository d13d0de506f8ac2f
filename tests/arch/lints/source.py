"""Source files as the lints see them: where they stand in the house, their text, their syntax tree."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGE = "src/mirai_knowledge/"
# Packages directly under mirai_knowledge that are no slices: they have files of their own kinds.
HOUSE = frozenset({"kernel", "edge", "entry", "migrations"})


@dataclass(frozen=True)
class Finding:
    """A place that breaks a rule, and what to do there."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Source:
    """One Python file; `path` is relative to the repository."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.path)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def inside(self) -> str | None:
        """The path below the package, such as `accounts/service/people.py`; None outside of it."""
        return self.path.removeprefix(PACKAGE) if self.path.startswith(PACKAGE) else None

    @property
    def slice(self) -> str | None:
        """The slice the file belongs to; None for the kernel, the edge, the entry and everything outside."""
        if self.inside is None or "/" not in self.inside:
            return None
        first = self.inside.split("/")[0]
        return None if first in HOUSE else first

    @property
    def kind(self) -> str | None:
        """Which file of a slice it is: `service` for accounts/service.py and for accounts/service/people.py."""
        if self.slice is None or self.inside is None:
            return None
        return self.inside.split("/")[1].removesuffix(".py")

    def finding(self, node: ast.AST, message: str) -> Finding:
        return Finding(self.path, getattr(node, "lineno", 1), message)

    def public_functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Functions of the module that other files may call."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                yield node

    def calls(self) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node


def dotted(node: ast.AST) -> str:
    """`a.b.c` as text, with the callee's dots kept through calls; empty when it is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return ""


def tracked_files() -> list[str]:
    """Every file that git tracks or would track, relative to the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True).stdout
    return sorted(name for name in listed.split("\0") if name and (REPOSITORY / name).is_file())


def python_sources(*folders: str) -> list[Source]:
    """The Python files below these folders, all when none is named."""
    wanted = folders or ("",)
    names = [name for name in tracked_files() if name.endswith(".py") and name.startswith(wanted)]
    return [Source(name, (REPOSITORY / name).read_text(encoding="utf-8")) for name in names]
