"""Distribution: what is sent to whom, receipts with questions and tries, saved forms, rules, morning meetings."""

from alembic import op

revision = "2026_11_29_0100"
down_revision = "2026_11_29_0200"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE distribution (
    id uuid CONSTRAINT pk_distribution PRIMARY KEY,
    document_id uuid NOT NULL CONSTRAINT fk_distribution_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    edition_id uuid NOT NULL CONSTRAINT fk_distribution_edition_id_edition REFERENCES edition (id) ON DELETE CASCADE,
    state varchar(20) NOT NULL,
    audience jsonb NOT NULL,
    audience_words text NOT NULL,
    open_to_hidden boolean NOT NULL,
    confirm boolean NOT NULL,
    questions jsonb NOT NULL,
    message text NOT NULL,
    importance varchar(10) NOT NULL,
    due jsonb,
    due_at timestamptz,
    send_at timestamptz,
    sender_id uuid CONSTRAINT fk_distribution_sender_id_person REFERENCES person (id),
    sender_name varchar(100) NOT NULL,
    rule_no smallint,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    cancelled_at timestamptz,
    cancelled_reason text,
    CONSTRAINT ck_distribution_state CHECK (state IN ('scheduled', 'sending', 'sent', 'cancelled')),
    CONSTRAINT ck_distribution_cancelled CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE INDEX ix_distribution_document_id_created_at ON distribution (document_id, created_at);
CREATE INDEX ix_distribution_edition_id ON distribution (edition_id);
CREATE INDEX ix_distribution_sender_id_created_at ON distribution (sender_id, created_at);
CREATE INDEX ix_distribution_created_at_id ON distribution (created_at, id);

CREATE TABLE morning_meeting (
    id uuid CONSTRAINT pk_morning_meeting PRIMARY KEY,
    distribution_id uuid NOT NULL
        CONSTRAINT fk_morning_meeting_distribution_id_distribution REFERENCES distribution (id) ON DELETE CASCADE,
    edition_id uuid NOT NULL CONSTRAINT fk_morning_meeting_edition_id_edition REFERENCES edition (id) ON DELETE CASCADE,
    project_id uuid NOT NULL CONSTRAINT fk_morning_meeting_project_id_project REFERENCES project (id),
    held_at timestamptz NOT NULL,
    led_by_id uuid CONSTRAINT fk_morning_meeting_led_by_id_person REFERENCES person (id),
    led_by varchar(100) NOT NULL,
    note text NOT NULL
);
CREATE INDEX ix_morning_meeting_distribution_id_held_at ON morning_meeting (distribution_id, held_at);
CREATE INDEX ix_morning_meeting_edition_id ON morning_meeting (edition_id);
CREATE INDEX ix_morning_meeting_project_id ON morning_meeting (project_id);

CREATE TABLE morning_signature (
    id uuid CONSTRAINT pk_morning_signature PRIMARY KEY,
    meeting_id uuid NOT NULL
        CONSTRAINT fk_morning_signature_meeting_id_morning_meeting REFERENCES morning_meeting (id) ON DELETE CASCADE,
    position smallint NOT NULL,
    person_id uuid CONSTRAINT fk_morning_signature_person_id_person REFERENCES person (id),
    name varchar(100) NOT NULL,
    company varchar(200) NOT NULL,
    strokes jsonb NOT NULL
);
CREATE INDEX ix_morning_signature_meeting_id_position ON morning_signature (meeting_id, position);
CREATE INDEX ix_morning_signature_person_id ON morning_signature (person_id);

CREATE TABLE receipt (
    id uuid CONSTRAINT pk_receipt PRIMARY KEY,
    distribution_id uuid NOT NULL
        CONSTRAINT fk_receipt_distribution_id_distribution REFERENCES distribution (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_receipt_person_id_person REFERENCES person (id),
    name varchar(100) NOT NULL,
    sort_key varchar(200) COLLATE "C" NOT NULL,
    company varchar(200),
    department varchar(100),
    edition_id uuid NOT NULL CONSTRAINT fk_receipt_edition_id_edition REFERENCES edition (id) ON DELETE CASCADE,
    changed_from uuid CONSTRAINT fk_receipt_changed_from_edition REFERENCES edition (id) ON DELETE SET NULL,
    is_current boolean NOT NULL,
    due_at timestamptz NOT NULL,
    delivered_at timestamptz NOT NULL,
    opened_at timestamptz,
    reply varchar(10),
    answered_at timestamptz,
    met_at uuid CONSTRAINT fk_receipt_met_at_morning_meeting REFERENCES morning_meeting (id) ON DELETE SET NULL,
    reminded_at timestamptz,
    late_at timestamptz,
    CONSTRAINT ck_receipt_reply CHECK (reply IN ('read', 'unclear')),
    CONSTRAINT ck_receipt_answered CHECK ((reply IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX uq_receipt_current ON receipt (distribution_id, person_id) WHERE is_current;
CREATE INDEX ix_receipt_distribution_id_sort_key_id ON receipt (distribution_id, sort_key, id);
CREATE INDEX ix_receipt_edition_id ON receipt (edition_id);
CREATE INDEX ix_receipt_person_id ON receipt (person_id, due_at) WHERE is_current;

CREATE TABLE receipt_try (
    id uuid CONSTRAINT pk_receipt_try PRIMARY KEY,
    receipt_id uuid NOT NULL CONSTRAINT fk_receipt_try_receipt_id_receipt REFERENCES receipt (id) ON DELETE CASCADE,
    at timestamptz NOT NULL,
    choices jsonb NOT NULL,
    "right" boolean NOT NULL
);
CREATE INDEX ix_receipt_try_receipt_id ON receipt_try (receipt_id);

CREATE TABLE receipt_question (
    id uuid CONSTRAINT pk_receipt_question PRIMARY KEY,
    receipt_id uuid NOT NULL CONSTRAINT fk_receipt_question_receipt_id_receipt REFERENCES receipt (id) ON DELETE CASCADE,
    asked_at timestamptz NOT NULL,
    text text NOT NULL,
    answer text,
    answered_at timestamptz,
    answered_by varchar(100)
);
CREATE INDEX ix_receipt_question_receipt_id ON receipt_question (receipt_id);

CREATE TABLE distribution_left_out (
    distribution_id uuid NOT NULL
        CONSTRAINT fk_distribution_left_out_distribution_id_distribution REFERENCES distribution (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_distribution_left_out_person_id_person REFERENCES person (id),
    name varchar(100) NOT NULL,
    sort_key varchar(200) COLLATE "C" NOT NULL,
    company varchar(200),
    CONSTRAINT pk_distribution_left_out PRIMARY KEY (distribution_id, person_id)
);

CREATE TABLE distribution_group (
    id uuid CONSTRAINT pk_distribution_group PRIMARY KEY,
    name varchar(100) NOT NULL CONSTRAINT uq_distribution_group_name UNIQUE,
    note text NOT NULL,
    audience jsonb NOT NULL,
    archived_at timestamptz,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by varchar(100) NOT NULL
);

CREATE TABLE distribution_template (
    id uuid CONSTRAINT pk_distribution_template PRIMARY KEY,
    name varchar(100) NOT NULL CONSTRAINT uq_distribution_template_name UNIQUE,
    form jsonb NOT NULL,
    archived_at timestamptz,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by varchar(100) NOT NULL
);

CREATE TABLE distribution_rule (
    position smallint CONSTRAINT pk_distribution_rule PRIMARY KEY,
    kind varchar(40),
    importances jsonb NOT NULL,
    change varchar(10) NOT NULL CONSTRAINT ck_distribution_rule_change CHECK (change IN ('any', 'material', 'editorial')),
    template_id uuid CONSTRAINT fk_distribution_rule_template_id_distribution_template REFERENCES distribution_template (id)
);
CREATE INDEX ix_distribution_rule_template_id ON distribution_rule (template_id);

CREATE TABLE distribution_rulebook (
    id smallint CONSTRAINT pk_distribution_rulebook PRIMARY KEY,
    version integer NOT NULL
);
INSERT INTO distribution_rulebook (id, version) VALUES (1, 1);
"""


def upgrade() -> None:
    """Documents can be sent to people, who confirm having read them."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
