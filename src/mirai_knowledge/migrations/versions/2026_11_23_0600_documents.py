"""Documents with their editions and drafts, who may see them, what readers leave, pictures, categories."""

from alembic import op

revision = "2026_11_23_0600"
down_revision = "2026_11_23_0500"
branch_labels = None
depends_on = None

DOCUMENTS = """
CREATE TABLE document (
    id uuid CONSTRAINT pk_document PRIMARY KEY,
    kind varchar(40) NOT NULL,
    serial integer NOT NULL,
    number varchar(100),
    audience varchar(10) NOT NULL CONSTRAINT ck_document_audience CHECK (audience IN ('internal', 'partners', 'site', 'named')),
    project_id uuid CONSTRAINT fk_document_project_id_project REFERENCES project (id),
    work_section varchar(100),
    owner_id uuid CONSTRAINT fk_document_owner_id_person REFERENCES person (id),
    owner_name varchar(100),
    creator_id uuid CONSTRAINT fk_document_creator_id_person REFERENCES person (id),
    creator_name varchar(100) NOT NULL,
    category_code varchar(40),
    language varchar(10) NOT NULL,
    review_due_on date,
    archived_at timestamptz,
    archived_reason varchar(1000),
    superseded_by uuid CONSTRAINT fk_document_superseded_by_document REFERENCES document (id),
    binned_at timestamptz,
    binned_by uuid CONSTRAINT fk_document_binned_by_person REFERENCES person (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL,
    draft_version integer NOT NULL,
    views_base integer NOT NULL,
    helpful_base integer NOT NULL,
    intake_run uuid,
    intake_seal varchar(80),
    legacy jsonb,
    CONSTRAINT uq_document_kind_serial UNIQUE (kind, serial),
    CONSTRAINT uq_document_kind_number UNIQUE (kind, number),
    CONSTRAINT ck_document_site_has_project CHECK (audience <> 'site' OR project_id IS NOT NULL),
    CONSTRAINT ck_document_archived CHECK ((archived_at IS NULL) = (archived_reason IS NULL))
);
CREATE INDEX ix_document_project_id ON document (project_id);
CREATE INDEX ix_document_creator_id ON document (creator_id);
CREATE INDEX ix_document_owner_id ON document (owner_id);
CREATE INDEX ix_document_kind_category_code ON document (kind, category_code);
CREATE INDEX ix_document_intake_run ON document (intake_run) WHERE intake_run IS NOT NULL;
CREATE INDEX ix_document_superseded_by ON document (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX ix_document_bin ON document (binned_at, id) WHERE binned_at IS NOT NULL;

CREATE TABLE document_alias (
    kind varchar(40) NOT NULL,
    alias varchar(100) COLLATE "C" NOT NULL,
    document_id uuid NOT NULL CONSTRAINT fk_document_alias_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    CONSTRAINT pk_document_alias PRIMARY KEY (kind, alias)
);
CREATE INDEX ix_document_alias_document_id ON document_alias (document_id);
CREATE INDEX ix_document_alias_alias ON document_alias (alias);

CREATE TABLE document_work_type (
    document_id uuid NOT NULL CONSTRAINT fk_document_work_type_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    work_type_code varchar(40) NOT NULL CONSTRAINT fk_document_work_type_work_type_code_work_type REFERENCES work_type (code),
    CONSTRAINT pk_document_work_type PRIMARY KEY (document_id, work_type_code)
);
CREATE INDEX ix_document_work_type_work_type_code ON document_work_type (work_type_code);

CREATE TABLE document_tag (
    document_id uuid NOT NULL CONSTRAINT fk_document_tag_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    tag varchar(50) NOT NULL,
    position integer NOT NULL,
    CONSTRAINT pk_document_tag PRIMARY KEY (document_id, tag)
);
CREATE INDEX ix_document_tag_tag ON document_tag (tag);

CREATE TABLE document_link (
    from_id uuid NOT NULL CONSTRAINT fk_document_link_from_id_document REFERENCES document (id) ON DELETE CASCADE,
    to_id uuid NOT NULL CONSTRAINT fk_document_link_to_id_document REFERENCES document (id) ON DELETE CASCADE,
    type varchar(20) NOT NULL CONSTRAINT ck_document_link_type
        CHECK (type IN ('related', 'supersedes', 'derived_from', 'complies_with', 'caused_by', 'solved_by')),
    CONSTRAINT pk_document_link PRIMARY KEY (from_id, to_id, type),
    CONSTRAINT ck_document_link_not_itself CHECK (from_id <> to_id)
);
CREATE INDEX ix_document_link_to_id ON document_link (to_id);

CREATE TABLE document_grant (
    document_id uuid NOT NULL CONSTRAINT fk_document_grant_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_document_grant_person_id_person REFERENCES person (id),
    why varchar(20) NOT NULL CONSTRAINT ck_document_grant_why CHECK (why IN ('named', 'coauthor', 'review', 'distribution')),
    until timestamptz,
    CONSTRAINT pk_document_grant PRIMARY KEY (document_id, person_id, why)
);
CREATE INDEX ix_document_grant_person_id_document_id ON document_grant (person_id, document_id);
"""

EDITIONS = """
CREATE TABLE edition (
    id uuid CONSTRAINT pk_edition PRIMARY KEY,
    document_id uuid NOT NULL CONSTRAINT fk_edition_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    content jsonb NOT NULL,
    content_hash varchar(64) NOT NULL,
    schema_version integer NOT NULL,
    title varchar(300) NOT NULL,
    sort_key varchar(400) COLLATE "C" NOT NULL,
    summary varchar NOT NULL,
    importance varchar(10) NOT NULL
        CONSTRAINT ck_edition_importance CHECK (importance IN ('low', 'medium', 'high', 'critical')),
    author_id uuid CONSTRAINT fk_edition_author_id_person REFERENCES person (id),
    author_name varchar(100) NOT NULL,
    writers jsonb NOT NULL,
    reason varchar(1000),
    is_material boolean NOT NULL,
    state varchar(20) NOT NULL
        CONSTRAINT ck_edition_state CHECK (state IN ('in_review', 'approved', 'returned', 'withdrawn')),
    state_reason varchar(1000),
    in_force_from timestamptz,
    in_force_until timestamptz,
    approved_by jsonb NOT NULL,
    submitted_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    base_edition_id uuid CONSTRAINT fk_edition_base_edition_id_edition REFERENCES edition (id) ON DELETE SET NULL,
    intake_run uuid,
    CONSTRAINT ck_edition_approved_has_day CHECK ((state <> 'approved') OR (in_force_from IS NOT NULL)),
    CONSTRAINT ck_edition_days CHECK (in_force_until > in_force_from)
);
CREATE INDEX ix_edition_document_id_in_force_from ON edition (document_id, in_force_from);
CREATE UNIQUE INDEX uq_edition_last ON edition (document_id) WHERE state = 'approved' AND in_force_until IS NULL;
CREATE INDEX ix_edition_newest ON edition (in_force_from, document_id) WHERE state = 'approved';
CREATE INDEX ix_edition_title ON edition (sort_key, document_id) WHERE state = 'approved';
CREATE INDEX ix_edition_intake_run ON edition (intake_run) WHERE intake_run IS NOT NULL;
CREATE INDEX ix_edition_base_edition_id ON edition (base_edition_id) WHERE base_edition_id IS NOT NULL;

CREATE TABLE draft (
    document_id uuid CONSTRAINT pk_draft PRIMARY KEY
        CONSTRAINT fk_draft_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    content jsonb NOT NULL,
    content_hash varchar(64) NOT NULL,
    title varchar(300) NOT NULL,
    base_edition_id uuid CONSTRAINT fk_draft_base_edition_id_edition REFERENCES edition (id) ON DELETE SET NULL,
    writers jsonb NOT NULL,
    updated_by uuid CONSTRAINT fk_draft_updated_by_person REFERENCES person (id),
    updated_by_name varchar(100) NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX ix_draft_updated_at ON draft (updated_at);
"""

READING = """
CREATE TABLE favourite (
    person_id uuid NOT NULL CONSTRAINT fk_favourite_person_id_person REFERENCES person (id),
    document_id uuid NOT NULL CONSTRAINT fk_favourite_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_favourite PRIMARY KEY (person_id, document_id)
);
CREATE INDEX ix_favourite_document_id ON favourite (document_id);

CREATE TABLE helpful (
    document_id uuid NOT NULL CONSTRAINT fk_helpful_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_helpful_person_id_person REFERENCES person (id),
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_helpful PRIMARY KEY (document_id, person_id)
);

CREATE TABLE document_view (
    document_id uuid NOT NULL CONSTRAINT fk_document_view_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_document_view_person_id_person REFERENCES person (id),
    day date NOT NULL,
    count integer NOT NULL,
    CONSTRAINT pk_document_view PRIMARY KEY (document_id, person_id, day)
);

CREATE TABLE document_tally (
    document_id uuid CONSTRAINT pk_document_tally PRIMARY KEY
        CONSTRAINT fk_document_tally_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    views integer NOT NULL,
    helpful integer NOT NULL,
    comments integer NOT NULL
);
CREATE INDEX ix_document_tally_views_document_id ON document_tally (views, document_id);

CREATE TABLE comment (
    id uuid CONSTRAINT pk_comment PRIMARY KEY,
    document_id uuid NOT NULL CONSTRAINT fk_comment_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    edition_id uuid CONSTRAINT fk_comment_edition_id_edition REFERENCES edition (id) ON DELETE SET NULL,
    author_id uuid CONSTRAINT fk_comment_author_id_person REFERENCES person (id),
    author_name varchar(100) NOT NULL,
    body text NOT NULL,
    parent_id uuid CONSTRAINT fk_comment_parent_id_comment REFERENCES comment (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    edited_at timestamptz,
    deleted_at timestamptz
);
CREATE INDEX ix_comment_document_id_created_at_id ON comment (document_id, created_at, id);
CREATE INDEX ix_comment_parent_id ON comment (parent_id);
CREATE INDEX ix_comment_edition_id ON comment (edition_id);

CREATE TABLE comment_mention (
    comment_id uuid NOT NULL CONSTRAINT fk_comment_mention_comment_id_comment REFERENCES comment (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_comment_mention_person_id_person REFERENCES person (id),
    CONSTRAINT pk_comment_mention PRIMARY KEY (comment_id, person_id)
);
"""

ATTACHMENTS = """
CREATE TABLE attachment (
    id uuid CONSTRAINT pk_attachment PRIMARY KEY,
    name varchar(255) NOT NULL,
    media_type varchar(100) NOT NULL,
    size integer NOT NULL,
    hash varchar(64) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_by uuid CONSTRAINT fk_attachment_created_by_person REFERENCES person (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX ix_attachment_hash ON attachment (hash);
CREATE INDEX ix_attachment_created_by ON attachment (created_by);

CREATE TABLE attachment_use (
    attachment_id uuid NOT NULL CONSTRAINT fk_attachment_use_attachment_id_attachment REFERENCES attachment (id),
    document_id uuid NOT NULL CONSTRAINT fk_attachment_use_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    CONSTRAINT pk_attachment_use PRIMARY KEY (attachment_id, document_id)
);
CREATE INDEX ix_attachment_use_document_id ON attachment_use (document_id);
"""

MASTERS = """
CREATE TABLE category (
    kind varchar(40) NOT NULL,
    code varchar(40) NOT NULL,
    name varchar(100) NOT NULL,
    position integer NOT NULL,
    archived_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT pk_category PRIMARY KEY (kind, code)
);

CREATE TABLE document_counter (
    kind varchar(40) CONSTRAINT pk_document_counter PRIMARY KEY,
    last integer NOT NULL
);
"""


def upgrade() -> None:
    """Documents of any kind can be written, published, read and commented on; no kind is there yet."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for statements in (DOCUMENTS, EDITIONS, READING, ATTACHMENTS, MASTERS):
        op.execute(statements)
