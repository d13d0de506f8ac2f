"""Rule 17: tests go through the doors, on the real thing, and never look away."""

import ast
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source, dotted

LOOKING_AWAY = frozenset({"skip", "skipif", "xfail", "importorskip"})


def no_mocks(source: Source) -> Iterator[Finding]:
    """Outside services have fakes that are real servers; our own code is not replaced at all."""
    for node in ast.walk(source.tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        if any(name in {"unittest.mock", "mock", "pytest_mock"} for name in modules):
            yield source.finding(node, "no mocks: a fake in tests/fakes is a real server, our own code stays itself")


def no_skips(source: Source) -> Iterator[Finding]:
    """A test that does not run proves nothing."""
    if not source.path.startswith("tests/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in LOOKING_AWAY and dotted(node.value) in {"pytest", "pytest.mark"}:
            yield source.finding(node, f"{node.attr}: make it run, or delete it")
