"""Kinds without drafts have states of their own beside their editions."""

from alembic import op

revision = "2026_11_28_0001"
down_revision = "2026_11_24_0400"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A document can say how it stands in its slice."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute("ALTER TABLE document ADD COLUMN own_state varchar(20)")
