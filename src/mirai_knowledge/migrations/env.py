"""How Alembic runs our migrations: as the owner role, one at a time, on the connection it is given."""

from alembic import context
from sqlalchemy import Connection

FOREIGN = ("procrastinate_", "audit_entry_", "audit_seal_")


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Whether `alembic check` compares this object: not the queue's own tables, not monthly partitions."""
    return not (type_ == "table" and name is not None and name.startswith(FOREIGN))


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    include_name=include_name,
    transaction_per_migration=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
