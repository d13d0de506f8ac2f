"""Nobody changes the log: the application may not, and the triggers refuse even the owner."""

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from mirai_knowledge.kernel.db import Database
from tests.audit.conftest import Log

FIRST_MONTH = "SELECT tableoid::regclass::text FROM {} LIMIT 1"
CHANGES = (
    "UPDATE audit_entry SET tag = 'nothing.happened'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "UPDATE audit_seal SET seal_no = seal_no + 1",
    "DELETE FROM audit_seal",
    "TRUNCATE audit_seal",
    "TRUNCATE audit_anchor",
)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_role_is_refused(log: Log, statement: str) -> None:
    log.write()
    log.seal()
    with pytest.raises(ProgrammingError, match="permission denied") as refusal, log.database.begin() as tx:
        tx.execute(text(statement))
    assert isinstance(refusal.value.orig, InsufficientPrivilege)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_owner_is_refused(log: Log, owner_database: Database, statement: str) -> None:
    log.write()
    log.seal()
    with pytest.raises(ProgrammingError, match="append-only"), owner_database.begin() as tx:
        tx.execute(text(statement))


@pytest.mark.parametrize("change", ["UPDATE {} SET xact = 0", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("parent", ["audit_entry", "audit_seal"])
def test_the_owner_is_refused_at_the_month_itself(log: Log, owner_database: Database, parent: str, change: str) -> None:
    log.write()
    log.seal()
    with owner_database.begin() as tx:
        month = tx.execute(text(FIRST_MONTH.format(parent))).scalar_one()
    with pytest.raises(ProgrammingError, match="append-only"), owner_database.begin() as tx:
        tx.execute(text(change.format(month)))


def test_the_application_has_no_right_on_any_month_itself(database: Database) -> None:
    with database.begin() as tx:
        rights = tx.execute(
            text(
                "SELECT child.relname FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid, "
                "unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS wanted "
                "WHERE inhparent IN ('audit_entry'::regclass, 'audit_seal'::regclass) "
                "AND child.relkind = 'r' AND has_table_privilege(current_user, child.oid, wanted)"
            )
        )
        assert rights.scalars().all() == []
