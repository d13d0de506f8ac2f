"""The categories standard work procedures are filed under at first; administrators change them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_0200"
down_revision = "2026_11_24_0100"
branch_labels = None
depends_on = None

# Their codes are none of another kind's: filters over all kinds go by the code.
CATEGORIES = (
    ("sop_construction", "施工"),
    ("sop_as_built", "出来形"),
    ("sop_quality", "品質"),
    ("sop_safety", "安全"),
    ("sop_environment", "環境"),
    ("sop_other", "その他"),
)


def upgrade() -> None:
    """Procedures have categories to choose from."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    insert = sa.text("INSERT INTO category (kind, code, name, position, version) VALUES ('sop', :code, :name, :position, 1)")
    for position, (code, name) in enumerate(CATEGORIES, start=1):
        op.execute(insert.bindparams(code=code, name=name, position=position * 10))
