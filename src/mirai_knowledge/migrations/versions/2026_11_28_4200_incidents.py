"""Incidents beside their documents, the names of people involved apart from everything, and corrective actions."""

from alembic import op

revision = "2026_11_28_4200"
down_revision = "2026_11_28_4100"
branch_labels = None
depends_on = None

INCIDENTS = """
    CREATE TABLE incident (
        document_id uuid CONSTRAINT pk_incident PRIMARY KEY
            CONSTRAINT fk_incident_document_id_document REFERENCES document (id) ON DELETE CASCADE,
        type varchar(20) NOT NULL,
        severity varchar(10) NOT NULL,
        occurred_at timestamptz NOT NULL,
        accident_type integer,
        agent integer,
        place varchar(300) NOT NULL,
        state varchar(20) NOT NULL,
        state_since timestamptz NOT NULL,
        reporter_id uuid CONSTRAINT fk_incident_reporter_id_person REFERENCES person (id),
        reporter_name varchar(100) NOT NULL,
        CONSTRAINT ck_incident_type CHECK (type IN ('accident', 'property_damage', 'near_miss')),
        CONSTRAINT ck_incident_severity CHECK (severity IN ('low', 'medium', 'high', 'critical')),
        CONSTRAINT ck_incident_state
            CHECK (state IN ('reported', 'investigating', 'action_plan', 'correcting', 'verifying', 'closed'))
    );
    CREATE INDEX ix_incident_occurred_at_document_id ON incident (occurred_at, document_id);
    CREATE INDEX ix_incident_accident_type ON incident (accident_type);
    CREATE INDEX ix_incident_reporter_id ON incident (reporter_id);

    CREATE TABLE incident_person (
        document_id uuid NOT NULL
            CONSTRAINT fk_incident_person_document_id_incident REFERENCES incident (document_id) ON DELETE CASCADE,
        key varchar(40) NOT NULL,
        person_id uuid CONSTRAINT fk_incident_person_person_id_person REFERENCES person (id),
        name varchar(100) NOT NULL,
        CONSTRAINT pk_incident_person PRIMARY KEY (document_id, key)
    );
    CREATE INDEX ix_incident_person_person_id ON incident_person (person_id);

    CREATE TABLE incident_wording (
        document_id uuid NOT NULL
            CONSTRAINT fk_incident_wording_document_id_incident REFERENCES incident (document_id) ON DELETE CASCADE,
        field varchar(100) NOT NULL,
        text text NOT NULL,
        CONSTRAINT pk_incident_wording PRIMARY KEY (document_id, field)
    );

    CREATE TABLE incident_step (
        id uuid CONSTRAINT pk_incident_step PRIMARY KEY,
        document_id uuid NOT NULL
            CONSTRAINT fk_incident_step_document_id_incident REFERENCES incident (document_id) ON DELETE CASCADE,
        state varchar(20) NOT NULL,
        at timestamptz NOT NULL,
        by_id uuid CONSTRAINT fk_incident_step_by_id_person REFERENCES person (id),
        by_name varchar(100) NOT NULL,
        reason varchar(1000) NOT NULL
    );
    CREATE INDEX ix_incident_step_document_id_at ON incident_step (document_id, at);
    CREATE INDEX ix_incident_step_by_id ON incident_step (by_id);
"""

ACTIONS = """
    CREATE TABLE incident_action (
        id uuid CONSTRAINT pk_incident_action PRIMARY KEY,
        document_id uuid NOT NULL
            CONSTRAINT fk_incident_action_document_id_incident REFERENCES incident (document_id) ON DELETE CASCADE,
        position integer NOT NULL,
        text text NOT NULL,
        owner_id uuid CONSTRAINT fk_incident_action_owner_id_person REFERENCES person (id),
        owner_name varchar(100),
        due_on date,
        effect_weeks integer,
        state varchar(20) NOT NULL,
        done_at timestamptz,
        done_by uuid CONSTRAINT fk_incident_action_done_by_person REFERENCES person (id),
        done_by_name varchar(100),
        verified_at timestamptz,
        verified_by uuid CONSTRAINT fk_incident_action_verified_by_person REFERENCES person (id),
        verified_by_name varchar(100),
        effect_due_on date,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version integer NOT NULL,
        CONSTRAINT ck_incident_action_state
            CHECK (state IN ('planned', 'in_progress', 'done', 'verified', 'effective', 'cancelled'))
    );
    CREATE INDEX ix_incident_action_document_id_position ON incident_action (document_id, position);
    CREATE INDEX ix_incident_action_owner_id ON incident_action (owner_id);
    CREATE INDEX ix_incident_action_open ON incident_action (due_on, id) WHERE state IN ('planned', 'in_progress', 'done');

    CREATE TABLE incident_action_step (
        id uuid CONSTRAINT pk_incident_action_step PRIMARY KEY,
        action_id uuid NOT NULL
            CONSTRAINT fk_incident_action_step_action_id_incident_action REFERENCES incident_action (id) ON DELETE CASCADE,
        move varchar(20) NOT NULL,
        state varchar(20) NOT NULL,
        at timestamptz NOT NULL,
        by_id uuid CONSTRAINT fk_incident_action_step_by_id_person REFERENCES person (id),
        by_name varchar(100) NOT NULL,
        note varchar(2000) NOT NULL
    );
    CREATE INDEX ix_incident_action_step_action_id_at ON incident_action_step (action_id, at);
    CREATE INDEX ix_incident_action_step_by_id ON incident_action_step (by_id);
"""


def upgrade() -> None:
    """Incidents can be reported, investigated and corrected."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(INCIDENTS)
    op.execute(ACTIONS)
