"""Attachments of every sort: files of documents and records, uploads in parts, the text that files hold."""

from alembic import op

revision = "2026_11_28_0100"
down_revision = "2026_11_28_0001"
branch_labels = None
depends_on = None

ATTACHMENTS = """
ALTER TABLE attachment
    ALTER COLUMN width DROP NOT NULL,
    ALTER COLUMN height DROP NOT NULL,
    ALTER COLUMN size TYPE bigint,
    ADD COLUMN thumb_hash varchar(64),
    ADD COLUMN has_position boolean NOT NULL DEFAULT false,
    ADD COLUMN unused_since timestamptz;
CREATE INDEX ix_attachment_thumb_hash ON attachment (thumb_hash) WHERE thumb_hash IS NOT NULL;
CREATE INDEX ix_attachment_unused_since ON attachment (unused_since) WHERE unused_since IS NOT NULL;

ALTER TABLE attachment_use
    ADD COLUMN in_text boolean NOT NULL DEFAULT true,
    ADD COLUMN position integer,
    ADD COLUMN name varchar(255),
    ADD COLUMN added_by varchar(100),
    ADD COLUMN added_at timestamptz,
    ADD CONSTRAINT ck_attachment_use_listed CHECK ((position IS NULL) = (name IS NULL)),
    ADD CONSTRAINT ck_attachment_use_used CHECK (in_text OR position IS NOT NULL);
"""
RECORDS_AND_UPLOADS = """
CREATE TABLE attachment_record (
    attachment_id uuid NOT NULL CONSTRAINT fk_attachment_record_attachment_id_attachment REFERENCES attachment (id),
    record_kind varchar(40) NOT NULL,
    record_id uuid NOT NULL,
    position integer NOT NULL,
    CONSTRAINT pk_attachment_record PRIMARY KEY (attachment_id, record_kind, record_id)
);
CREATE INDEX ix_attachment_record_record_kind_record_id ON attachment_record (record_kind, record_id);

CREATE TABLE upload (
    id uuid CONSTRAINT pk_upload PRIMARY KEY,
    person_id uuid NOT NULL CONSTRAINT fk_upload_person_id_person REFERENCES person (id),
    name varchar(300) NOT NULL,
    size bigint NOT NULL,
    received bigint NOT NULL,
    keep_position boolean NOT NULL,
    created_at timestamptz NOT NULL,
    touched_at timestamptz NOT NULL,
    CONSTRAINT ck_upload_received CHECK (received BETWEEN 0 AND size)
);
CREATE INDEX ix_upload_person_id ON upload (person_id);
CREATE INDEX ix_upload_touched_at ON upload (touched_at);

CREATE TABLE upload_part (
    upload_id uuid NOT NULL CONSTRAINT fk_upload_part_upload_id_upload REFERENCES upload (id) ON DELETE CASCADE,
    starts_at bigint NOT NULL,
    CONSTRAINT pk_upload_part PRIMARY KEY (upload_id, starts_at)
);
"""
TEXTS = """
CREATE TABLE file_reading (
    hash varchar(64) CONSTRAINT pk_file_reading PRIMARY KEY,
    state varchar(10) NOT NULL,
    note varchar(300),
    read_at timestamptz,
    CONSTRAINT ck_file_reading_state CHECK (state IN ('waiting', 'done', 'failed'))
);

CREATE TABLE file_part (
    hash varchar(64) NOT NULL
        CONSTRAINT fk_file_part_hash_file_reading REFERENCES file_reading (hash) ON DELETE CASCADE,
    position integer NOT NULL,
    place varchar(100) NOT NULL,
    text text NOT NULL,
    picture varchar(64),
    CONSTRAINT pk_file_part PRIMARY KEY (hash, position)
);
CREATE INDEX ix_file_part_picture ON file_part (picture) WHERE picture IS NOT NULL;
"""


def upgrade() -> None:
    """Files of every sort can be attached."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(ATTACHMENTS)
    op.execute(RECORDS_AND_UPLOADS)
    op.execute(TEXTS)
