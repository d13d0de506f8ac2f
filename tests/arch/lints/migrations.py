"""Rule 22: a migration stands alone, for it must run the same way in five years."""

import ast
import re
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source

FOLDER = "migrations/versions/"
DATED = re.compile(r"^\d{4}_\d{2}_\d{2}_\d{4}_[a-z0-9_]+\.py$")


def migrations_stand_alone(source: Source) -> Iterator[Finding]:
    """Its name tells the date, and it imports nothing that will change under it."""
    if source.inside is None or not source.inside.startswith(FOLDER) or source.inside.endswith("__init__.py"):
        return
    name = source.inside.removeprefix(FOLDER)
    if DATED.match(name) is None:
        yield Finding(source.path, 1, f"{name}: a migration is named YYYY_MM_DD_HHMM_what.py")
    for node in ast.walk(source.tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or "."]
        if any(module.split(".")[0] in {"mirai_knowledge", ""} for module in modules):
            yield source.finding(node, "a migration imports nothing of ours: the code of today is not that of its day")
