"""Work on a site: tasks, how far it is, hours worked by company, and the budget."""

from alembic import op

revision = "2026_11_28_4300"
down_revision = "2026_11_28_4252"
branch_labels = None
depends_on = None


BUDGET = """
ALTER TABLE project ADD COLUMN budget bigint CONSTRAINT ck_project_budget CHECK (budget >= 0);
"""
TASKS = """
CREATE TABLE project_task (
    id uuid CONSTRAINT pk_project_task PRIMARY KEY,
    project_id uuid NOT NULL CONSTRAINT fk_project_task_project_id_project REFERENCES project (id) ON DELETE CASCADE,
    title varchar(200) NOT NULL,
    description text,
    state varchar(20) NOT NULL CONSTRAINT ck_project_task_state
        CHECK (state IN ('pending', 'in_progress', 'completed', 'cancelled')),
    priority varchar(10) NOT NULL CONSTRAINT ck_project_task_priority CHECK (priority IN ('high', 'medium', 'low')),
    assignee_id uuid CONSTRAINT fk_project_task_assignee_id_person REFERENCES person (id),
    starts_on date,
    due_on date,
    done_on date,
    percent smallint NOT NULL CONSTRAINT ck_project_task_percent CHECK (percent BETWEEN 0 AND 100),
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX ix_project_task_project_id ON project_task (project_id);
CREATE INDEX ix_project_task_assignee_id ON project_task (assignee_id);
"""
PROGRESS = """
CREATE TABLE project_progress (
    project_id uuid NOT NULL
        CONSTRAINT fk_project_progress_project_id_project REFERENCES project (id) ON DELETE CASCADE,
    noted_on date NOT NULL,
    percent smallint NOT NULL CONSTRAINT ck_project_progress_percent CHECK (percent BETWEEN 0 AND 100),
    note varchar(500),
    CONSTRAINT pk_project_progress PRIMARY KEY (project_id, noted_on)
);
"""
HOURS = """
CREATE TABLE project_hours (
    project_id uuid NOT NULL CONSTRAINT fk_project_hours_project_id_project REFERENCES project (id) ON DELETE CASCADE,
    company_id uuid NOT NULL CONSTRAINT fk_project_hours_company_id_company REFERENCES company (id),
    month date NOT NULL CONSTRAINT ck_project_hours_month CHECK (extract(day FROM month) = 1),
    hours numeric(9, 1) NOT NULL CONSTRAINT ck_project_hours_hours CHECK (hours >= 0),
    CONSTRAINT pk_project_hours PRIMARY KEY (project_id, company_id, month)
);
CREATE INDEX ix_project_hours_company_id ON project_hours (company_id);
"""


def upgrade() -> None:
    """Projects have a budget, tasks, a progress and worked hours."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for statements in (BUDGET, TASKS, PROGRESS, HOURS):
        op.execute(statements)
