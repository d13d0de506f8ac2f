"""The categories knowledge is filed under at first; administrators change them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_0700"
down_revision = "2026_11_23_0600"
branch_labels = None
depends_on = None

CATEGORIES = (
    ("construction_plan", "施工計画"),
    ("construction_management", "施工管理"),
    ("quality", "品質管理"),
    ("safety", "安全衛生"),
    ("schedule", "工程管理"),
    ("cost", "原価管理"),
    ("cost_reduction", "コスト管理"),
    ("as_built", "出来形管理"),
    ("environment", "環境対策"),
    ("design_change", "設計変更"),
    ("ict", "ICT・DX"),
    ("other", "その他"),
)


def upgrade() -> None:
    """Knowledge has categories to choose from."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    insert = sa.text(
        "INSERT INTO category (kind, code, name, position, version) VALUES ('knowledge', :code, :name, :position, 1)"
    )
    for position, (code, name) in enumerate(CATEGORIES, start=1):
        op.execute(insert.bindparams(code=code, name=name, position=position * 10))
