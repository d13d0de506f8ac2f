"""Runs of the migration from the old system's files, and the records they brought, raw."""

from alembic import op

revision = "2026_11_23_0900"
down_revision = "2026_11_23_0800"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE legacy_run (
    id uuid CONSTRAINT pk_legacy_run PRIMARY KEY,
    number integer GENERATED ALWAYS AS IDENTITY CONSTRAINT uq_legacy_run_number UNIQUE,
    folder varchar NOT NULL,
    actor_name varchar(200) NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    undone_at timestamptz,
    mapping jsonb NOT NULL,
    report jsonb
);

CREATE TABLE legacy_record (
    id uuid CONSTRAINT pk_legacy_record PRIMARY KEY,
    run_id uuid NOT NULL CONSTRAINT fk_legacy_record_run_id_legacy_run REFERENCES legacy_run (id),
    file varchar(100) NOT NULL,
    legacy_id varchar(120) NOT NULL,
    slice varchar(20),
    subject_id uuid,
    version integer,
    state varchar(10) NOT NULL
        CONSTRAINT ck_legacy_record_state CHECK (state IN ('added', 'changed', 'kept', 'refused')),
    reason varchar(200),
    raw jsonb NOT NULL,
    raw_hash varchar(64) NOT NULL,
    outcome_hash varchar(64) NOT NULL,
    attributes jsonb NOT NULL,
    made jsonb,
    CONSTRAINT uq_legacy_record_file_legacy_id_run_id UNIQUE (file, legacy_id, run_id)
);
CREATE INDEX ix_legacy_record_run_id ON legacy_record (run_id);
CREATE INDEX ix_legacy_record_subject_id ON legacy_record (subject_id);
"""


def upgrade() -> None:
    """Folders of the old system can be loaded, and taken back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
