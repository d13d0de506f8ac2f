"""Which index each machine searches in, and how far that index has read the change feed."""

from alembic import op

revision = "2026_11_23_0800"
down_revision = "2026_11_23_0700"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE search_node (
    node varchar(120) CONSTRAINT pk_search_node PRIMARY KEY,
    index_name varchar(120) NOT NULL,
    xact bigint NOT NULL,
    change_id bigint NOT NULL,
    at timestamptz NOT NULL
);
"""


def upgrade() -> None:
    """Makes the table of the indexers' places in the feed."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
