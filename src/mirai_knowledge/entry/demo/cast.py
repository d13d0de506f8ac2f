"""The standing cast: invented people, one per role, the same in tests and demonstration data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """An invented person. The password is for development and tests alone and satisfies the password policy."""

    key: str
    login_name: str
    password: str
    name: str
    name_kana: str
    department: str
    company: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyMember:
    """An invented company."""

    key: str
    code: str
    name: str
    name_kana: str
    kind: str


COMPANIES = (
    CompanyMember("own", "C-001", "みらい建設株式会社", "ミライケンセツ", "own"),
    CompanyMember("partner", "C-101", "有限会社つばめ鉄筋", "ツバメテッキン", "partner"),
    CompanyMember("client", "C-201", "青葉県土木部", "アオバケンドボクブ", "client"),
)

CAST = (
    Member("admin", "kanri", "genba-wo-mamoru-7", "相沢 みどり", "アイザワ ミドリ", "情報システム室", "own", ("admin",)),
    Member(
        "site_manager", "shocho", "asa-no-chorei-8ji", "大森 健一", "オオモリ ケンイチ", "第一工事部", "own", ("site_manager",)
    ),
    Member("construction", "sekou", "katawaku-to-tekkin-3", "新田 航", "ニッタ ワタル", "第一工事部", "own", ("construction",)),
    Member("engineer", "gishi", "nori-men-no-kusa-5", "小野寺 さくら", "オノデラ サクラ", "第二工事部", "own", ("construction",)),
    Member("quality", "hinshitsu", "suranpu-12cm-desu", "三浦 誠", "ミウラ マコト", "品質保証室", "own", ("quality",)),
    Member("safety", "anzen", "herumetto-yoshi-9", "長谷 千尋", "ハセ チヒロ", "安全衛生室", "own", ("safety",)),
    Member("expert", "gijutsu", "tonneru-no-mizu-4", "堀江 隆之", "ホリエ タカユキ", "技術本部", "own", ("expert",)),
    Member("partner", "kyoryoku", "tsubame-no-su-2tsu", "平野 大地", "ヒラノ ダイチ", "鉄筋工", "partner", ("partner",)),
)
