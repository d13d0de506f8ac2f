"""Rules 11, 12 and 13: time, environment and logs come from one place each."""

import ast
import re
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source, dotted

CLOCK = "kernel/clock.py"
# Where PostgreSQL's clock is the one to ask, and why.
DATABASE_CLOCK = {
    "kernel/jobs.py": "procrastinate stamps the rows of its queue with that clock",
    "ops/queries.py": "the age of those rows",
    "ops/service.py": "putting such a row back",
    "migrations/versions/2026_11_23_0200_audit.py": "the first months of the partitions are those of the day it runs",
}
PYTHON_CLOCKS = frozenset({
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.fromtimestamp", "datetime.utcfromtimestamp",
    "date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime",
})  # fmt: skip
SQL_CLOCK = re.compile(
    r"\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)"
    r"|\b(?:CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|LOCALTIMESTAMP|LOCALTIME)\b",
    re.IGNORECASE,
)
SQL_CLOCK_FUNCTIONS = frozenset({"now", "current_timestamp", "current_date", "current_time", "localtimestamp", "clock_timestamp"})

ENVIRONMENT = {
    "kernel/config.py": "the settings are declared there",
    "kernel/metrics.py": "prometheus_client takes its folder from a variable of its own",
    "ops/cli.py": "psql gets the terminal's own environment",
}
EVENT_NAME = re.compile(r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})


def python_time(source: Source) -> Iterator[Finding]:
    """Time comes from kernel.clock, so that tests can move it."""
    if source.inside is None or source.inside == CLOCK:
        return
    for call in source.calls():
        name = dotted(call.func)
        if ".".join(name.split(".")[-2:]) in PYTHON_CLOCKS:
            yield source.finding(call, f"{name}: time comes from kernel.clock (durations from time.monotonic)")


def sql_time(source: Source) -> Iterator[Finding]:
    """SQL gets the time as a parameter."""
    if source.inside is None or source.inside == CLOCK or source.inside in DATABASE_CLOCK:
        return
    prose = _docstrings(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            found = SQL_CLOCK.search(node.value)
            if found is not None:
                yield source.finding(node, f"{found.group()}: SQL gets the time as :now from kernel.clock")
        elif isinstance(node, ast.Attribute) and dotted(node).split(".")[-2:-1] == ["func"] and node.attr in SQL_CLOCK_FUNCTIONS:
            yield source.finding(node, f"func.{node.attr}: SQL gets the time as :now from kernel.clock")


def _docstrings(tree: ast.Module) -> set[int]:
    found: set[int] = set()
    for node in ast.walk(tree):
        # A text that stands alone is prose: a docstring, or the note below a constant.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
    return found


def environment(source: Source) -> Iterator[Finding]:
    """Settings are declared once, read at the entry and passed down."""
    if source.inside is None or source.inside in ENVIRONMENT or source.inside.startswith("entry/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv", "os.putenv", "os.environb"}:
            yield source.finding(node, f"{dotted(node)}: a setting is a field of kernel.config.Settings")
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            for alias in node.names:
                if alias.name in {"environ", "getenv", "putenv", "environb"}:
                    yield source.finding(node, f"os.{alias.name}: a setting is a field of kernel.config.Settings")


def log_events(source: Source) -> Iterator[Finding]:
    """A log line is an event name and fields, so that it can be counted and searched."""
    if source.inside is None:
        return
    for call in source.calls():
        name = dotted(call.func)
        if name.split(".")[-1] not in LEVELS or name.split(".")[-2:-1] not in (["log"], ["_log"], ["logger"]):
            continue
        first = call.args[0] if call.args else None
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str) and EVENT_NAME.match(first.value)):
            yield source.finding(call, f'{name}: first a constant event name such as "outbox.delivered", then fields')
        elif len(call.args) > 1:
            yield source.finding(call, f"{name}: values are named fields")
