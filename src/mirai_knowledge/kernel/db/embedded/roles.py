"""The database roles and the database of an embedded cluster, as SQL for single-user mode."""

from mirai_knowledge.kernel.db.embedded.credentials import Credentials

SUPERUSER = "postgres"
OWNER = "mks_owner"
APP = "mks_app"
DATABASE = "mks"


def role_statements(credentials: Credentials) -> list[str]:
    """SQL after which the roles exist with these passwords, whatever they were before.

    The owner changes the schema and may make scratch databases; the application may only use
    what migrations grant to it, and belongs to no other role.
    """
    statements = [f"ALTER ROLE {SUPERUSER} PASSWORD '{credentials.superuser}'"]
    for role, rights, password in (
        (OWNER, "CREATEDB", credentials.owner),
        (APP, "NOCREATEDB", credentials.app),
    ):
        limits = f"LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {rights}"
        statements += [
            f"DO $$BEGIN IF to_regrole('{role}') IS NULL THEN CREATE ROLE {role}; END IF; END$$",
            f"ALTER ROLE {role} WITH {limits} PASSWORD '{password}'",
            # The details of an error hold the row, and rows hold people's names: not in the log.
            f"ALTER ROLE {role} SET log_error_verbosity = terse",
            f"ALTER ROLE {role} SET log_min_error_statement = panic",
        ]
    return statements


def database_statements() -> list[str]:
    """SQL that creates the database; only for a new cluster, after `role_statements`."""
    return [
        f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP}",
        "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE postgres TO {OWNER}",
    ]
