"""When the person of a session last gave the password again."""

from alembic import op

revision = "2026_11_29_0301"
down_revision = "2026_11_28_4400"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions know of later proofs; without one signing in is the last."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute("ALTER TABLE session ADD COLUMN confirmed_at timestamptz")
