"""Work types with the usual ones in them, projects with their sections, people and companies."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_0500"
down_revision = "2026_11_23_0400"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE work_type (
    code varchar(40) CONSTRAINT pk_work_type PRIMARY KEY,
    name varchar(100) NOT NULL CONSTRAINT uq_work_type_name UNIQUE,
    parent_code varchar(40) CONSTRAINT fk_work_type_parent_code_work_type REFERENCES work_type (code),
    position integer NOT NULL,
    archived_at timestamptz,
    version integer NOT NULL
);
CREATE INDEX ix_work_type_parent_code ON work_type (parent_code);

CREATE TABLE project (
    id uuid CONSTRAINT pk_project PRIMARY KEY,
    code varchar(40) COLLATE "C" NOT NULL CONSTRAINT uq_project_code UNIQUE,
    name varchar(200) NOT NULL,
    name_kana varchar(200),
    client varchar(200),
    region varchar(100),
    description text,
    status varchar(20) NOT NULL
        CONSTRAINT ck_project_status CHECK (status IN ('planning', 'in_progress', 'suspended', 'completed', 'archived')),
    starts_on date,
    ends_on date,
    access_days_after_end integer NOT NULL DEFAULT 30
        CONSTRAINT ck_project_access_days CHECK (access_days_after_end BETWEEN 0 AND 3650),
    search_key text NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    legacy jsonb,
    CONSTRAINT ck_project_dates CHECK (starts_on <= ends_on)
);
CREATE UNIQUE INDEX uq_project_legacy_origin ON project ((legacy ->> 'file'), (legacy ->> 'id'));

CREATE TABLE project_work_type (
    project_id uuid NOT NULL CONSTRAINT fk_project_work_type_project_id_project REFERENCES project (id) ON DELETE CASCADE,
    work_type_code varchar(40) NOT NULL CONSTRAINT fk_project_work_type_work_type_code_work_type REFERENCES work_type (code),
    CONSTRAINT pk_project_work_type PRIMARY KEY (project_id, work_type_code)
);
CREATE INDEX ix_project_work_type_work_type_code ON project_work_type (work_type_code);

CREATE TABLE project_section (
    id uuid CONSTRAINT pk_project_section PRIMARY KEY,
    project_id uuid NOT NULL CONSTRAINT fk_project_section_project_id_project REFERENCES project (id) ON DELETE CASCADE,
    name varchar(100) NOT NULL,
    position integer NOT NULL,
    CONSTRAINT uq_project_section_project_id_name UNIQUE (project_id, name)
);

CREATE TABLE project_member (
    id uuid CONSTRAINT pk_project_member PRIMARY KEY,
    project_id uuid NOT NULL CONSTRAINT fk_project_member_project_id_project REFERENCES project (id) ON DELETE CASCADE,
    person_id uuid NOT NULL CONSTRAINT fk_project_member_person_id_person REFERENCES person (id),
    role varchar(20) NOT NULL
        CONSTRAINT ck_project_member_role CHECK (role IN ('manager', 'staff', 'safety', 'quality', 'expert', 'partner')),
    starts_on date NOT NULL,
    ends_on date,
    version integer NOT NULL,
    CONSTRAINT ck_project_member_dates CHECK (starts_on <= ends_on)
);
CREATE INDEX ix_project_member_person_id_project_id ON project_member (person_id, project_id);
CREATE INDEX ix_project_member_project_id ON project_member (project_id);

CREATE TABLE project_company (
    project_id uuid NOT NULL CONSTRAINT fk_project_company_project_id_project REFERENCES project (id) ON DELETE CASCADE,
    company_id uuid NOT NULL CONSTRAINT fk_project_company_company_id_company REFERENCES company (id),
    tier integer NOT NULL CONSTRAINT ck_project_company_tier CHECK (tier BETWEEN 0 AND 9),
    work varchar(200),
    starts_on date,
    ends_on date,
    CONSTRAINT pk_project_company PRIMARY KEY (project_id, company_id),
    CONSTRAINT ck_project_company_dates CHECK (starts_on <= ends_on)
);
CREATE INDEX ix_project_company_company_id ON project_company (company_id);
"""

# Code, name, code of the parent; a parent stands before its parts.
WORK_TYPES = (
    ("earthwork", "土工", None),
    ("excavation", "掘削工", "earthwork"),
    ("embankment", "盛土工", "earthwork"),
    ("concrete", "コンクリート工", None),
    ("rebar", "鉄筋工", None),
    ("formwork", "型枠工", None),
    ("foundation", "基礎工", None),
    ("cast_in_place_pile", "場所打ち杭工", "foundation"),
    ("precast_pile", "既製杭工", "foundation"),
    ("pavement", "舗装工", None),
    ("steel_structure", "鋼構造物工", None),
    ("temporary", "仮設工", None),
    ("scaffolding", "足場工", "temporary"),
    ("earth_retaining", "土留・仮締切工", "temporary"),
    ("bridge", "橋梁", None),
    ("tunnel", "トンネル", None),
    ("slope", "法面工", None),
    ("river", "河川・護岸", None),
    ("water_sewer", "上下水道", None),
    ("building", "建築", None),
    ("equipment", "設備", None),
    ("demolition", "解体", None),
    ("appurtenance", "付属施設工", None),
)


def upgrade() -> None:
    """Projects can be registered, and work types are there to choose from."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
    insert = sa.text(
        "INSERT INTO work_type (code, name, parent_code, position, version) VALUES (:code, :name, :parent, :position, 1)"
    )
    for position, (code, name, parent) in enumerate(WORK_TYPES, start=1):
        op.execute(insert.bindparams(code=code, name=name, parent=parent, position=position * 10))
