"""Notices: what the system tells one person."""

from alembic import op

revision = "2026_11_23_0400"
down_revision = "2026_11_23_0300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """People can be sent notices."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(
        """
        CREATE TABLE notice (
            id uuid NOT NULL,
            person_id uuid NOT NULL,
            kind varchar(60) NOT NULL,
            title varchar(200) NOT NULL,
            body text NOT NULL,
            link varchar(500),
            created_at timestamptz NOT NULL,
            read_at timestamptz,
            CONSTRAINT pk_notice PRIMARY KEY (id),
            CONSTRAINT fk_notice_person_id FOREIGN KEY (person_id) REFERENCES person (id)
        );
        CREATE INDEX ix_notice_person_id_created_at_id ON notice (person_id, created_at, id);
        CREATE INDEX ix_notice_unread ON notice (person_id, created_at, id) WHERE read_at IS NULL;
        """
    )
