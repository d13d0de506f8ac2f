"""People, companies, roles with their grants, credentials, sessions, counts of failed tries."""

from alembic import op

revision = "2026_11_23_0300"
down_revision = "2026_11_23_0200"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE company (
    id UUID NOT NULL,
    code VARCHAR(20) NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_kana VARCHAR(200),
    sort_key VARCHAR(400) COLLATE "C" NOT NULL,
    kind VARCHAR(10) NOT NULL,
    state VARCHAR(10) NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_company PRIMARY KEY (id),
    CONSTRAINT ck_company_kind CHECK (kind IN ('own', 'partner', 'client')),
    CONSTRAINT ck_company_state CHECK (state IN ('active', 'archived')),
    CONSTRAINT uq_company_code UNIQUE (code)
);
CREATE INDEX ix_company_sort_key_id ON company (sort_key, id);
CREATE TABLE role (
    code VARCHAR(40) NOT NULL,
    id UUID NOT NULL,
    name VARCHAR(100) NOT NULL,
    description VARCHAR(400) NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_role PRIMARY KEY (code),
    CONSTRAINT uq_role_id UNIQUE (id)
);
CREATE TABLE role_grant (
    role_code VARCHAR(40) NOT NULL,
    right_code VARCHAR(60) NOT NULL,
    scope VARCHAR(20) NOT NULL,
    CONSTRAINT pk_role_grant PRIMARY KEY (role_code, right_code),
    CONSTRAINT fk_role_grant_role_code FOREIGN KEY(role_code) REFERENCES role (code)
);
CREATE TABLE person (
    id UUID NOT NULL,
    login_name VARCHAR(64) NOT NULL,
    name VARCHAR(100) NOT NULL,
    name_kana VARCHAR(100),
    sort_key VARCHAR(200) COLLATE "C" NOT NULL,
    email VARCHAR(254),
    department VARCHAR(100),
    company_id UUID,
    state VARCHAR(10) NOT NULL,
    disabled_at TIMESTAMP WITH TIME ZONE,
    disabled_reason VARCHAR(400),
    rights_version INTEGER NOT NULL,
    last_signed_in_at TIMESTAMP WITH TIME ZONE,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT ck_person_state CHECK (state IN ('active', 'disabled')),
    CONSTRAINT uq_person_login_name UNIQUE (login_name),
    CONSTRAINT fk_person_company_id FOREIGN KEY(company_id) REFERENCES company (id)
);
CREATE INDEX ix_person_company_id ON person (company_id);
CREATE INDEX ix_person_sort_key_id ON person (sort_key, id);
CREATE TABLE person_role (
    person_id UUID NOT NULL,
    role_code VARCHAR(40) NOT NULL,
    granted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_person_role PRIMARY KEY (person_id, role_code),
    CONSTRAINT fk_person_role_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_person_role_role_code FOREIGN KEY(role_code) REFERENCES role (code)
);
CREATE INDEX ix_person_role_role_code ON person_role (role_code);
CREATE TABLE credential (
    person_id UUID NOT NULL,
    hash VARCHAR(400) NOT NULL,
    algorithm VARCHAR(20) NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    must_change BOOLEAN NOT NULL,
    CONSTRAINT pk_credential PRIMARY KEY (person_id),
    CONSTRAINT fk_credential_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE session (
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    device VARCHAR(200) NOT NULL,
    address VARCHAR(45),
    signed_in_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    end_reason VARCHAR(20),
    CONSTRAINT pk_session PRIMARY KEY (id),
    CONSTRAINT fk_session_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE INDEX ix_session_expires_at ON session (expires_at);
CREATE INDEX ix_session_open ON session (person_id, last_seen_at) WHERE ended_at IS NULL;
CREATE TABLE refresh_token (
    hash BYTEA NOT NULL,
    session_id UUID NOT NULL,
    position INTEGER NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_refresh_token PRIMARY KEY (hash),
    CONSTRAINT uq_refresh_token_session_id_position UNIQUE (session_id, position),
    CONSTRAINT fk_refresh_token_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE
);
CREATE TABLE sign_in_throttle (
    kind VARCHAR(10) NOT NULL,
    key VARCHAR(64) NOT NULL,
    failures INTEGER NOT NULL,
    last_tried_at TIMESTAMP WITH TIME ZONE NOT NULL,
    locked_until TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_sign_in_throttle PRIMARY KEY (kind, key),
    CONSTRAINT ck_sign_in_throttle_kind CHECK (kind IN ('account', 'address'))
);
CREATE INDEX ix_sign_in_throttle_last_tried_at ON sign_in_throttle (last_tried_at);
"""

# Roles and grants as the domain has them; administrators change the grants afterwards.
ROLES = (
    ("admin", "管理者", "システム全体を管理する。すべての権限を持つ"),
    ("site_manager", "所長", "現場の責任者。自分の現場を管理し、承認と配信を行う"),
    ("construction", "施工管理", "現場の施工管理。ナレッジを書き、事故・ヒヤリを報告する"),
    ("quality", "品質保証", "品質保証室。手順と品質の文書を管理する"),
    ("safety", "安全衛生", "安全衛生室。安全の文書と事故の是正を管理する"),
    ("expert", "技術本部", "技術本部の専門家。相談に回答し、承認する"),
    ("partner", "協力会社", "協力会社の人。自分の現場の文書を読み、確認し、報告する"),
)

EVERYBODY = "document.comment receipt.confirm rollout.answer incident.report"
OFFICE = f"document.read knowledge.write {EVERYBODY} consultation.ask list.export"
GRANTS = {
    "admin": (
        f"{OFFICE} sop.write regulation.write document.publish document.bin incident.investigate incident.see_names "
        "approval.decide distribution.send consultation.answer project.manage audit.read person.manage master.manage "
        "route.manage integration.manage operations.manage"
    ),
    "site_manager": (
        f"{OFFICE} sop.write regulation.write incident.investigate incident.see_names:own_projects approval.decide "
        "distribution.send project.manage:own document.bin:own_projects audit.read:own_projects"
    ),
    "construction": f"{OFFICE} sop.write:draft_only regulation.write:draft_only document.bin:own",
    "quality": (
        f"{OFFICE} sop.write regulation.write document.publish document.bin incident.investigate approval.decide "
        "distribution.send audit.read"
    ),
    "safety": (
        f"{OFFICE} sop.write regulation.write document.publish document.bin incident.investigate incident.see_names "
        "approval.decide distribution.send audit.read"
    ),
    "expert": f"{OFFICE} sop.write regulation.write approval.decide consultation.answer document.bin:own",
    "partner": (
        "document.read:visible document.comment:visible receipt.confirm:visible rollout.answer:visible "
        "incident.report:own_projects"
    ),
}


def upgrade() -> None:
    """Makes the tables of accounts, with the seven roles in them."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '300s'")
    op.execute(TABLES)
    for position, (code, name, description) in enumerate(ROLES, start=1):
        role_id = f"01900000-0000-7000-8000-{position:012}"
        values = f"'{code}', '{role_id}', '{name}', '{description}', {position}, 1, '2026-11-23T00:00:00Z'"
        columns = "code, id, name, description, position, version, updated_at"
        op.execute(f"INSERT INTO role ({columns}) VALUES ({values})")  # noqa: S608 (constants above)
    for role, grants in GRANTS.items():
        for grant in grants.split():
            right, _, scope = grant.partition(":")
            op.execute(f"INSERT INTO role_grant VALUES ('{role}', '{right}', '{scope or 'all'}')")  # noqa: S608 (constants above)
