"""Approvals: routes, rules that pick one, requests with their steps, deputies. Without a rule nothing needs approval."""

from alembic import op

revision = "2026_11_28_4400"
down_revision = "2026_11_28_4300"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE approval_route (
    id uuid CONSTRAINT pk_approval_route PRIMARY KEY,
    name varchar(100) NOT NULL CONSTRAINT uq_approval_route_name UNIQUE,
    note text NOT NULL,
    stages jsonb NOT NULL,
    archived_at timestamptz,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by varchar(100) NOT NULL
);

CREATE TABLE approval_rule (
    position smallint CONSTRAINT pk_approval_rule PRIMARY KEY,
    kind varchar(40),
    category varchar(40),
    importances jsonb NOT NULL,
    project_id uuid CONSTRAINT fk_approval_rule_project_id_project REFERENCES project (id),
    route_id uuid CONSTRAINT fk_approval_rule_route_id_approval_route REFERENCES approval_route (id)
);
CREATE INDEX ix_approval_rule_route_id ON approval_rule (route_id);
CREATE INDEX ix_approval_rule_project_id ON approval_rule (project_id);

CREATE TABLE approval_rulebook (
    id smallint CONSTRAINT pk_approval_rulebook PRIMARY KEY,
    version integer NOT NULL
);
INSERT INTO approval_rulebook (id, version) VALUES (1, 1);

CREATE TABLE approval_request (
    id uuid CONSTRAINT pk_approval_request PRIMARY KEY,
    document_id uuid NOT NULL
        CONSTRAINT fk_approval_request_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    edition_id uuid NOT NULL CONSTRAINT uq_approval_request_edition_id UNIQUE
        CONSTRAINT fk_approval_request_edition_id_edition REFERENCES edition (id) ON DELETE CASCADE,
    route_name varchar(100) NOT NULL,
    routed_because text NOT NULL,
    stages jsonb NOT NULL,
    stage smallint NOT NULL,
    state varchar(20) NOT NULL,
    importance varchar(10) NOT NULL,
    requester_id uuid CONSTRAINT fk_approval_request_requester_id_person REFERENCES person (id),
    requester_name varchar(100) NOT NULL,
    requested_at timestamptz NOT NULL,
    note text NOT NULL,
    wanted_from timestamptz,
    stage_since timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    late_at timestamptz,
    short_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT ck_approval_request_state CHECK (state IN ('in_progress', 'approved', 'returned', 'withdrawn')),
    CONSTRAINT ck_approval_request_ended CHECK ((state = 'in_progress') = (ended_at IS NULL))
);
CREATE INDEX ix_approval_request_document_id_requested_at ON approval_request (document_id, requested_at);
CREATE INDEX ix_approval_request_requester_id_requested_at ON approval_request (requester_id, requested_at);
CREATE UNIQUE INDEX uq_approval_request_open ON approval_request (document_id) WHERE state = 'in_progress';

CREATE TABLE approval_step (
    id uuid CONSTRAINT pk_approval_step PRIMARY KEY,
    request_id uuid NOT NULL
        CONSTRAINT fk_approval_step_request_id_approval_request REFERENCES approval_request (id) ON DELETE CASCADE,
    stage smallint NOT NULL,
    kind varchar(20) NOT NULL,
    at timestamptz NOT NULL,
    by_id uuid CONSTRAINT fk_approval_step_by_id_person REFERENCES person (id),
    by_name varchar(100) NOT NULL,
    by_role varchar(400) NOT NULL,
    for_id uuid CONSTRAINT fk_approval_step_for_id_person REFERENCES person (id),
    for_name varchar(100),
    to_id uuid CONSTRAINT fk_approval_step_to_id_person REFERENCES person (id),
    to_name varchar(100),
    text text NOT NULL
);
CREATE INDEX ix_approval_step_request_id_at_id ON approval_step (request_id, at, id);
CREATE INDEX ix_approval_step_by_id_at ON approval_step (by_id, at);
CREATE UNIQUE INDEX uq_approval_step_approved ON approval_step (request_id, stage, by_id) WHERE kind = 'approved';

CREATE TABLE approval_deputy (
    id uuid CONSTRAINT pk_approval_deputy PRIMARY KEY,
    person_id uuid NOT NULL CONSTRAINT fk_approval_deputy_person_id_person REFERENCES person (id),
    deputy_id uuid NOT NULL CONSTRAINT fk_approval_deputy_deputy_id_person REFERENCES person (id),
    from_on date NOT NULL,
    until_on date NOT NULL,
    note text NOT NULL,
    made_by varchar(100) NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT ck_approval_deputy_days CHECK (from_on <= until_on),
    CONSTRAINT ck_approval_deputy_not_oneself CHECK (person_id <> deputy_id)
);
CREATE INDEX ix_approval_deputy_person_id ON approval_deputy (person_id);
CREATE INDEX ix_approval_deputy_deputy_id ON approval_deputy (deputy_id);
"""


def upgrade() -> None:
    """Documents can take a route of approval."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
