"""Consultations beside their documents: state and clock, posts, helpful marks, ratings, steps; their categories."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_4252"
down_revision = "2026_11_28_4251"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE consultation (
    document_id uuid CONSTRAINT pk_consultation PRIMARY KEY
        CONSTRAINT fk_consultation_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    state varchar(10) NOT NULL,
    priority varchar(10) NOT NULL,
    specialty varchar(50),
    wanted_on date,
    asker_id uuid CONSTRAINT fk_consultation_asker_id_person REFERENCES person (id),
    asker_name varchar(100) NOT NULL,
    asked_at timestamptz NOT NULL,
    expert_id uuid CONSTRAINT fk_consultation_expert_id_person REFERENCES person (id),
    expert_name varchar(100),
    clock_total integer,
    clock_minutes integer,
    clock_since timestamptz,
    due_at timestamptz,
    paused_at timestamptz,
    breached_at timestamptz,
    answered_at timestamptz,
    resolved_at timestamptz,
    cancelled_at timestamptz,
    cancelled_reason varchar(1000),
    accepted_post_id uuid,
    knowledge_id uuid CONSTRAINT fk_consultation_knowledge_id_document REFERENCES document (id) ON DELETE SET NULL,
    flags jsonb NOT NULL,
    legacy jsonb,
    CONSTRAINT ck_consultation_state CHECK (state IN ('open', 'assigned', 'answered', 'resolved', 'cancelled')),
    CONSTRAINT ck_consultation_priority CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    CONSTRAINT ck_consultation_clock CHECK ((clock_since IS NULL) = (due_at IS NULL))
);
CREATE INDEX ix_consultation_state_due_at ON consultation (state, due_at);
CREATE INDEX ix_consultation_expert_id_state ON consultation (expert_id, state);
CREATE INDEX ix_consultation_asker_id_state ON consultation (asker_id, state);
CREATE INDEX ix_consultation_knowledge_id ON consultation (knowledge_id) WHERE knowledge_id IS NOT NULL;

CREATE TABLE consultation_post (
    id uuid CONSTRAINT pk_consultation_post PRIMARY KEY,
    document_id uuid NOT NULL
        CONSTRAINT fk_consultation_post_document_id_consultation REFERENCES consultation (document_id) ON DELETE CASCADE,
    kind varchar(10) NOT NULL,
    author_id uuid CONSTRAINT fk_consultation_post_author_id_person REFERENCES person (id),
    author_name varchar(100) NOT NULL,
    author_title varchar(200),
    at timestamptz NOT NULL,
    edited_at timestamptz,
    answer_minutes integer,
    helpful_base integer NOT NULL,
    legacy jsonb,
    CONSTRAINT ck_consultation_post_kind CHECK (kind IN ('answer', 'ask_back', 'reply', 'follow_up'))
);
CREATE INDEX ix_consultation_post_document_id_at_id ON consultation_post (document_id, at, id);
CREATE INDEX ix_consultation_post_author_id_kind ON consultation_post (author_id, kind);

CREATE TABLE consultation_post_helpful (
    post_id uuid NOT NULL
        CONSTRAINT fk_consultation_post_helpful_post_id_consultation_post REFERENCES consultation_post (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_consultation_post_helpful_person_id_person REFERENCES person (id),
    CONSTRAINT pk_consultation_post_helpful PRIMARY KEY (post_id, person_id)
);
CREATE INDEX ix_consultation_post_helpful_person_id ON consultation_post_helpful (person_id);

CREATE TABLE consultation_rating (
    id uuid CONSTRAINT pk_consultation_rating PRIMARY KEY,
    document_id uuid NOT NULL
        CONSTRAINT fk_consultation_rating_document_id_consultation REFERENCES consultation (document_id) ON DELETE CASCADE,
    expert_id uuid CONSTRAINT fk_consultation_rating_expert_id_person REFERENCES person (id),
    expert_name varchar(100) NOT NULL,
    rater_id uuid CONSTRAINT fk_consultation_rating_rater_id_person REFERENCES person (id),
    rater_name varchar(100) NOT NULL,
    stars smallint NOT NULL,
    comment text NOT NULL,
    at timestamptz NOT NULL,
    legacy jsonb,
    CONSTRAINT ck_consultation_rating_stars CHECK (stars BETWEEN 1 AND 5)
);
CREATE INDEX ix_consultation_rating_document_id ON consultation_rating (document_id);
CREATE INDEX ix_consultation_rating_expert_id ON consultation_rating (expert_id);

CREATE TABLE consultation_step (
    id uuid CONSTRAINT pk_consultation_step PRIMARY KEY,
    document_id uuid NOT NULL
        CONSTRAINT fk_consultation_step_document_id_consultation REFERENCES consultation (document_id) ON DELETE CASCADE,
    kind varchar(20) NOT NULL,
    at timestamptz NOT NULL,
    by_id uuid CONSTRAINT fk_consultation_step_by_id_person REFERENCES person (id),
    by_name varchar(100) NOT NULL,
    to_name varchar(100),
    text text NOT NULL
);
CREATE INDEX ix_consultation_step_document_id_at_id ON consultation_step (document_id, at, id);
"""

# Their codes are none of another kind's: filters over all kinds go by the code.
CATEGORIES = (
    ("qa_technical", "技術相談"),
    ("qa_planning", "施工計画"),
    ("qa_quality", "品質管理"),
    ("qa_safety", "安全衛生"),
    ("qa_environment", "環境対策"),
    ("qa_law", "法令規格"),
    ("qa_other", "その他"),
)


def upgrade() -> None:
    """People can ask experts."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
    insert = sa.text(
        "INSERT INTO category (kind, code, name, position, version) VALUES ('consultation', :code, :name, :position, 1)"
    )
    for position, (code, name) in enumerate(CATEGORIES, start=1):
        op.execute(insert.bindparams(code=code, name=name, position=position * 10))
