"""Rules 8 and 10: who commits, who selects."""

import ast
import re
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source, dotted

# Where units of work end. Below these nobody commits: a verb never knows what else belongs to its transaction.
COMMITS = (
    "kernel/db/session.py",  # Database.begin, which the edge, the worker and the CLI open
    "kernel/db/migrate.py",  # Alembic's own connection, one transaction a migration
)
# Infrastructure that reads its own rows, which belong to nobody.
SELECTS = (
    "kernel/",
    "edge/idempotency.py",
    "edge/units.py",
)
TRANSACTIONS = frozenset({"tx", "session", "connection"})


def commits(source: Source) -> Iterator[Finding]:
    """Only units of work commit or roll back."""
    if source.inside is None or source.inside in COMMITS:
        return
    for call in source.calls():
        if not (isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "rollback"}):
            continue
        # Other things commit too (a search index); what ends here is a transaction of the database.
        if dotted(call.func.value).split(".")[-1] in TRANSACTIONS:
            yield source.finding(call, f"{call.func.attr}: only the edge, the worker and the CLI end a transaction")


def flushes(source: Source) -> Iterator[Finding]:
    """A flush says why it cannot wait for the commit, on its line or the one above."""
    if source.inside is None:
        return
    for call in source.calls():
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "flush"):
            continue
        if dotted(call.func.value).split(".")[-1] not in TRANSACTIONS:
            continue
        before = source.lines[call.lineno - 2] if call.lineno > 1 else ""
        if "#" not in source.lines[call.lineno - 1] and not before.lstrip().startswith("#"):
            yield source.finding(call, "flush: say in a comment why it cannot wait for the commit")


def selects(source: Source) -> Iterator[Finding]:
    """Rows are read in queries and policies alone, where the actor decides which."""
    if source.inside is None or source.kind in {"queries", "policy"}:
        return
    if source.inside.startswith((*SELECTS, "migrations/")):
        return
    for call in source.calls():
        name = dotted(call.func)
        last = name.split(".")[-1]
        if name in {"select", "sa.select", "sqlalchemy.select", "exists", "sa.exists", "sqlalchemy.exists"}:
            yield source.finding(call, f"{last}(: reads belong in queries.py or policy.py, through the actor")
        elif last in {"get", "get_one", "query"} and name.split(".")[-2:-1] == ["tx"]:
            yield source.finding(call, f"tx.{last}(: reads belong in queries.py, through the actor")
        elif last == "text" and call.args and _reads(call.args[0]):
            yield source.finding(call, "SELECT: reads belong in queries.py or policy.py, through the actor")


def _reads(argument: ast.expr) -> bool:
    first = argument.values[0] if isinstance(argument, ast.JoinedStr) and argument.values else argument
    # Without FROM it calls a function of the database (a lock, a notification) and reads no row.
    return (
        isinstance(first, ast.Constant)
        and isinstance(first.value, str)
        and re.match(r"\s*(select|with)\b.*\bfrom\b", first.value, re.IGNORECASE | re.DOTALL) is not None
    )


def relationships(source: Source) -> Iterator[Finding]:
    """Nothing is loaded by accident: a relationship raises unless a query asked for it."""
    if source.kind != "model":
        return
    for call in source.calls():
        if dotted(call.func).split(".")[-1] != "relationship":
            continue
        lazy = next((keyword.value for keyword in call.keywords if keyword.arg == "lazy"), None)
        if not (isinstance(lazy, ast.Constant) and lazy.value in {"raise", "raise_on_sql"}):
            yield source.finding(call, 'relationship: lazy="raise", and queries say what they load')


def intake_is_quiet(source: Source) -> Iterator[Finding]:
    """Migration and import write no event and no notice: what they bring is not news."""
    if source.kind != "intake":
        return
    for call in source.calls():
        if dotted(call.func).split(".")[-2:] == ["outbox", "emit"] or dotted(call.func) == "emit":
            yield source.finding(call, "emit: an intake writes no event")
