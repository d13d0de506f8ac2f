"""Articles of regulations, what refers to them, revisions of laws, abbreviations; categories to choose from."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_1100"
down_revision = "2026_11_28_0100"
branch_labels = None
depends_on = None

# Their codes are none of another kind's: filters over all kinds go by the code.
CATEGORIES = (
    ("reg_safety", "安全衛生"),
    ("reg_construction", "建設業・契約"),
    ("reg_building", "建築"),
    ("reg_road", "道路・土工"),
    ("reg_environment", "環境・廃棄物"),
    ("reg_quality", "品質・規格"),
    ("reg_company", "社内規格"),
    ("reg_other", "その他"),
)
ABBREVIATIONS = (
    ("安衛法", "労働安全衛生法"),
    ("安衛令", "労働安全衛生法施行令"),
    ("安衛法施行令", "労働安全衛生法施行令"),
    ("安衛則", "労働安全衛生規則"),
    ("安衛規則", "労働安全衛生規則"),
    ("クレーン則", "クレーン等安全規則"),
    ("酸欠則", "酸素欠乏症等防止規則"),
    ("石綿則", "石綿障害予防規則"),
    ("ゴンドラ則", "ゴンドラ安全規則"),
    ("ボイラー則", "ボイラー及び圧力容器安全規則"),
    ("有機則", "有機溶剤中毒予防規則"),
    ("鉛則", "鉛中毒予防規則"),
    ("特化則", "特定化学物質障害予防規則"),
    ("四アルキル則", "四アルキル鉛中毒予防規則"),
    ("高圧則", "高気圧作業安全衛生規則"),
    ("電離則", "電離放射線障害防止規則"),
    ("除染電離則", "東日本大震災により生じた放射性物質により汚染された土壌等を除染するための業務等に係る電離放射線障害防止規則"),
    ("粉じん則", "粉じん障害防止規則"),
    ("事務所則", "事務所衛生基準規則"),
    ("労基法", "労働基準法"),
    ("労基則", "労働基準法施行規則"),
    ("女性則", "女性労働基準規則"),
    ("年少則", "年少者労働基準規則"),
    ("建基法", "建築基準法"),
    ("建基令", "建築基準法施行令"),
    ("建業法", "建設業法"),
    ("品確法", "公共工事の品質確保の促進に関する法律"),
    ("入契法", "公共工事の入札及び契約の適正化の促進に関する法律"),
    ("建設リサイクル法", "建設工事に係る資材の再資源化等に関する法律"),
    ("廃掃法", "廃棄物の処理及び清掃に関する法律"),
    ("廃棄物処理法", "廃棄物の処理及び清掃に関する法律"),
    ("大防法", "大気汚染防止法"),
    ("土対法", "土壌汚染対策法"),
    ("電工法", "電気工事士法"),
    ("電工士法", "電気工事士法"),
    ("作環法", "作業環境測定法"),
    ("道交法", "道路交通法"),
    ("火取法", "火薬類取締法"),
)

TABLES = """
CREATE TABLE article (
    edition_id uuid NOT NULL CONSTRAINT fk_article_edition_id_edition REFERENCES edition (id) ON DELETE CASCADE,
    place integer NOT NULL,
    anchor varchar(60) NOT NULL,
    level integer NOT NULL,
    key varchar(60) COLLATE "C" NOT NULL,
    label varchar(100) NOT NULL,
    caption text NOT NULL,
    deleted boolean NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    CONSTRAINT pk_article PRIMARY KEY (edition_id, place)
);
CREATE UNIQUE INDEX ix_article_edition_id_anchor ON article (edition_id, anchor);
CREATE INDEX ix_article_key_edition_id ON article (key, edition_id) WHERE key <> '';

CREATE TABLE article_reference (
    edition_id uuid NOT NULL
        CONSTRAINT fk_article_reference_edition_id_edition REFERENCES edition (id) ON DELETE CASCADE,
    name varchar(100) COLLATE "C" NOT NULL,
    article varchar(60) COLLATE "C" NOT NULL,
    law_id uuid CONSTRAINT fk_article_reference_law_id_document REFERENCES document (id) ON DELETE SET NULL,
    CONSTRAINT pk_article_reference PRIMARY KEY (edition_id, name, article)
);
CREATE INDEX ix_article_reference_law_id_article ON article_reference (law_id, article) WHERE law_id IS NOT NULL;
CREATE INDEX ix_article_reference_name ON article_reference (name) WHERE law_id IS NULL;

CREATE TABLE law_revision (
    law varchar(60) COLLATE "C" NOT NULL,
    revision varchar(100) COLLATE "C" NOT NULL,
    document_id uuid NOT NULL
        CONSTRAINT fk_law_revision_document_id_document REFERENCES document (id) ON DELETE CASCADE,
    edition_id uuid NOT NULL CONSTRAINT fk_law_revision_edition_id_edition REFERENCES edition (id) ON DELETE CASCADE,
    sequence integer NOT NULL,
    digest varchar(64) NOT NULL,
    CONSTRAINT pk_law_revision PRIMARY KEY (law, revision)
);
CREATE UNIQUE INDEX ix_law_revision_edition_id ON law_revision (edition_id);
CREATE INDEX ix_law_revision_document_id ON law_revision (document_id);

CREATE TABLE law_abbreviation (
    abbreviation varchar(60) COLLATE "C" CONSTRAINT pk_law_abbreviation PRIMARY KEY,
    title varchar(300) NOT NULL
);
"""


def upgrade() -> None:
    """Regulations can be written and imported, and others can rest on their articles."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
    insert = sa.text(
        "INSERT INTO category (kind, code, name, position, version) VALUES ('regulation', :code, :name, :position, 1)"
    )
    for position, (code, name) in enumerate(CATEGORIES, start=1):
        op.execute(insert.bindparams(code=code, name=name, position=position * 10))
    known = sa.text("INSERT INTO law_abbreviation (abbreviation, title) VALUES (:abbreviation, :title)")
    for abbreviation, title in ABBREVIATIONS:
        op.execute(known.bindparams(abbreviation=abbreviation, title=title))
