"""Milestones of projects: what is to be reached when, and when it was."""

from alembic import op

revision = "2026_11_28_2100"
down_revision = "2026_11_28_1100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Projects have milestones."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(
        """
        CREATE TABLE project_milestone (
            id uuid CONSTRAINT pk_project_milestone PRIMARY KEY,
            project_id uuid NOT NULL
                CONSTRAINT fk_project_milestone_project_id_project REFERENCES project (id) ON DELETE CASCADE,
            name varchar(200) NOT NULL,
            planned_on date,
            reached_on date,
            state varchar(20) NOT NULL
                CONSTRAINT ck_project_milestone_state CHECK (state IN ('planned', 'in_progress', 'reached')),
            position integer NOT NULL
        );
        CREATE INDEX ix_project_milestone_project_id ON project_milestone (project_id);
        """
    )
