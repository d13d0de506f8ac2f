"""Public accident records: a collection of their own, apart from all documents."""

from alembic import op

revision = "2026_11_28_4100"
down_revision = "2026_11_28_2100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Public accident records can be kept."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(
        """
        CREATE TABLE public_record (
            id uuid CONSTRAINT pk_public_record PRIMARY KEY,
            hash varchar(64) NOT NULL CONSTRAINT uq_public_record_hash UNIQUE,
            origin_ids varchar(40)[] NOT NULL,
            source varchar(40) NOT NULL,
            year integer NOT NULL,
            month integer NOT NULL,
            hours varchar(20) NOT NULL,
            description text NOT NULL,
            industry_major integer NOT NULL,
            industry jsonb NOT NULL,
            workplace_size varchar(20) NOT NULL,
            accident_type integer NOT NULL,
            agent integer NOT NULL,
            raw jsonb NOT NULL,
            imported_at timestamptz NOT NULL
        );
        CREATE INDEX ix_public_record_year_month_id ON public_record (year, month, id);
        CREATE INDEX ix_public_record_accident_type ON public_record (accident_type);
        CREATE INDEX ix_public_record_agent ON public_record (agent);
        """
    )
