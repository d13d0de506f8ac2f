"""Every lint over a Python file, in one list, for those that run them all."""

from collections.abc import Callable, Iterator

from tests.arch.lints import ambient, auditing, doors, migrations, naming, signatures, sizes, testing, transactions
from tests.arch.lints.source import Finding, Source

Lint = Callable[[Source], Iterator[Finding]]

LINTS: tuple[Lint, ...] = (
    naming.service_verbs,
    naming.query_verbs,
    naming.slice_docstring,
    signatures.argument_order,
    signatures.queries_have_an_actor,
    signatures.public_types,
    transactions.commits,
    transactions.flushes,
    transactions.selects,
    transactions.relationships,
    transactions.intake_is_quiet,
    auditing.changes_are_audited,
    ambient.python_time,
    ambient.sql_time,
    ambient.environment,
    ambient.log_events,
    doors.routes_have_rules,
    doors.reads_change_nothing,
    doors.handlers_are_plain,
    sizes.function_length,
    sizes.argument_count,
    testing.no_mocks,
    testing.no_skips,
    migrations.migrations_stand_alone,
)
