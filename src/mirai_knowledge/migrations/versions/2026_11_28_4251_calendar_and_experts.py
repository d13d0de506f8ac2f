"""The company's calendar, and what experts know."""

from alembic import op

revision = "2026_11_28_4251"
down_revision = "2026_11_28_4200"
branch_labels = None
depends_on = None


TABLES = """
CREATE TABLE work_calendar (
    code varchar(20) CONSTRAINT pk_work_calendar PRIMARY KEY,
    opens smallint NOT NULL,
    closes smallint NOT NULL,
    break_from smallint,
    break_until smallint,
    weekdays varchar(7) NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT ck_work_calendar_hours CHECK (opens < closes AND closes <= 1440 AND opens >= 0),
    CONSTRAINT ck_work_calendar_break CHECK ((break_from IS NULL) = (break_until IS NULL))
);
INSERT INTO work_calendar (code, opens, closes, break_from, break_until, weekdays, version, updated_at)
VALUES ('company', 480, 1020, 720, 780, '1111100', 1, '2026-11-28T00:00:00Z');

CREATE TABLE calendar_day (
    on_day date CONSTRAINT pk_calendar_day PRIMARY KEY,
    works boolean NOT NULL,
    name varchar(100) NOT NULL
);

CREATE TABLE expert_profile (
    person_id uuid CONSTRAINT pk_expert_profile PRIMARY KEY
        CONSTRAINT fk_expert_profile_person_id_person REFERENCES person (id) ON DELETE CASCADE,
    specialties jsonb NOT NULL,
    certifications jsonb NOT NULL,
    years smallint,
    bio text NOT NULL,
    available boolean NOT NULL,
    away_from date,
    away_until date,
    leads boolean NOT NULL,
    intake_run uuid,
    legacy jsonb,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT ck_expert_profile_years CHECK (years IS NULL OR (years >= 0 AND years <= 80)),
    CONSTRAINT ck_expert_profile_away CHECK (away_from IS NULL OR away_until IS NULL OR away_from <= away_until)
);
CREATE INDEX ix_expert_profile_intake_run ON expert_profile (intake_run) WHERE intake_run IS NOT NULL;
"""


def upgrade() -> None:
    """The company works from 8:00 to 17:00, Monday to Friday, until an administrator says otherwise."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
