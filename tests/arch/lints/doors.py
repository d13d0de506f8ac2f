"""Rules 18 and 8: what a route says about itself."""

import ast
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source, dotted

VERBS = frozenset({"get", "head", "post", "put", "patch", "delete", "route"})
READS = frozenset({"get", "head"})
WRITES = frozenset({"write", "public_write"})
# Streams cannot hold a thread for their whole life: an async handler is one of these.
STREAMS = frozenset({"stream"})
# What a handler may not touch on the event loop.
BLOCKING = frozenset({"queries", "service", "read", "write", "public_write"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def routes_of(source: Source) -> Iterator[tuple[Function, ast.Call | ast.expr]]:
    """Every handler of a route file with the decorator that makes it one."""
    if source.kind != "routes":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                if dotted(decorator) in VERBS or dotted(decorator).removeprefix("litestar.") in VERBS:
                    yield node, decorator


def routes_have_rules(source: Source) -> Iterator[Finding]:
    """Every route names the numbered rule that opens it."""
    for function, decorator in routes_of(source):
        keywords = {keyword.arg: keyword.value for keyword in decorator.keywords} if isinstance(decorator, ast.Call) else {}
        opt = keywords.get("opt")
        named = isinstance(opt, ast.Dict) and any(isinstance(key, ast.Constant) and key.value == "rule" for key in opt.keys)
        if "rule" not in keywords and not named:
            yield source.finding(function, f"{function.name}: name the rule that opens it (rule=...)")


def reads_change_nothing(source: Source) -> Iterator[Finding]:
    """A GET opens no writing unit of work: crawlers, previews and retries may call it at any time."""
    for function, decorator in routes_of(source):
        if dotted(decorator).split(".")[-1] not in READS:
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in WRITES and "edge" in dotted(node.func):
                yield source.finding(node, f"{function.name}: a GET changes nothing; let the page post what happened")


def handlers_are_plain(source: Source) -> Iterator[Finding]:
    """Handlers are plain functions in a thread: database work on the event loop would stop every other request."""
    for function, decorator in routes_of(source):
        if isinstance(function, ast.AsyncFunctionDef):
            if function.name.split("_")[0] not in STREAMS:
                yield source.finding(function, f"{function.name}: a plain def with sync_to_thread=True (async: stream_ alone)")
            continue
        keywords = {keyword.arg: keyword.value for keyword in decorator.keywords} if isinstance(decorator, ast.Call) else {}
        threaded = keywords.get("sync_to_thread")
        said = threaded.value if isinstance(threaded, ast.Constant) else None
        # A liveness probe must answer while every thread is busy; it may, as long as it asks nobody.
        if said is not True and (said is None or _blocks(function)):
            yield source.finding(function, f"{function.name}: sync_to_thread=True")


def _blocks(function: Function) -> bool:
    words = {part for node in ast.walk(function) if isinstance(node, ast.Call) for part in dotted(node.func).split(".")}
    return bool(words & BLOCKING)
