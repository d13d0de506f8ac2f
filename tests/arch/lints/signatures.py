"""Rules 3, 4 and 10: how functions are called."""

import ast
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source

# tx, actor, and what: more positional arguments are only read rightly by their author.
POSITIONAL = 3
# `record` is the sentence of the audit: who (actor) did what (tag) to what (subject).
LONGER = {("audit", "record"): 4}

# Read while there is no actor yet.
BEFORE_THE_ACTOR = {
    "accounts/queries/sign_in.py": "finds out who the actor is",
    "accounts/queries/sessions.py": "finds out whether the actor's session lives",
    "ops/queries.py:get_readiness": "probes ask before anybody has signed in",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def argument_order(source: Source) -> Iterator[Finding]:
    """A service verb takes `tx, actor, what`, and the rest by keyword."""
    if source.kind not in {"service", "intake"}:
        return
    for function in source.public_functions():
        if is_context_free(function):
            continue
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if names[0] != "tx":
            yield source.finding(function, f"{function.name}: tx comes first")
            continue
        if "actor" in _all_names(function) and names[1:2] != ["actor"]:
            yield source.finding(function, f"{function.name}: actor comes second")
            continue
        allowed = LONGER.get((source.slice or "", function.name), POSITIONAL if names[1:2] == ["actor"] else POSITIONAL - 1)
        if len(names) > allowed:
            yield source.finding(function, f"{function.name}: {', '.join(names[allowed:])} by keyword (after *)")


def queries_have_an_actor(source: Source) -> Iterator[Finding]:
    """Whatever is read is read by somebody; machine work passes `Actor.system("reindex")`."""
    if source.kind != "queries" or source.inside in BEFORE_THE_ACTOR:
        return
    for function in source.public_functions():
        if is_context_free(function) or f"{source.inside}:{function.name}" in BEFORE_THE_ACTOR:
            continue
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        # A query that needs no row still takes its place in the same order, as `_` or `_tx`; one that
        # is told behind a check of the caller takes the actor as `_actor`.
        if names[:1] not in (["tx"], ["_tx"], ["_"]) or names[1:2] not in (["actor"], ["_actor"]):
            yield source.finding(function, f"{function.name}: a query begins with tx, actor")


def is_context_free(function: Function) -> bool:
    # A function that touches no row (registering, hashing, building a part of a statement) has no tx to put first.
    return "tx" not in _all_names(function) and "actor" not in _all_names(function)


def _all_names(function: Function) -> list[str]:
    arguments = function.args
    return [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def public_types(source: Source) -> Iterator[Finding]:
    """No `Any` and no shapeless dict where another file calls us."""
    if source.slice is None or source.kind == "cli":
        return
    for function in _public_callables(source):
        arguments = function.args
        named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        annotations = [argument.annotation for argument in named if not argument.arg.startswith("_")]
        for annotation in [*annotations, function.returns]:
            word = _shapeless(annotation) if annotation is not None else None
            if word is not None:
                yield source.finding(function, f"{function.name}: {word} says nothing; name the type")


def _public_callables(source: Source) -> Iterator[Function]:
    yield from source.public_functions()
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for member in node.body:
                if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef) and not member.name.startswith("_"):
                    yield member


def _shapeless(annotation: ast.expr) -> str | None:
    # What `Annotated` carries beside the type is text for readers, no type.
    told = {id(inner) for node in ast.walk(annotation) for part in _beside_the_type(node) for inner in ast.walk(part)}
    subscripted = {id(node.value) for node in ast.walk(annotation) if isinstance(node, ast.Subscript)}
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name) and node.id == "Any":
            return "Any"
        if isinstance(node, ast.Name) and node.id == "dict" and id(node) not in subscripted:
            return "dict"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            inner = _shapeless(ast.parse(node.value, mode="eval").body)
            if inner is not None:
                return inner
    return None


def _beside_the_type(node: ast.AST) -> list[ast.expr]:
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Annotated"):
        return []
    return node.slice.elts[1:] if isinstance(node.slice, ast.Tuple) else []
