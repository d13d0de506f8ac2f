"""The queue, events and receipts, change feed, due rows, idempotent answers, the shared test clock, heartbeats."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "2026_11_23_0100"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE event (
    id uuid CONSTRAINT pk_event PRIMARY KEY,
    name varchar(80) NOT NULL,
    payload jsonb NOT NULL,
    at timestamptz NOT NULL,
    request_id varchar(64)
);
CREATE INDEX ix_event_at ON event (at);
CREATE INDEX ix_event_request_id ON event (request_id);

CREATE TABLE event_receipt (
    event_id uuid NOT NULL CONSTRAINT fk_event_receipt_event_id_event REFERENCES event (id) ON DELETE CASCADE,
    handler varchar(80) NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_event_receipt PRIMARY KEY (event_id, handler)
);

CREATE TABLE change (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_change PRIMARY KEY,
    xact bigint NOT NULL,
    subject_kind varchar(40) NOT NULL,
    subject_id uuid NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX ix_change_order ON change (xact, id);

CREATE TABLE due (
    id uuid CONSTRAINT pk_due PRIMARY KEY,
    kind varchar(60) NOT NULL,
    subject_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    payload jsonb NOT NULL,
    queued_at timestamptz,
    done_at timestamptz,
    CONSTRAINT uq_due_kind_subject_id UNIQUE (kind, subject_id)
);
CREATE INDEX ix_due_open ON due (due_at) WHERE done_at IS NULL;

CREATE TABLE idempotency (
    person_id uuid NOT NULL,
    key varchar(100) NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    location varchar,
    etag varchar,
    answer bytea NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (person_id, key)
);
CREATE INDEX ix_idempotency_at ON idempotency (at);

-- Read by every process with MKS_ENV=test, and by nobody else.
CREATE TABLE clock_offset (
    id boolean CONSTRAINT pk_clock_offset PRIMARY KEY DEFAULT true,
    offset_seconds double precision NOT NULL,
    CONSTRAINT ck_clock_offset_one_row CHECK (id)
);
INSERT INTO clock_offset (offset_seconds) VALUES (0);

CREATE TABLE heartbeat (
    process varchar(80) CONSTRAINT pk_heartbeat PRIMARY KEY,
    at timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    detail jsonb NOT NULL
);
"""


def upgrade() -> None:
    """Makes the tables of the kernel and the schema of the queue."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '300s'")
    # The queue's schema as its pinned version ships it; a newer version comes with a migration of its own.
    driver = op.get_bind().connection.driver_connection
    if driver is not None:
        driver.execute(SchemaManager.get_schema())
    op.execute(TABLES)
