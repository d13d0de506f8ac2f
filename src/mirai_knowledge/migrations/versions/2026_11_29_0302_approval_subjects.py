"""Approval of more than editions: an incident's closing, a corrective action's verification."""

from alembic import op

revision = "2026_11_29_0302"
down_revision = "2026_11_29_0301"
branch_labels = None
depends_on = None

CHANGES = """
ALTER TABLE approval_request
    ADD COLUMN purpose varchar(20) NOT NULL DEFAULT 'publish',
    ADD COLUMN about_id uuid,
    ADD COLUMN title varchar(400),
    ADD COLUMN barred jsonb NOT NULL DEFAULT '[]',
    DROP CONSTRAINT uq_approval_request_edition_id;
CREATE UNIQUE INDEX uq_approval_request_edition_id ON approval_request (edition_id) WHERE purpose = 'publish';
CREATE INDEX ix_approval_request_edition_id ON approval_request (edition_id);
DROP INDEX uq_approval_request_open;
CREATE UNIQUE INDEX uq_approval_request_open
    ON approval_request (document_id, purpose, coalesce(about_id, document_id)) WHERE state = 'in_progress';
"""


def upgrade() -> None:
    """Requests say what they are about."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(CHANGES)
