"""Rule 15: files, functions and argument lists that fit into one head."""

import ast
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source

FILE_LINES = 500
WEB_FILE_LINES = 300
FUNCTION_LINES = 40
ARGUMENTS = 5
# The sentence of the audit has its parts as keywords, so that every call reads as one.
WIDER = frozenset({("audit", "record")})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def file_length(path: str, text: str) -> Iterator[Finding]:
    """Python files stop at 500 lines, those of the web page at 300."""
    limit = WEB_FILE_LINES if path.startswith("web/") else FILE_LINES
    count = len(text.splitlines())
    if count > limit:
        yield Finding(path, limit + 1, f"{count} lines, {limit} at most: split it by what its parts are about")


def function_length(source: Source) -> Iterator[Finding]:
    """A function stops at 40 lines, its decorators and its docstring not counted."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if count > FUNCTION_LINES:
                yield source.finding(node, f"{node.name}: {count} lines, {FUNCTION_LINES} at most")


def _docstring_lines(node: Function) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def argument_count(source: Source) -> Iterator[Finding]:
    """More than five arguments are a command object. The options of a command line are its arguments by nature."""
    if source.inside is None or "cli" in source.inside.removesuffix(".py").split("/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = node.args
            names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
            count = len([name for name in names if name not in {"self", "cls"}])
            if count > ARGUMENTS and (source.slice, node.name) not in WIDER:
                yield source.finding(node, f"{node.name}: {count} arguments, {ARGUMENTS} at most: make a command of them")
