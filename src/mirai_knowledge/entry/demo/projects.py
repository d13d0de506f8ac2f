"""Invented projects of the invented company, with the standing cast at work on them.

Places, clients and constructions are made up. Days are counted from the day of loading, so that some are always under way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import service
from mirai_knowledge.projects.schemas import (
    AddCompanyPlace,
    AddMember,
    AddProject,
    ChangeProject,
    ProjectId,
    Role,
    SetSection,
    SetSections,
    Status,
)


@dataclass(frozen=True, slots=True)
class DemoProject:
    """An invented project; `begins` and `ends` are days from today, `way` the statuses it has gone through since planning."""

    key: str
    code: str
    name: str
    name_kana: str
    client: str
    region: str
    description: str
    begins: int
    ends: int
    way: tuple[Status, ...]
    work_types: tuple[str, ...]
    sections: tuple[str, ...]
    members: tuple[tuple[str, Role], ...]
    companies: tuple[tuple[str, int, str], ...]


PROJECTS = (
    DemoProject(
        "bridge",
        "B-24-003",
        "青葉川 若葉大橋 架替工事",
        "アオバガワ ワカバオオハシ カケカエコウジ",
        "青葉県土木部",
        "青葉県北部",
        "老朽化した若葉大橋（橋長 186 m、三径間）を撤去し、鋼連続合成鈑桁橋に架け替える。"
        "出水期（6月〜10月）は河川内の作業を行わない。A1・P1・P2・A2の下部工は場所打ち杭基礎。",
        -420,
        300,
        ("in_progress",),
        ("bridge", "cast_in_place_pile", "concrete", "rebar", "formwork"),
        ("左岸工区", "河川内工区", "右岸工区"),
        (
            ("site_manager", "manager"),
            ("construction", "staff"),
            ("quality", "quality"),
            ("safety", "safety"),
            ("partner", "partner"),
        ),
        (("own", 0, "元請（施工管理）"), ("partner", 1, "下部工・床版の鉄筋工事")),
    ),
    DemoProject(
        "tunnel",
        "T-25-001",
        "県道12号 月見峠トンネル 新設工事",
        "ケンドウジュウニゴウ ツキミトウゲトンネル シンセツコウジ",
        "青葉県土木部",
        "青葉県西部",
        "延長 1,240 m、内空断面 62 m² の道路トンネルを NATM で掘削する。坑口付近は未固結の崩積土で、"
        "補助工法として長尺鋼管フォアパイリングを採用。突発湧水と坑口斜面の変位を常時監視する。",
        -200,
        730,
        ("in_progress",),
        ("tunnel", "excavation", "slope", "concrete"),
        ("起点側坑口", "本坑", "終点側坑口"),
        (("site_manager", "manager"), ("engineer", "staff"), ("expert", "expert"), ("safety", "safety")),
        (("own", 0, "元請（施工管理）"),),
    ),
    DemoProject(
        "river",
        "R-25-007",
        "若葉川 堤防強化・護岸工事",
        "ワカバガワ テイボウキョウカ ゴガンコウジ",
        "若葉川河川事務所",
        "青葉県東部",
        "延長 850 m の堤防を質的に強化し、低水護岸を連節ブロックで整備する。ICT 土工で施工し、"
        "出来形は三次元計測で管理する。工区ごとに締切と水替えが必要。",
        -90,
        180,
        ("in_progress",),
        ("river", "embankment", "earth_retaining"),
        ("第1工区", "第2工区"),
        (("engineer", "manager"), ("construction", "staff"), ("safety", "safety")),
        (("own", 0, "元請（施工管理）"),),
    ),
    DemoProject(
        "building",
        "K-25-010",
        "みどり台小学校 校舎改築工事",
        "ミドリダイショウガッコウ コウシャカイチクコウジ",
        "青葉市教育委員会",
        "青葉市",
        "鉄筋コンクリート造 4 階建て（延べ 6,800 m²）の校舎を、隣で授業を続けながら改築する。"
        "通学時間帯の車両の出入りを禁止し、騒音・振動・粉じんを毎日測定して学校へ報告する。",
        -60,
        420,
        ("in_progress",),
        ("building", "foundation", "rebar", "formwork", "concrete", "equipment"),
        ("A棟", "B棟", "渡り廊下"),
        (("site_manager", "manager"), ("construction", "staff"), ("quality", "quality"), ("partner", "partner")),
        (("own", 0, "元請（施工管理）"), ("partner", 1, "基礎・躯体の鉄筋工事")),
    ),
    DemoProject(
        "pavement",
        "P-23-015",
        "国道99号 桜ヶ丘地区 舗装修繕工事",
        "コクドウキュウジュウキュウゴウ サクラガオカチク ホソウシュウゼンコウジ",
        "青葉国道事務所",
        "桜ヶ丘市",
        "延長 2.3 km の切削オーバーレイ（夜間施工、片側交互通行）。施工中の平坦性と締固め度を管理し、"
        "規制の設置・撤去の手順を標準化した。",
        -700,
        -150,
        ("in_progress", "completed"),
        ("pavement",),
        ("上り線", "下り線"),
        (("construction", "manager"), ("engineer", "staff")),
        (("own", 0, "元請（施工管理）"),),
    ),
    DemoProject(
        "sewer",
        "W-26-002",
        "桜ヶ丘処理区 汚水幹線 推進工事",
        "サクラガオカショリク オスイカンセン スイシンコウジ",
        "桜ヶ丘市上下水道局",
        "桜ヶ丘市",
        "呼び径 1,800 mm、延長 640 m の泥土圧式推進工。立坑 2 か所、曲線半径 120 m を含む。"
        "近接する都市ガス中圧管の防護と、地下水位低下による沈下の監視を計画中。",
        60,
        540,
        (),
        ("water_sewer", "earth_retaining", "excavation"),
        ("発進立坑", "推進区間", "到達立坑"),
        (("site_manager", "manager"), ("expert", "expert")),
        (("own", 0, "元請（施工管理）"),),
    ),
)


def load(tx: Tx, actor: Actor, people: Mapping[str, PersonId], companies: Mapping[str, UUID]) -> Mapping[str, ProjectId]:
    """The invented projects are there, with people and companies of the standing cast by their keys; returns the ids by key."""
    return {project.key: _load(tx, actor, project, people, companies) for project in PROJECTS}


def _load(tx: Tx, actor: Actor, project: DemoProject, people: Mapping[str, PersonId], companies: Mapping[str, UUID]) -> ProjectId:
    today = clock.today_jst()
    begins, ends = today + timedelta(days=project.begins), today + timedelta(days=project.ends)
    command = AddProject(
        code=project.code,
        name=project.name,
        name_kana=project.name_kana,
        client=project.client,
        region=project.region,
        description=project.description,
        work_types=project.work_types,
        starts_on=begins,
        ends_on=ends,
    )
    project_id = service.add_project(tx, actor, command)
    sections = SetSections(sections=tuple(SetSection(name=name) for name in project.sections))
    service.set_sections(tx, actor, sections, project_id=project_id, expected=1)
    for version, status in enumerate(project.way, start=2):
        service.change_project(tx, actor, ChangeProject(status=status), project_id=project_id, expected=version)
    for key, role in project.members:
        member = AddMember(person_id=people[key], role=role, starts_on=min(begins, today))
        service.add_member(tx, actor, member, project_id=project_id)
    for key, tier, work in project.companies:
        place = AddCompanyPlace(company_id=companies[key], tier=tier, work=work, starts_on=begins, ends_on=ends)
        service.add_company(tx, actor, place, project_id=project_id)
    return project_id
