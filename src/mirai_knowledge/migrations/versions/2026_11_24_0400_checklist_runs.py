"""Checklist runs: who went through the checklist of a procedure, where, when, and what was found."""

from alembic import op

revision = "2026_11_24_0400"
down_revision = "2026_11_24_0300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Checklists can be gone through."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(
        """
        CREATE TABLE checklist_run (
            id uuid CONSTRAINT pk_checklist_run PRIMARY KEY,
            document_id uuid NOT NULL CONSTRAINT fk_checklist_run_document_id_document REFERENCES document (id),
            edition_id uuid NOT NULL CONSTRAINT fk_checklist_run_edition_id_edition REFERENCES edition (id),
            edition_no integer NOT NULL,
            project_id uuid CONSTRAINT fk_checklist_run_project_id_project REFERENCES project (id),
            place varchar(200) NOT NULL,
            person_id uuid CONSTRAINT fk_checklist_run_person_id_person REFERENCES person (id),
            person_name varchar(100) NOT NULL,
            done_at timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL,
            remark text NOT NULL,
            faults integer NOT NULL,
            results jsonb NOT NULL,
            cancelled_at timestamptz,
            cancelled_by varchar(100),
            cancelled_reason varchar(1000),
            CONSTRAINT ck_checklist_run_cancelled CHECK ((cancelled_at IS NULL) = (cancelled_reason IS NULL))
        );
        CREATE INDEX ix_checklist_run_document_id_done_at_id ON checklist_run (document_id, done_at, id);
        CREATE INDEX ix_checklist_run_project_id ON checklist_run (project_id);
        CREATE INDEX ix_checklist_run_person_id ON checklist_run (person_id);
        CREATE INDEX ix_checklist_run_edition_id ON checklist_run (edition_id);

        CREATE TABLE checklist_photo (
            run_id uuid NOT NULL
                CONSTRAINT fk_checklist_photo_run_id_checklist_run REFERENCES checklist_run (id) ON DELETE CASCADE,
            attachment_id uuid NOT NULL CONSTRAINT fk_checklist_photo_attachment_id_attachment REFERENCES attachment (id),
            CONSTRAINT pk_checklist_photo PRIMARY KEY (run_id, attachment_id)
        );
        CREATE INDEX ix_checklist_photo_attachment_id ON checklist_photo (attachment_id);
        """
    )
