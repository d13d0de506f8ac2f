"""Notices name what they speak of, so that they are seen by those who may see it."""

from alembic import op

revision = "2026_11_24_0300"
down_revision = "2026_11_24_0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Notices already sent about documents and comments name them; their links tell which."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute("ALTER TABLE notice ADD COLUMN subject_kind varchar(40), ADD COLUMN subject_id uuid")
    # A link to what is gone leads to nothing that anybody may see, and so does its notice.
    op.execute(
        """
        UPDATE notice SET subject_kind = 'comment', subject_id = split_part(link, '#comment-', 2)::uuid
        WHERE kind LIKE 'comment.%' AND link ~ '#comment-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
        UPDATE notice SET subject_kind = 'document', subject_id = (
            SELECT document.id FROM document
            WHERE document.serial = substring(notice.link FROM '^/d/[A-Z]+-([0-9]+)$')::int
            AND document.kind = CASE WHEN notice.link LIKE '/d/SOP-%' THEN 'sop' ELSE 'knowledge' END
        )
        WHERE kind LIKE 'document.%' AND link ~ '^/d/[A-Z]+-[0-9]{1,9}$';
        """
    )
