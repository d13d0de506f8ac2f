"""Channels: streams and reasons of notices, deliveries by mail, Teams and push, wishes of people, the hold."""

from alembic import op

revision = "2026_11_29_0200"
down_revision = "2026_11_29_0302"
branch_labels = None
depends_on = None

NOTICES = """
ALTER TABLE notice
    ADD COLUMN stream varchar(12) NOT NULL DEFAULT 'subscription',
    ADD COLUMN importance varchar(8) NOT NULL DEFAULT 'medium',
    ADD COLUMN why varchar(300) NOT NULL DEFAULT '';
"""

WISHES = """
CREATE TABLE notice_wishes (
    person_id uuid CONSTRAINT pk_notice_wishes PRIMARY KEY
        CONSTRAINT fk_notice_wishes_person_id_person REFERENCES person (id),
    language varchar(2) NOT NULL,
    digest_hour smallint NOT NULL,
    quiet_from smallint,
    quiet_until smallint,
    mail jsonb NOT NULL,
    push jsonb NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT ck_notice_wishes_digest_hour CHECK (digest_hour BETWEEN 0 AND 23),
    CONSTRAINT ck_notice_wishes_quiet CHECK (quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23),
    CONSTRAINT ck_notice_wishes_quiet_both CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);

CREATE TABLE push_device (
    id uuid CONSTRAINT pk_push_device PRIMARY KEY,
    person_id uuid NOT NULL CONSTRAINT fk_push_device_person_id_person REFERENCES person (id),
    name varchar(100) NOT NULL,
    endpoint varchar(1000) NOT NULL CONSTRAINT uq_push_device_endpoint UNIQUE,
    key varchar(120) NOT NULL,
    auth varchar(40) NOT NULL,
    created_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX ix_push_device_person_id ON push_device (person_id);

CREATE TABLE teams_webhook (
    id uuid CONSTRAINT pk_teams_webhook PRIMARY KEY,
    name varchar(100) NOT NULL,
    project_id uuid,
    address varchar(2000) NOT NULL,
    least varchar(8) NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by varchar(100) NOT NULL
);
CREATE INDEX ix_teams_webhook_project_id ON teams_webhook (project_id);
"""

DELIVERIES = """
CREATE TABLE delivery (
    id uuid CONSTRAINT pk_delivery PRIMARY KEY,
    notice_id uuid NOT NULL CONSTRAINT fk_delivery_notice_id_notice REFERENCES notice (id) ON DELETE CASCADE,
    person_id uuid CONSTRAINT fk_delivery_person_id_person REFERENCES person (id),
    webhook_id uuid CONSTRAINT fk_delivery_webhook_id_teams_webhook REFERENCES teams_webhook (id) ON DELETE CASCADE,
    channel varchar(8) NOT NULL,
    state varchar(10) NOT NULL,
    digest boolean NOT NULL,
    rank smallint NOT NULL,
    topic varchar(160),
    bundle varchar(160) NOT NULL,
    message_id uuid,
    tries smallint NOT NULL,
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    claimed_at timestamptz,
    sent_at timestamptz,
    error varchar(500),
    request_id varchar(64),
    CONSTRAINT ck_delivery_channel CHECK (channel IN ('mail', 'teams', 'push')),
    CONSTRAINT ck_delivery_state CHECK (state IN ('waiting', 'claimed', 'sent', 'failed', 'held', 'withdrawn')),
    CONSTRAINT ck_delivery_one_recipient CHECK ((person_id IS NULL) <> (webhook_id IS NULL)),
    CONSTRAINT uq_delivery_notice_id_person_id_webhook_id_channel
        UNIQUE NULLS NOT DISTINCT (notice_id, person_id, webhook_id, channel)
);
CREATE INDEX ix_delivery_waiting ON delivery (channel, rank, due_at, id) WHERE state = 'waiting';
CREATE INDEX ix_delivery_claimed ON delivery (channel, claimed_at) WHERE state = 'claimed';
CREATE INDEX ix_delivery_kept ON delivery (state, channel) WHERE state IN ('held', 'failed');
CREATE INDEX ix_delivery_person_id_channel_topic_due_at ON delivery (person_id, channel, topic, due_at);
CREATE INDEX ix_delivery_message_id ON delivery (message_id);
CREATE INDEX ix_delivery_webhook_id ON delivery (webhook_id);
CREATE INDEX ix_delivery_created_at_id ON delivery (created_at, id);
CREATE INDEX ix_delivery_request_id ON delivery (request_id);

CREATE TABLE channel_health (
    channel varchar(8) CONSTRAINT pk_channel_health PRIMARY KEY,
    failures integer NOT NULL,
    open_until timestamptz,
    error varchar(500),
    failed_at timestamptz,
    ok_at timestamptz
);
INSERT INTO channel_health (channel, failures) VALUES ('mail', 0), ('teams', 0), ('push', 0);

CREATE TABLE outbound_hold (
    id boolean DEFAULT true CONSTRAINT pk_outbound_hold PRIMARY KEY CONSTRAINT ck_outbound_hold_one_row CHECK (id),
    held_at timestamptz,
    held_by varchar(100) NOT NULL,
    why varchar(300) NOT NULL
);
INSERT INTO outbound_hold (held_by, why) VALUES ('', '');

CREATE TABLE tray_mail (
    id uuid CONSTRAINT pk_tray_mail PRIMARY KEY,
    person_id uuid NOT NULL CONSTRAINT fk_tray_mail_person_id_person REFERENCES person (id),
    address varchar(254) NOT NULL,
    subject varchar(300) NOT NULL,
    text text NOT NULL,
    link varchar(600) NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX ix_tray_mail_at ON tray_mail (at);
"""


def upgrade() -> None:
    """What people are told can leave the house."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(NOTICES)
    op.execute(WISHES)
    op.execute(DELIVERIES)
