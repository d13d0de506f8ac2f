"""Rules 1 and 2: what things are called, and the files that a house has no room for."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.arch.lints.signatures import is_context_free
from tests.arch.lints.source import Finding, Source

EMPTY_VERBS = frozenset({"handle", "process", "manage", "do", "perform", "execute"})
NO_ROOM = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "shared", "stuff"})


def service_verbs(source: Source) -> Iterator[Finding]:
    """A service says what it does: no verb that fits everything."""
    if source.kind not in {"service", "intake"}:
        return
    for function in source.public_functions():
        if function.name.split("_")[0] in EMPTY_VERBS:
            yield source.finding(function, f"{function.name}: name what it does (report, close, revoke)")


def query_verbs(source: Source) -> Iterator[Finding]:
    """Queries speak three verbs, and the verb tells what happens when there is nothing."""
    if source.kind != "queries":
        return
    for function in source.public_functions():
        if is_context_free(function):
            continue
        verb = function.name.split("_")[0]
        optional = function.returns is not None and _may_be_none(function.returns)
        if verb not in {"get", "find", "list"}:
            yield source.finding(function, f"{function.name}: queries are get_ (raises), find_ (None) or list_ (a page)")
        elif verb == "find" and not optional:
            yield source.finding(function, f"{function.name}: find_ answers None when there is nothing; one that raises is get_")
        elif verb != "find" and optional:
            yield source.finding(function, f"{function.name}: one that answers None is find_")


def _may_be_none(annotation: ast.expr) -> bool:
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return _may_be_none(annotation.left) or _may_be_none(annotation.right)
    if isinstance(annotation, ast.Subscript):
        return isinstance(annotation.value, ast.Name) and annotation.value.id == "Optional"
    return isinstance(annotation, ast.Constant) and annotation.value is None


def rooms(path: str) -> Iterator[Finding]:
    """No file or folder for whatever found no other place."""
    parts = PurePosixPath(path).parts
    if parts[0] not in {"src", "tests", "web", "bench", "scripts"}:
        return
    for part in parts:
        if part.split(".")[0].lower() in NO_ROOM:
            yield Finding(path, 1, f"{part}: name the room after what is in it")


def slice_docstring(source: Source) -> Iterator[Finding]:
    """The `__init__` of a slice is a docstring: what it owns, its words, its states."""
    if source.slice is None or source.inside != f"{source.slice}/__init__.py":
        return
    if ast.get_docstring(source.tree) is None:
        yield Finding(source.path, 1, "say in a docstring what the slice owns")
    for extra in source.tree.body[1:]:
        yield source.finding(extra, "a slice's __init__ is its docstring alone; import from its files")
