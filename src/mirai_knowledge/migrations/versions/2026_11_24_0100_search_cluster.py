"""Of which cluster an index's place in the feed is: transaction numbers mean nothing in another one."""

from alembic import op

revision = "2026_11_24_0100"
down_revision = "2026_11_23_0900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Places that are there already are of this cluster."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute("ALTER TABLE search_node ADD COLUMN cluster bigint NOT NULL DEFAULT (pg_control_system()).system_identifier")
