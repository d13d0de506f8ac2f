"""The audit log: entries and seals by month, anchors of dropped months, and the triggers that keep them as written.

Both large tables are partitioned by month (UTC) with a default partition; `audit_add_month` makes one month, here for
the present month and 12 ahead, later by a beat. The comments that begin with "append-only" decide what the application's
role is granted: reading and adding.
"""

from alembic import op

revision = "2026_11_23_0200"
down_revision = "2026_11_23_0100"
branch_labels = None
depends_on = None

ENTRY = """
CREATE TABLE audit_entry (
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    cluster bigint NOT NULL DEFAULT (pg_control_system()).system_identifier,
    xact bigint NOT NULL DEFAULT (pg_current_xact_id())::text::bigint,
    actor_id uuid,
    actor_name varchar(200),
    origin varchar(10) NOT NULL,
    session_id uuid,
    address varchar(45),
    request_id varchar(64),
    tag varchar(80) NOT NULL,
    subject_kind varchar(40),
    subject_id varchar(64),
    before jsonb,
    after jsonb,
    detail jsonb,
    CONSTRAINT pk_audit_entry PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX ix_audit_entry_actor_id_at ON audit_entry (actor_id, at);
CREATE INDEX ix_audit_entry_tag_at ON audit_entry (tag, at);
CREATE INDEX ix_audit_entry_subject_kind_subject_id_at ON audit_entry (subject_kind, subject_id, at);
CREATE INDEX ix_audit_entry_request_id ON audit_entry (request_id);
CREATE INDEX ix_audit_entry_cluster_xact_id ON audit_entry (cluster, xact, id);
COMMENT ON TABLE audit_entry IS 'append-only: who did what';
"""

SEAL = """
CREATE TABLE audit_seal (
    seal_no bigint NOT NULL,
    audit_id uuid NOT NULL,
    audit_at timestamptz NOT NULL,
    cluster bigint NOT NULL,
    xact bigint NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL,
    CONSTRAINT pk_audit_seal PRIMARY KEY (seal_no, audit_at),
    CONSTRAINT uq_audit_seal_audit_id_audit_at UNIQUE (audit_id, audit_at)
) PARTITION BY RANGE (audit_at);
CREATE INDEX ix_audit_seal_cluster_xact_audit_id ON audit_seal (cluster, xact, audit_id);
COMMENT ON TABLE audit_seal IS 'append-only: chain of hashes over the audit entries';
"""

ANCHOR = """
CREATE TABLE audit_anchor (
    first_seal_no bigint NOT NULL,
    last_seal_no bigint NOT NULL,
    month date NOT NULL,
    hash bytea NOT NULL,
    key_id varchar(16) NOT NULL,
    signature bytea NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT pk_audit_anchor PRIMARY KEY (first_seal_no),
    CONSTRAINT ck_audit_anchor_order CHECK (first_seal_no <= last_seal_no)
);
COMMENT ON TABLE audit_anchor IS 'append-only: what a dropped month leaves behind';
"""

REFUSE = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# A trigger for rows reaches the partitions by itself, one for TRUNCATE does not: `audit_close` gives it to each table.
# Nobody needs a right on a partition, since entries are written and read through the parent.
CLOSE = """
CREATE FUNCTION audit_close(closed regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    grantee name;
BEGIN
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()', closed);
    FOR grantee IN
        SELECT DISTINCT role.rolname FROM pg_class AS class, aclexplode(class.relacl) AS acl
        JOIN pg_roles AS role ON role.oid = acl.grantee
        WHERE class.oid = closed AND class.relispartition AND acl.grantee <> class.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %I', closed, grantee);
    END LOOP;
END $$;
"""

ADD_MONTH = """
CREATE FUNCTION audit_add_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    part text;
    made boolean := false;
BEGIN
    FOREACH parent IN ARRAY ARRAY['audit_entry', 'audit_seal'] LOOP
        part := parent || to_char(month, '_YYYY_MM');
        CONTINUE WHEN to_regclass(part) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent,
                       to_char(month, 'YYYY-MM-01 00:00:00+00'),
                       to_char(month + interval '1 month', 'YYYY-MM-01 00:00:00+00'));
        EXECUTE format('COMMENT ON TABLE %I IS %L', part, 'append-only: one month');
        PERFORM audit_close(part::regclass);
        made := true;
    END LOOP;
    RETURN made;
END $$;
"""

PARTITIONS = """
CREATE TABLE audit_entry_default PARTITION OF audit_entry DEFAULT;
CREATE TABLE audit_seal_default PARTITION OF audit_seal DEFAULT;
COMMENT ON TABLE audit_entry_default IS 'append-only: months that have no partition of their own';
COMMENT ON TABLE audit_seal_default IS 'append-only: months that have no partition of their own';
SELECT audit_close(closed) FROM unnest(ARRAY['audit_entry', 'audit_entry_default', 'audit_seal', 'audit_seal_default',
                                             'audit_anchor']::regclass[]) AS closed;
SELECT audit_add_month((date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC') + make_interval(months => ahead))::date)
FROM generate_series(0, 12) AS ahead;
"""


def upgrade() -> None:
    """The log exists, empty, and takes entries of this month and the next 12 into partitions of their own."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for statement in (ENTRY, SEAL, ANCHOR, REFUSE, CLOSE, ADD_MONTH):
        op.execute(statement)
    for table in ("audit_entry", "audit_seal", "audit_anchor"):
        op.execute(
            f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()"
        )
    op.execute(PARTITIONS)
